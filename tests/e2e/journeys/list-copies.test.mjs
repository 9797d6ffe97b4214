// A copy of the list to keep, under the portal's strict policy.

import assert from "node:assert/strict";

import { journey } from "../journey.mjs";

journey("what is there can be downloaded, saying how much of the whole that is", { needs: ["download"] }, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  const subject = '=HYPERLINK("https://evil.example")';
  await server.api("/v1/conversations", { subject, description: "<p>Grüße</p>", requested_by: requester, source: "Mail" });
  await visit();
  await widget.whenUp();
  const { shown, total } = await widget.whenListed();
  const copies = widget.list.role("group", `Download ${shown} of ${total}`);
  const all = (await server.conversations(requester)).slice(0, shown);

  const csv = await page.download(() => copies.role("button", "CSV").click());
  assert.equal(csv.name, "my-conversations.csv");
  assert.ok(csv.text.startsWith("\ufeffnumber,subject,status,"), "with its mark");
  const rows = csv.text.split(/\r\n/).slice(1, -1);
  assert.equal(rows.length, shown);
  assert.deepEqual(rows.map((row) => Number(row.split(",")[0])), all.map(({ id }) => id));
  assert.ok(rows[0].includes(`"'=HYPERLINK(""https://evil.example"")"`), rows[0]);
  assert.ok(rows[0].includes("Grüße"), rows[0]);

  const json = await page.download(() => copies.role("button", "JSON").click());
  assert.equal(json.name, "my-conversations.json");
  const { exported, total: whole, conversations } = JSON.parse(json.text);
  assert.deepEqual([exported, whole], [shown, total]);
  assert.deepEqual(conversations.map(({ id }) => id), all.map(({ id }) => id));
  assert.equal(conversations[0].subject, subject);
});
