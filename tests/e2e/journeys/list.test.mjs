/** Finding one's way in the list. */
import assert from "node:assert/strict";

import { journey, until, withDemo } from "../support/journey.mjs";

const shared = withDemo();

async function shown(widget) {
  const [, count, total] = /(\d+) of (\d+)/.exec(await widget.shown.innerText());
  return [Number(count), Number(total)];
}

journey("more rows come until all are shown, each once", shared, async ({ open }) => {
  const widget = await open();
  await widget.waitForRows();
  assert.deepEqual(await shown(widget), [25, 30]);
  await widget.button("Show more").click();
  await until("all rows", async () => (await widget.rows.count()) === 30);
  assert.deepEqual(await shown(widget), [30, 30]);
  const numbers = (await widget.rows.allInnerTexts()).map((text) => /#(\d+)/.exec(text)[1]);
  assert.equal(new Set(numbers).size, 30);
  assert.equal(await widget.button("Show more").count(), 0);
});

journey("statuses narrow the list, alone and together", shared, async ({ demo, open }) => {
  const widget = await open();
  await widget.waitForRows();
  const mine = (await demo.conversations()).filter((row) => row.requested_by_email === "maya.lindqvist@example.com");
  const have = (...statuses) => mine.filter((row) => statuses.includes(row.status)).length;
  await widget.chip("Pending").click();
  await until("the pending ones", async () => (await shown(widget).catch(() => []))[1] === have("Pending"));
  await widget.chip("Closed").click();
  await until("the closed ones, too", async () => (await shown(widget).catch(() => []))[1] === have("Pending", "Closed"));
  for (const text of await widget.rows.allInnerTexts()) assert.match(text, /Pending|Closed/);
  await widget.button("Clear").click();
  await until("all again", async () => (await shown(widget).catch(() => []))[1] === 30);
});

journey("the order can be turned round", shared, async ({ demo, open }) => {
  const widget = await open();
  await widget.waitForRows();
  const mine = (await demo.conversations()).filter((row) => row.requested_by_email === "maya.lindqvist@example.com");
  const oldest = mine.reduce((a, b) => (a.created_at < b.created_at ? a : b));
  await widget.root.getByLabel("Sort by").selectOption("Oldest first");
  await until("the oldest on top", async () => (await widget.rows.first().innerText()).includes(`#${oldest.id}`));
});
