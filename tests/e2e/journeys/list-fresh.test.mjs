// The list keeps up with the help desk, and says what changed since the customer looked.

import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { altered } from "../faults.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

/** Looks at what changed every second. */
const hurry = (page) => page.evaluate(() => document.querySelector("support-widget").setAttribute("refresh-seconds", "1"));

const conversation = (requester, subject) => ({ subject, description: "<p>Hello</p>", requested_by: requester, source: "Mail" });

journey("what changed meanwhile is announced, and shown when it is wanted", {}, async ({ server, between, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  const { total } = await widget.whenListed();
  const before = await widget.numbers();
  await hurry(page);
  // Nothing has changed: from the second look on the answer has no body.
  await waitFor("an empty answer", () => between.traffic.includes("\n304\n"));

  const { data } = await server.api("/v1/conversations", conversation(requester, "Made elsewhere"));
  await waitFor("the news", () => widget.list.phrase("1 updated").isVisible());
  assert.deepEqual(await widget.numbers(), before, "nothing has moved");
  await widget.show.click();
  await waitFor("the new one on top", async () => (await widget.numbers())[0] === data.id);
  assert.equal((await widget.whenListed()).total, total + 1);
  assert.equal(await widget.show.count(), 0);
  // It is news until it is opened.
  assert.ok((await widget.row("Made elsewhere").text()).includes("Updated since you looked"));
});

journey("a list of an earlier time says so, until there is a newer one", {}, async ({ between, page, visit, widget }) => {
  between.meddle(isList, altered(({ headers }) => (headers.age = "1200")));
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  const told = await page.evaluate(() => new Intl.DateTimeFormat("en", { timeStyle: "short" }).format(Date.now() - 1_200_000));
  const [, minutes] = told.match(/:(\d\d)/);
  const mark = widget.list.phrase(/^As of /);
  // Before twenty past midnight it is of yesterday; a minute may have passed.
  assert.match(await mark.text(), new RegExp(`^As of .*:(${minutes}|${String((+minutes + 59) % 60).padStart(2, "0")})`));
  await hurry(page);
  await waitFor("a list of now", async () => (await mark.count()) === 0);
});

journey("what changed between two visits is marked, until it is opened", {}, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  const marked = () => widget.list.css(".is-news").role("heading").texts();
  const openFirst = () => widget.list.css(".is-news .row-link").first().click();
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  assert.deepEqual(await marked(), [], "a first visit knows of nothing before");
  assert.equal(await page.evaluate(() => localStorage.length), 0, "nothing is written before the customer does something");
  await widget.list.css(".row-link").first().press("Enter");
  await waitFor("what is kept", () => page.evaluate(() => localStorage.length === 1));
  // The desk's clock has whole seconds: what happens within the second of the visit counts as seen.
  const seen = await page.evaluate(() => Date.now());
  await waitFor("the next second", () => Date.now() > seen + 1_000);
  for (const subject of ["First news", "Second news"]) await server.api("/v1/conversations", conversation(requester, subject));

  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await waitFor("two marks", async () => (await marked()).length === 2);
  assert.ok(await widget.list.phrase("2 updated since you looked").isVisible());
  await openFirst();
  await waitFor("one mark", async () => (await marked()).length === 1);
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await waitFor("the other mark", async () => (await marked()).join() === "First news");
  await widget.markAsRead.click();
  await waitFor("no mark", async () => (await marked()).length === 0);

  // One's own request is no news.
  await widget.sendRequest();
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  assert.deepEqual(await marked(), []);
});

journey("a server that fails meanwhile disturbs nobody", { troubles: /^Failed to load resource/ }, async ({ server, between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  const before = await widget.numbers();
  await server.stop();
  await hurry(page);
  const lists = () => between.requests.filter(isList).length;
  const first = lists();
  await waitFor("looks in vain", () => lists() >= first + 2);
  assert.deepEqual(await widget.numbers(), before);
  assert.equal(await widget.list.role("alert").count(), 0);
  await server.start();
  const { requester } = await server.session();
  await server.api("/v1/conversations", conversation(requester, "After the storm"));
  await waitFor("the news", () => widget.list.phrase("1 updated").isVisible());
});
