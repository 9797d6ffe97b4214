// Two presses, two tabs, a way out and back: one conversation (bar E2).

import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { IS_SOAK } from "../soak.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

const ROUNDS = IS_SOAK ? 100 : 1;
const limit = ROUNDS * 60_000 + 90_000;

journey("a double click on Send makes one conversation", { limit }, async ({ server, between, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  for (let round = 0; round < ROUNDS; round += 1) {
    const subject = `${REQUEST.subject}, ${round}`;
    const before = between.requests.length;
    await widget.fill({ ...REQUEST, subject });
    // The answer is held back, so that every further press meets a request that is on its way.
    let isOver = false;
    const letGo = between.hold((request) => !isOver && isCreate(request));
    await widget.send.doubleClick();
    await waitFor("the request", () => between.requests.slice(before).some(isCreate));
    await widget.form.css("form").evaluate((form) => form.requestSubmit());
    await widget.form.css("button[type=submit]").evaluate((button) => button.click());
    letGo();
    isOver = true;
    const number = await widget.receivedNumber();

    assert.equal(between.requests.slice(before).filter(isCreate).length, 1);
    const made = (await server.conversations(requester)).filter((row) => row.subject === subject);
    assert.deepEqual(made.map(({ id }) => id), [number]);
    await widget.sendAnother.click();
  }
});

/** Asserts that one conversation came of the request. */
async function checkOnce(server, wanted = REQUEST.subject) {
  const { requester } = await server.session();
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === wanted);
  assert.equal(made.length, 1);
  return made[0].id;
}

journey("Enter and a click at once make one conversation", { limit }, async ({ server, visit, widget }) => {
  await visit();
  await widget.whenUp();
  for (let round = 0; round < ROUNDS; round += 1) {
    const subject = `${REQUEST.subject}, ${round}`;
    await widget.fill({ ...REQUEST, subject });
    // Unless the receipt was quicker: nobody presses what has left the page.
    const click = widget.form.css("button[type=submit]").evaluate((button) => button.isConnected && button.click());
    await Promise.all([widget.subject.press("Enter"), click]);
    assert.equal(await widget.receivedNumber(), await checkOnce(server, subject));
    await widget.sendAnother.click();
  }
});

/** Holds back what comes from now on, until it is let go. */
function holdCreates(between) {
  const before = between.requests.length;
  let isOver = false;
  const open = between.hold((request) => !isOver && isCreate(request));
  return {
    came: () => between.requests.slice(before).some(isCreate),
    letGo: () => {
      isOver = true;
      open();
    },
  };
}

journey("one draft in two tabs, sent in both, makes one conversation", { limit }, async ({ server, between, page, visit, widget }) => {
  await visit();
  for (let round = 0; round < ROUNDS; round += 1) {
    const subject = `${REQUEST.subject}, ${round}`;
    await widget.whenUp();
    await widget.fill({ ...REQUEST, subject });
    // The draft is kept as soon as the second tab can find it.
    const isKept = (words) => JSON.stringify({ ...localStorage }).includes(words) && JSON.stringify({ ...localStorage }).includes("no laces");
    await waitFor("the draft to be kept", () => page.evaluate(isKept, subject));
    const second = await page.another();
    await second.goto(between.origin);
    const other = new Widget(second);
    await waitFor("the draft in the second tab", () => other.discard.isVisible());
    const held = holdCreates(between);
    await widget.send.click();
    await waitFor("the first request", held.came);
    await other.send.click();
    held.letGo();
    const { requester } = await server.session();
    const arrived = async () => (await server.conversations(requester)).some((row) => row.subject === subject);
    await waitFor("the request at the desk", arrived);
    const number = await checkOnce(server, subject);
    for (const tab of [widget, other]) await waitFor("the request in the list", async () => (await tab.numbers())[0] === number);
    assert.equal(await checkOnce(server, subject), number);
    await second.closeTab();
    assert.equal(await widget.receivedNumber(), number);
    await widget.sendAnother.click();
  }
});

journey("leaving while it is sent and coming back makes one conversation", { troubles: FAILED_REQUEST, limit }, async ({ server, between, page, visit, widget }) => {
  const { requester } = await server.session();
  for (let round = 0; round < ROUNDS; round += 1) {
    const subject = `${REQUEST.subject}, ${round}`;
    await visit();
    await widget.whenUp();
    await widget.fill({ ...REQUEST, subject });
    const held = holdCreates(between);
    await widget.send.click();
    await waitFor("the request", held.came);
    await page.goto("about:blank");
    held.letGo();
    await page.back();
    await waitFor("the request to be dealt with", async () => (await server.conversations(requester)).some((row) => row.subject === subject));
    const isKnown = async () => (await widget.receipt.isVisible()) || (await widget.subjectNow()) === "";
    await waitFor("the widget to know", isKnown);
    await page.forward();
    await page.back();
    await waitFor("the widget", () => widget.form.isVisible());
  }
  for (let round = 0; round < ROUNDS; round += 1) await checkOnce(server, `${REQUEST.subject}, ${round}`);
});
