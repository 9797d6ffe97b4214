// Without a network: what is written waits on the device and goes out when there is one.

import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { IS_SOAK } from "../soak.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

const CYCLES = IS_SOAK ? 50 : 3;
/** How soon after the network is back a request is sent, in milliseconds. */
const SOON = 5_000;

journey("off and on again: each request arrives once and soon", { troubles: FAILED_REQUEST, limit: CYCLES * 40_000 }, async ({ server, between, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const subject = `Written on the train, ${cycle}`;
    await page.offline(true);
    await widget.fill({ subject, description: "No network here." });
    await widget.send.click();
    await waitFor("the promise", () => widget.element.phrase(/saved on this device and will be sent when you are back/).isVisible());
    await waitFor("the end of the first attempts", () => widget.changeIt.isVisible());
    assert.match(await widget.outbox.text(), new RegExp(`${subject}.*Not sent yet`, "s"));
    const before = between.requests.length;
    const back = performance.now();
    await page.offline(false);
    await waitFor("the request", () => between.requests.slice(before).some(isCreate));
    assert.ok(performance.now() - back < SOON, `${performance.now() - back} ms`);
    await widget.receivedNumber();
    await widget.sendAnother.click();
  }
  const subjects = (await server.conversations(requester)).map(({ subject }) => subject);
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    assert.equal(subjects.filter((subject) => subject === `Written on the train, ${cycle}`).length, 1);
  }
});

journey("a page that is left without a network sends on the next visit", { troubles: FAILED_REQUEST }, async ({ server, between, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await page.offline(true);
  await widget.fill();
  await widget.send.click();
  await waitFor("the end of the first attempts", () => widget.changeIt.isVisible());
  const later = await page.another();
  await page.closeTab();
  await later.offline(false);
  await later.goto(between.origin);
  await waitFor("the request to arrive", async () => (await server.conversations(requester)).some(({ subject }) => subject === REQUEST.subject));
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.equal(made.length, 1);
});

journey("what has not left the device can be changed, and goes out as it was changed", { troubles: FAILED_REQUEST }, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await page.offline(true);
  await widget.fill();
  await widget.send.click();
  await waitFor("the choice", () => widget.changeIt.isVisible());
  await widget.changeIt.click();
  await waitFor("the form to be open", async () => (await widget.subject.attribute("readonly")) === null);
  assert.equal(await widget.subject.value(), REQUEST.subject);
  await widget.subject.fill("Both boots came without laces");
  await page.offline(false);
  await widget.send.click();
  const number = await widget.receivedNumber();
  const made = (await server.conversations(requester)).filter(({ subject }) => /without laces/.test(subject));
  assert.deepEqual(made.map(({ id, subject }) => [id, subject]), [[number, "Both boots came without laces"]]);
});

journey("a request that waits lets another one be written", { troubles: FAILED_REQUEST }, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await page.offline(true);
  await widget.fill();
  await widget.send.click();
  await waitFor("the choice", () => widget.writeAnother.isVisible());
  await widget.writeAnother.click();
  await widget.fill({ subject: "And another thing", description: "The box was dented." });
  await page.offline(false);
  await waitFor("the news", () => widget.list.phrase(/Your waiting request was sent. It is number \d+/).isVisible());
  assert.equal(await widget.subject.value(), "And another thing");
  await widget.send.click();
  await widget.receivedNumber();
  const subjects = (await server.conversations(requester)).map(({ subject }) => subject);
  assert.deepEqual(subjects.slice(0, 2), ["And another thing", REQUEST.subject]);
});
