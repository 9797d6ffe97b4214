import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { CANNOT } from "../driver.mjs";
import { journey } from "../journey.mjs";
import { Provoker } from "../provoke.mjs";
import { IS_SOAK } from "../soak.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

const STOPPED = /stopped by a fault of its own/;
const OFTEN = IS_SOAK ? 100 : 20;
const MINUTES_APART = 6;

/** A key stroke that ends the module, and the card. `ends` is how many ends that makes. */
const stop = (provoker, widget, ends) => provoker.end(widget.description, `${REQUEST.description} (${ends})`, ends);

async function startAgain(widget) {
  await widget.startAgain.click();
  await widget.whenUp();
  await widget.whenListed();
}

journey("a page goes on while its widget stops and starts", { troubles: STOPPED }, async (surroundings) => {
  const { page, widget } = surroundings;
  const provoker = await Provoker.visit(surroundings);
  await widget.whenUp();
  await page.evaluate(() => {
    const own = { clicks: 0, ticks: 0 };
    const button = Object.assign(document.createElement("button"), { id: "own", textContent: "Own", onclick: () => (own.clicks += 1) });
    document.querySelector("main").prepend(button);
    setInterval(() => (own.ticks += 1), 10);
    window.own = own;
  });
  const [FIRST, SECOND, LAST] = [5, 15, 25];
  for (let step = 1, ends = 0; step <= 30; step += 1) {
    if ([FIRST, SECOND, LAST].includes(step)) await stop(provoker, widget, (ends += 1));
    if ([FIRST + 5, SECOND + 5].includes(step)) await startAgain(widget);
    const { ticks } = await page.evaluate(() => window.own);
    await page.css("#own").click();
    await waitFor("a tick", async () => (await page.evaluate(() => window.own.ticks)) > ticks);
    assert.equal(await page.evaluate(() => window.own.clicks), step);
    assert.equal(await page.evaluate(async () => (await fetch("/healthz")).status), 200);
  }
  const { errors, reports } = await provoker.state();
  assert.deepEqual(errors, []);
  assert.equal(reports.length, 3);
});

journey("however often the module ends, nothing of it is left", { troubles: STOPPED, limit: 300_000 }, async (surroundings) => {
  const { page, widget, t } = surroundings;
  const provoker = await Provoker.visit(surroundings);
  await widget.whenUp();
  let ends = 0;
  const stopAndStart = async () => {
    await stop(provoker, widget, (ends += 1));
    await startAgain(widget);
    await waitFor("the text", async () => (await widget.description.value()).endsWith(`(${ends})`));
    await provoker.later(MINUTES_APART);
  };
  for (let time = 0; time < 2; time += 1) await stopAndStart();
  const measure = async () => (CANNOT.includes("memory") ? undefined : page.memory());
  const before = await measure();
  for (let time = 0; time < OFTEN; time += 1) await stopAndStart();
  const after = await measure();
  if (!before || !after) return void t.diagnostic(`${ends} ends; what is left after them this engine does not tell`);
  t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  assert.ok(after.wasm <= before.wasm, "instances are left");
  assert.ok(after.listeners <= before.listeners, "listeners are left");
  assert.ok(after.nodes <= before.nodes * 1.05 + 50, "nodes are left");
  assert.ok(after.heap <= before.heap + (10 << 20), "objects are left");
});

journey("a module that stops three times in five minutes is left alone", { troubles: STOPPED }, async (surroundings) => {
  const { page, widget } = surroundings;
  const provoker = await Provoker.visit(surroundings);
  await page.evaluate(() => document.querySelector("support-widget").setAttribute("contact-email", "support@tarrowby.example"));
  await widget.whenUp();
  await widget.subject.fill(REQUEST.subject);
  for (const ends of [1, 2]) {
    await stop(provoker, widget, ends);
    await startAgain(widget);
    await waitFor("the subject", async () => (await widget.subject.value()) === REQUEST.subject);
  }
  await stop(provoker, widget, 3);
  assert.equal(await widget.startAgain.count(), 0);
  const text = await widget.stopped.role("textbox", "What you have typed").value();
  assert.equal(text, `${REQUEST.subject}\n\n${REQUEST.description} (3)`);
  const link = new URL(await widget.stopped.role("link", "Write to support@tarrowby.example").attribute("href"));
  assert.equal(link.pathname, "support@tarrowby.example");
  assert.equal(link.searchParams.get("subject"), REQUEST.subject);
  assert.equal(link.searchParams.get("body").replaceAll("\r", ""), `${REQUEST.description} (3)`);

  await surroundings.visit();
  await widget.whenUp();
  await waitFor("the draft", async () => (await widget.subject.value()) === REQUEST.subject);
});

journey("all elements of a page come back, and one that has left ends nothing", { troubles: STOPPED }, async (surroundings) => {
  const { page, widget } = surroundings;
  const provoker = await Provoker.visit(surroundings);
  await widget.whenUp();
  await page.evaluate(() => {
    const second = document.querySelector("support-widget").cloneNode(true);
    second.id = "second";
    second.setAttribute("load", "eager");
    document.querySelector("main").append(second);
  });
  const second = page.css("#second");
  await waitFor("the second", () => second.role("textbox", "Subject").isVisible());
  await page.evaluate(() => document.querySelector("#second").remove());

  await provoker.arm("__wbg_removeEventListener_", "trap");
  await page.evaluate(() => {
    const [first] = document.querySelectorAll("support-widget");
    window.place = first.parentElement;
    window.first = first;
    first.remove();
  });
  await waitFor("the end", async () => (await provoker.state()).faults === 1);
  await page.evaluate(() => window.place.append(window.first));
  await widget.whenUp();
});

journey("a request on its way when the module stops makes one conversation", { troubles: STOPPED }, async (surroundings) => {
  const { between, server, widget } = surroundings;
  const { requester } = await server.session();
  const provoker = await Provoker.visit(surroundings);
  await widget.whenUp();
  await widget.whenListed();
  const letGo = between.hold(isCreate);
  await widget.fill();
  await widget.send.click();
  await waitFor("the request", () => between.requests.some(isCreate));
  await provoker.hear(surroundings, "__wbg_status_", "trap");
  await provoker.whenStopped();
  letGo();
  await widget.startAgain.click();
  const number = await widget.receivedNumber();
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id }) => id), [number]);
});
