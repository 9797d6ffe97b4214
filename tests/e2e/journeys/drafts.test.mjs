// What is typed outlives whatever ends the page, for a week, and nobody else sees it.

import assert from "node:assert/strict";

import { FAILED_REQUEST, journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

/** What is kept of what was written: what was seen is another matter. */
const kept = (page) =>
  page.evaluate(() => Object.entries({ ...localStorage }).filter(([name]) => /^support-widget:(?!seen:)/.test(name)));

async function checkRestored(widget) {
  await waitFor("the draft", () => widget.discard.isVisible());
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(await widget.description.value(), REQUEST.description);
}

journey("a draft survives a reload at once after the last key, and goes when it is sent", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  assert.deepEqual(await kept(page), [], "nothing is kept before anything is typed");
  await widget.fill();
  await page.reload();
  await checkRestored(widget);
  assert.match(await widget.form.text(), /Draft restored/);
  await widget.send.click();
  await widget.receivedNumber();
  assert.deepEqual(await kept(page), []);
});

journey("a draft survives a crash of the page", { needs: ["crash"] }, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  await waitFor("the draft to be kept", async () => JSON.stringify(await kept(page)).includes("no laces"));
  const address = await page.evaluate(() => location.href);
  await page.crash();
  const after = await page.another();
  await after.goto(address);
  await checkRestored(new Widget(after));
});

journey("a draft is forgotten after a week", {}, async ({ page, visit, widget }) => {
  await visit();
  // What is typed before it is known whose it is would be kept anew then.
  await widget.whenListed();
  await widget.fill();
  const age = (days) => page.evaluate((seconds) => {
    // The page keeps what is typed when it goes; from here on it is as if nothing had been.
    const [name] = Object.keys(localStorage).filter((name) => name.startsWith("support-widget:drafts"));
    const drafts = JSON.parse(localStorage.getItem(name));
    drafts.drafts[0].saved_at -= seconds;
    localStorage.setItem(name, JSON.stringify(drafts));
  }, days * 24 * 3600);
  await waitFor("the draft to be kept", async () => JSON.stringify(await kept(page)).includes("no laces"));
  await age(6.9);
  await page.reload();
  await checkRestored(widget);
  await age(0.2);
  await page.reload();
  await widget.whenUp();
  assert.equal(await widget.subject.value(), "");
});

journey("a draft that was restored and dropped does not come back", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  await page.reload();
  await waitFor("the draft", () => widget.discard.isVisible());
  await widget.discard.click();
  await waitFor("an empty form", async () => (await widget.subject.value()) === "");
  await page.reload();
  await widget.whenUp();
  assert.equal(await widget.subject.value(), "");
  assert.deepEqual(await kept(page), []);
});

journey("what is kept is two entries at most, and never the token", { troubles: FAILED_REQUEST }, async ({ server, page, visit, widget }) => {
  const { token } = await server.session();
  await visit();
  await widget.whenUp();
  await page.offline(true);
  await widget.fill();
  await widget.send.click();
  await waitFor("the request to wait", () => widget.writeAnother.isVisible());
  await widget.writeAnother.click();
  await widget.subject.fill("Another one");
  await waitFor("both to be kept", async () => (await kept(page)).length === 2);
  const all = JSON.stringify(await kept(page));
  assert.ok(all.includes("no laces") && all.includes("Another one"));
  assert.ok(!all.includes(token.slice(0, 20)) && !all.includes(token.split(".")[1]));
});
