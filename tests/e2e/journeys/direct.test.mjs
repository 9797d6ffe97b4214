// Without a gateway: the widget straight at a desk, with its key, as on a developer's own machine.

import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** Puts a widget that speaks straight to the desk in the place of the portal's. */
async function goStraight(page, { apiKey, requester }) {
  await page.evaluate(([token, address]) => {
    const direct = document.createElement("support-widget");
    const settings = { "api-base": "/v1", "description-format": "html", requester: address, token };
    for (const [name, value] of Object.entries(settings)) direct.setAttribute(name, value);
    document.querySelector("support-widget").replaceWith(direct);
  }, [apiKey, requester]);
}

journey("straight at a desk a request is sent, listed and stored as HTML", {}, async ({ server, between, page, visit, widget }) => {
  const { requester } = await server.session("tomas");
  await visit();
  await widget.whenUp();
  const before = between.requests.length;
  await goStraight(page, { apiKey: server.apiKey, requester });
  await widget.whenUp();
  const { total } = await widget.whenListed();
  const number = await widget.sendRequest();
  await waitFor("the request in the list", async () => (await widget.numbers())[0] === number);

  const [stored, ...others] = await server.conversations(requester);
  assert.equal(stored.id, number);
  assert.equal(others.length, total);
  assert.equal(stored.description_text, REQUEST.description);
  assert.match(stored.description_html, /^<p>.*<br>.*<\/p>$/);
  // A list without a requester would have been everybody's.
  const lists = between.requests.slice(before).filter(isList).filter(({ path }) => path.startsWith("/v1/"));
  assert.ok(lists.length > 0);
  for (const { path } of lists) assert.match(path, new RegExp(`[?&]requested_by_id=${stored.requested_by_id}(&|$)`));
});

journey("straight at a desk an address without a contact has an empty list that nobody asked for", {}, async ({ server, between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  const before = between.requests.length;
  await goStraight(page, { apiKey: server.apiKey, requester: "nobody.yet@example.com" });
  await widget.whenUp();
  assert.deepEqual(await widget.whenListed(), { shown: 0, total: 0 });
  const lists = between.requests.slice(before).filter(isList).filter(({ path }) => path.startsWith("/v1/"));
  assert.deepEqual(lists, []);
});
