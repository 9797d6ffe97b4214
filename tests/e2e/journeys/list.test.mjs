import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { asListed } from "../widget.mjs";

const ids = (conversations) => conversations.map(({ id }) => id);

journey("the list loads more, up to all that there is", {}, async ({ server, visit, widget }) => {
  const { requester } = await server.session();
  for (let number = 1; number <= 40; number++) {
    await server.api("/v1/conversations", { subject: `Question ${number}`, description: "<p>Hello</p>", requested_by: requester, source: "Mail" });
  }
  const all = await server.conversations(requester);
  await visit();
  await widget.whenUp();
  let { shown, total } = await widget.whenListed();
  assert.equal(total, all.length);
  assert.ok(shown < total, "one page must not be all, or there is nothing to test");
  while (shown < total) {
    const before = shown;
    await widget.showMore.click();
    ({ shown } = await waitFor("more rows", async () => {
      const now = await widget.whenListed();
      return now.shown > before && now;
    }));
  }
  assert.equal(shown, total);
  assert.equal(await widget.showMore.isVisible(), false);
  await widget.unfold();
  await waitFor("all of them", async () => (await widget.numbers()).length === total);
  assert.deepEqual(await widget.numbers(), ids(asListed(all)));
});

journey("the list can be narrowed to several statuses", {}, async ({ server, visit, widget }) => {
  const { requester } = await server.session();
  const of = async (...statuses) => {
    const all = await server.conversations(requester);
    return all.filter(({ status }) => statuses.includes(status));
  };
  const shows = async (expected) => {
    await waitFor(`${expected.length} rows`, async () => (await widget.whenListed()).total === expected.length);
    await waitFor("the right rows", async () => JSON.stringify(await widget.numbers()) === JSON.stringify(ids(expected).slice(0, 25)));
  };
  await visit();
  await widget.whenUp();
  const all = await server.conversations(requester);
  await widget.whenListed();

  await widget.filter("Open").click();
  await shows(await of("Open"));
  assert.equal(await widget.filter("Open").attribute("aria-pressed"), "true");

  await widget.filter("Resolved").click();
  await shows(await of("Open", "Resolved"));

  await widget.filter("Open").click();
  await shows(await of("Resolved"));

  // Of everything, closed ones are folded away.
  await widget.filter("Resolved").click();
  await waitFor("everything", async () => (await widget.whenListed()).total === all.length);
  await widget.unfold();
  const expected = ids(asListed(all.slice(0, 25)));
  await waitFor("all rows", async () => JSON.stringify(await widget.numbers()) === JSON.stringify(expected));
});

journey("a filter that matches nothing says so and can be cleared", {}, async ({ visit, widget }) => {
  await visit("/?customer=wren");
  await widget.whenUp();
  await widget.sendRequest();
  await waitFor("the row", async () => (await widget.rows.count()) === 1);
  await widget.filter("Closed").click();
  await waitFor("the sentence", () => widget.list.phrase("No conversation matches these filters.").isVisible());
  await widget.clearFilters.click();
  await waitFor("the row", async () => (await widget.rows.count()) === 1);
});

journey("the list can be ordered by when things were made and when they changed", {}, async ({ server, visit, widget }) => {
  const { requester } = await server.session("tomas");
  await visit("/?customer=tomas");
  await widget.whenUp();
  await widget.whenListed();
  const orders = [
    ["Oldest first", { sort_by: "created_at", sort_order: "asc" }],
    ["Recently updated", { sort_by: "updated_at", sort_order: "desc" }],
    ["Longest without update", { sort_by: "updated_at", sort_order: "asc" }],
    ["Newest first", { sort_by: "created_at", sort_order: "desc" }],
  ];
  for (const [name, query] of orders) {
    const expected = ids(asListed(await server.conversations(requester, query)));
    await widget.sort.choose(name);
    await widget.unfold();
    await waitFor(`the order “${name}”`, async () => JSON.stringify(await widget.numbers()) === JSON.stringify(expected));
  }
});
