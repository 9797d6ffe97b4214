/** From the form to the database and back. */
import assert from "node:assert/strict";

import { journey, until, withDemo } from "../support/journey.mjs";
import { Widget } from "../support/widget.mjs";

const shared = withDemo();

journey("a sent request gets a number, tops the list, and is in the database", shared, async ({ demo, open }) => {
  const widget = await open();
  await widget.priority.selectOption("High");
  const number = await widget.sendRequest("Splice came undone", "First line\n<b>second</b> & last");
  assert.equal((await widget.subjects())[0], "Splice came undone");
  assert.match(await widget.row("Splice came undone").innerText(), new RegExp(`Open\\s+#${number}\\s+High priority`));

  const [row] = await demo.withSubject("Splice came undone");
  assert.equal(row.id, number);
  assert.equal(row.source, "Mail");
  assert.equal(row.requested_by_email, "maya.lindqvist@example.com");
  assert.equal(row.description_html, "<p>First line<br>&lt;b&gt;second&lt;/b&gt; &amp; last</p>");
  assert.equal(row.description_text, "First line\n<b>second</b> & last");
});

journey("it is still there after a reload, and after a restart of the server", shared, async ({ demo, page, open }) => {
  const widget = await open();
  const number = await widget.sendRequest("Still there");
  await page.reload();
  await widget.row("Still there").waitFor();
  await demo.stop("SIGKILL");
  await demo.run();
  assert.equal((await demo.withSubject("Still there"))[0].id, number);
  await page.reload();
  await widget.row("Still there").waitFor();
});

journey("another customer sees none of it", shared, async ({ demo, page, open }) => {
  const maya = await open();
  await maya.sendRequest("For Maya only");
  const tomas = await Widget.open(page, `${demo.url}/?customer=tomas`);
  await tomas.waitForRows();
  const mayas = new Set((await demo.conversations()).filter((row) => row.requested_by_email?.startsWith("maya")).map((row) => row.id));
  assert.ok(mayas.size > 0);
  for (const text of await tomas.rows.allInnerTexts()) {
    const number = Number(/#(\d+)/.exec(text)[1]);
    assert.ok(!mayas.has(number), `#${number} is Maya's`);
  }
  assert.equal(await tomas.row("For Maya only").count(), 0);
});

journey("a double click makes one conversation", shared, async ({ demo, open }) => {
  const widget = await open();
  await widget.fill("Only once", "Some words.");
  await widget.send.dblclick();
  await widget.receipt.waitFor();
  assert.equal((await demo.withSubject("Only once")).length, 1);
});

journey("a first request of somebody unknown to the desk makes them known", shared, async ({ demo, page }) => {
  const widget = await Widget.open(page, `${demo.url}/?customer=wren`);
  await widget.hears("You have no conversations yet.");
  await widget.button("Write to us").click();
  await until("the focus", () => widget.subject.evaluate((field) => field.getRootNode().activeElement === field));
  await widget.sendRequest("My very first");
  assert.deepEqual(await widget.subjects(), ["My very first"]);
  await page.reload();
  await widget.row("My very first").waitFor();
});
