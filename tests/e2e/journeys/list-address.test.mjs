// What the list is narrowed to stands in the page's address: Back, reload and sharing work, and the page's own part of it stays.

import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const phone = { width: 390, height: 800 };

/** The parameters of ours, as one would read them. */
async function ours(page) {
  const { searchParams } = await page.address();
  return [...searchParams].filter(([name]) => name.startsWith("support-")).map(([name, value]) => `${name.slice(8)}=${value}`).join(" ");
}

/** Waits until the address says this, and nothing of the page's own is lost. */
async function says(page, words) {
  await waitFor(`an address with “${words}”`, async () => (await ours(page)) === words).catch(async (error) => {
    throw new Error(`${error.message}; it says “${await ours(page)}”`);
  });
  const address = await page.address();
  assert.equal(address.searchParams.get("customer"), "maya");
  assert.equal(address.hash, "#/support");
}

journey("filters, order and place stand in the address, and Back goes through them", { look: phone }, async ({ visit, page, widget }) => {
  await visit("/?customer=maya#/support");
  await widget.whenUp();
  await says(page, "");
  await widget.whenListed();
  await says(page, "view=list");
  await widget.filter("Open").click();
  await says(page, "view=list status=Open");
  await widget.filterPriority("Medium").click();
  await says(page, "view=list status=Open priority=Medium");
  await widget.sort.choose("Recently updated");
  await says(page, "view=list status=Open priority=Medium sort=updated");
  const { total } = await widget.whenListed();

  await page.reload();
  await waitFor("the same list", async () => (await widget.filter("Open").attribute("aria-pressed")) === "true");
  assert.deepEqual(await widget.whenListed().then(({ total }) => total), total);
  assert.equal(await widget.filterPriority("Medium").attribute("aria-pressed"), "true");
  assert.equal(await widget.sort.value(), "updated");

  await page.back();
  await says(page, "view=list status=Open priority=Medium");
  await waitFor("the order before", async () => (await widget.sort.value()) === "newest");
  await page.back();
  await page.back();
  await says(page, "view=list");
  await waitFor("no filter", async () => (await widget.filter("Open").attribute("aria-pressed")) === "false");
  await page.back();
  await says(page, "");
  await waitFor("the form", () => widget.form.isVisible());
});

journey("words that are looked for are in the address, but no letter is a step", { look: phone }, async ({ visit, page, server, widget }) => {
  const { requester } = await server.session("maya");
  await server.api("/v1/conversations", { subject: "A quite singular question", description: "<p>Hello</p>", requested_by: requester, source: "Mail" });
  await visit("/?customer=maya#/support");
  await widget.whenUp();
  await widget.whenListed();
  for (const letters of ["s", "sing", "singular question"]) await widget.find.fill(letters);
  await says(page, "view=list find=singular question");
  await waitFor("one row", async () => (await widget.rows.count()) === 1);
  await page.reload();
  await waitFor("the same row", async () => (await widget.rows.count()) === 1);
  await page.back();
  await says(page, "");
});

journey("a conversation has an address of its own that opens it anywhere", {}, async ({ visit, page, widget }) => {
  await visit("/?customer=maya#/support");
  await widget.whenUp();
  await widget.whenListed();
  const [number] = await widget.numbers();
  const link = widget.list.css(".row-link").first();
  const href = await link.attribute("href");
  await link.click();
  await says(page, `conversation=${number}`);
  const { pathname, search, hash } = await page.address();
  assert.equal(pathname + search + hash, href);
  await page.back();
  await says(page, "");
});

journey("without leave the address stays as it is", {}, async ({ visit, page, widget }) => {
  await visit("/?customer=maya#/support");
  await widget.whenUp();
  await page.evaluate(() => document.querySelector("support-widget").removeAttribute("url-state"));
  await widget.whenListed();
  const steps = await page.evaluate(() => history.length);
  await widget.filter("Open").click();
  await waitFor("the filter", async () => (await widget.filter("Open").attribute("aria-pressed")) === "true");
  await widget.whenListed();
  await says(page, "");
  assert.equal(await page.evaluate(() => history.length), steps);
  assert.equal(await widget.list.css(".row-link[href]").count(), 0);
});
