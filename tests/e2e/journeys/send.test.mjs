import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("a request gets a number, is on top of the list and survives a crash of the server", {}, async ({ server, visit, widget }) => {
  const { requester } = await server.session();
  const before = await server.conversations(requester);
  await visit();
  await widget.whenUp();
  assert.equal((await widget.whenListed()).total, before.length);

  const number = await widget.sendRequest({ ...REQUEST, priority: "High" });
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  assert.equal((await widget.subjects())[0], REQUEST.subject);
  assert.match(await widget.row(REQUEST.subject).text(), /Open/);
  assert.match(await widget.row(REQUEST.subject).text(), /High/);
  assert.equal((await widget.whenListed()).total, before.length + 1);

  // The customer has been told that we have it: from here on nothing may lose it.
  await server.stop("SIGKILL");
  await server.start();
  const [stored, ...others] = await server.conversations(requester);
  assert.equal(stored.id, number);
  assert.equal(stored.subject, REQUEST.subject);
  assert.equal(stored.priority, "High");
  assert.equal(stored.status, "Open");
  assert.equal(stored.source, "Mail");
  assert.equal(stored.description_text, REQUEST.description);
  assert.deepEqual(others.map(({ id }) => id), before.map(({ id }) => id));
});

journey("a sent request is still there after a reload", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  const number = await widget.sendRequest();
  await page.reload();
  await widget.whenUp();
  const { total } = await widget.whenListed();
  assert.equal((await widget.numbers())[0], number);
  assert.equal((await widget.subjects())[0], REQUEST.subject);
  assert.equal(await widget.subject.value(), "", "what was sent must not come back as a draft");
  assert.ok(total > 1);
});

journey("after the receipt another request can be written", {}, async ({ visit, widget }) => {
  await visit();
  await widget.whenUp();
  const first = await widget.sendRequest();
  await widget.sendAnother.click();
  await widget.whenUp();
  assert.equal(await widget.subject.value(), "");
  const second = await widget.sendRequest({ subject: "One more thing", description: "The right one squeaks." });
  assert.notEqual(second, first);
  await waitFor("both on top of the list", async () => {
    const [top, next] = await widget.numbers();
    return top === second && next === first;
  });
});

journey("a form without its words is not sent and says what to do", {}, async ({ between, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.description.fill(REQUEST.description);
  await widget.send.click();
  await waitFor("what to do", () => widget.errors.isVisible());
  assert.match(await widget.errors.text(), /Enter a subject/);
  assert.equal(await widget.subject.attribute("aria-invalid"), "true");
  assert.equal(await widget.description.attribute("aria-invalid"), null);
  assert.equal(await widget.description.value(), REQUEST.description);
  assert.ok(!between.requests.some(({ method }) => method === "POST"));

  await widget.subject.fill(REQUEST.subject);
  await waitFor("the field to be in order", async () => (await widget.subject.attribute("aria-invalid")) === null);
  await widget.send.click();
  await widget.receivedNumber();
});

journey("text is kept as it was typed, markup and all", {}, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  const subject = "<img src=x onerror=alert(1)> & “Übergröße” 尺寸 مقاس";
  const description = "<b>Not bold</b> & <script>not run</script>\n  two spaces, ‮reversed‬, 👟";
  await visit();
  await widget.whenUp();
  const number = await widget.sendRequest({ subject, description });
  await waitFor("the row", async () => (await widget.subjects())[0] === subject);
  const [stored] = await server.conversations(requester);
  assert.equal(stored.id, number);
  assert.equal(stored.subject, subject);
  assert.match(stored.description_html, /&lt;b&gt;Not bold&lt;\/b&gt; &amp; &lt;script&gt;/);
  assert.equal(await widget.element.css("img").count(), 0);
});
