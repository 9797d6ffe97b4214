import assert from "node:assert/strict";

import { isCreate, isModule } from "../between.mjs";
import { journey } from "../journey.mjs";
import { Provoker } from "../provoke.mjs";
import { IS_SOAK } from "../soak.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** What is said in the console, once for each fault. */
const STOPPED = /stopped by a fault of its own/;
/** How long the card may take, in milliseconds: the bar where the machine is ours, generous where it is shared. */
const AT_MOST = IS_SOAK ? 500 : 2_000;
const TYPED = { ...REQUEST, description: `${REQUEST.description}\nAnd the right one has three.` };

/**
 * Each kind of work in which the module may stop: what it calls of the browser's then, what goes wrong, and what leads there if it
 * isn't a key stroke. Nothing is asked of the widget after it is armed: what it does of its own accord may end it first.
 *
 * @typedef {(provoker: Provoker, surroundings: import("../journey.mjs").Surroundings, way: Way) => Promise<unknown>} Lead
 * @typedef {{ place: string, fault: import("../provoke.mjs").Fault, by?: Lead }} Way
 * @type {Record<string, Way>}
 */
const WAYS = {
  "a panic while drawing": {
    place: "__wbg_createElement",
    fault: "refusal",
    by: async (provoker, { widget }, { place, fault }) => provoker.press(widget.opener((await widget.numbers())[0]), place, fault),
  },
  "a trap in what follows an answer": {
    place: "__wbg_status_",
    fault: "trap",
    by: (provoker, surroundings, { place, fault }) => provoker.hear(surroundings, place, fault),
  },
  "an exception while a key stroke is handled": { place: "__wbg_value_", fault: "exception" },
  "a trap in a timer": { place: "__wbg_setItem_", fault: "trap" },
  "a stack that overflows": { place: "__wbg_value_", fault: "overflow" },
  "memory that runs out": { place: "__wbg_value_", fault: "shortage" },
};

/** @type {Lead} */
const byKey = (provoker, { widget }, { place, fault }) => provoker.type(widget.description, TYPED.description, place, fault);

for (const [name, way] of Object.entries(WAYS)) {
  journey(`after ${name} everything is started again, and nothing is lost`, { troubles: STOPPED }, async (surroundings) => {
    const { between, widget } = surroundings;
    const provoker = await Provoker.visit(surroundings);
    await widget.whenUp();
    await widget.whenListed();
    await widget.fill(way.by ? TYPED : REQUEST);
    await (way.by ?? byKey)(provoker, surroundings, way);
    await endsInCard(surroundings, provoker);
    await waitFor("the text", async () => (await widget.description.value()) === TYPED.description);
    assert.equal(await widget.subject.value(), TYPED.subject);
    await widget.send.click();
    const number = await widget.receivedNumber();
    await waitFor("the request in the list", async () => (await widget.numbers())[0] === number);
    assert.equal(between.requests.filter(isCreate).length, 1);
  });
}

for (const [name, place] of Object.entries({ "its first call": "__wbg_set_", "an element's start": "__wbg_replaceSync_" })) {
  journey(`a module that stops in ${name} says so`, { troubles: STOPPED }, async (surroundings) => {
    await endsInCard(surroundings, await Provoker.visit(surroundings, { armed: { place, fault: "trap" } }));
  });
}

/** The card comes at once, the page hears of it in one event, and "Try again" needs no second download. */
async function endsInCard({ between, page, widget }, provoker) {
  const { shownAfter } = await provoker.whenStopped();
  assert.ok(shownAfter < AT_MOST, `${shownAfter} ms`);
  assert.equal(await widget.subject.isVisible(), false);
  await widget.startAgain.click();
  await widget.whenUp();
  await widget.whenListed();
  const { errors, reports, instances } = await provoker.state();
  assert.deepEqual(errors, [], "no exception reached the page");
  assert.equal(reports.length, 1);
  assert.match(reports[0], STOPPED);
  assert.equal(page.troubles().length, 1, "said once");
  assert.equal(instances, 2);
  assert.equal(between.requests.filter(isModule).length, 1, "loaded once");
}
