// Two shops of one company: a customer says which one it is about, and sees what they have asked either of them.

import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** The brand of the sample portal's second shop, as the demo's gateway calls it (crates/server/src/demo/form.json). */
const LOFT = { id: 2, name: "The Seconds Loft" };

journey("a request for one of two brands arrives as such, and the list can be narrowed to it", {}, async ({ server, page, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await waitFor("the whole form", () => widget.send.isVisible());
  const which = widget.form.role("combobox", /^Where did you buy it/);
  const narrow = widget.list.role("combobox", "Filter by brand");
  assert.equal(await which.count(), 0, "the first page asks for nothing more");
  assert.equal(await narrow.count(), 0);

  await page.evaluate(() => (document.querySelector("support-widget").fields = [{ internal_name: "brand_id", hidden: false }]));
  await waitFor("the choice", () => which.isVisible());
  await which.choose(LOFT.name);
  const number = await widget.sendRequest(REQUEST);
  const { data } = await server.api(`/v1/conversations/${number}`);
  assert.equal(data.brand_id, LOFT.id);

  await narrow.choose(LOFT.name);
  const his = (await server.conversations(requester)).filter((row) => row.brand_id === LOFT.id);
  assert.ok(his.length > 0);
  await waitFor("what is the Loft's", async () => (await widget.whenListed()).total === his.length);
  await widget.unfold();
  assert.deepEqual((await widget.numbers()).sort(), his.map(({ id }) => id).sort());
});
