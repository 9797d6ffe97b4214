import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

/** A section of the panel: the table below its title, in words. */
const section = (part, title) =>
  part.element.evaluate(({ shadowRoot }, wanted) => {
    const title = [...shadowRoot.querySelectorAll(".debug .title")].find((each) => each.textContent === wanted);
    return title?.nextElementSibling.textContent ?? "";
  }, title);

journey("the debug panel explains what goes on, and keeps secrets", { troubles: /attribute `refresh-seconds`/ }, async ({ server, between, page, visit }) => {
  const { requester, token } = await server.session("maya");
  await visit("/parts.html?customer=maya");
  const [form, list] = ["support-form", "support-conversations"].map((tag) => new Widget(page, tag));
  await form.whenUp();
  assert.equal(await form.element.css(".debug").count(), 0);
  assert.ok(!between.requests.some(({ path }) => path.endsWith("/debug.js")), "it costs nothing unless it is wanted");

  for (const part of [form, list]) await part.element.evaluate((element) => (element.debug = true));
  const contact = requester.replace(/^(..)[^@]*/, "$1…");
  for (const [part, source] of [[form, "getToken"], [list, "getToken of another element"]]) {
    await waitFor("the identity", async () => (await section(part, "Identity")).includes(contact));
    assert.ok((await section(part, "Identity")).startsWith(`told by${source}token says`), await section(part, "Identity"));
  }

  await form.sendRequest();
  await waitFor("the request", async () => /POST\/support\/v1\/conversations201\d+ ms[\w-]{8,}/.test(await section(form, "Last requests")));
  await form.element.evaluate((element) => element.setAttribute("refresh-seconds", "often"));
  await waitFor("the failure", async () => (await section(form, "Failures")).includes("attribute `refresh-seconds`"));
  assert.match(await section(form, "Configuration"), /refresh-secondsoften \(can’t be used\)attribute/);
  assert.match(await section(form, "Configuration"), /page-fieldpage_addressattribute/);

  // What may be shown around.
  for (const part of [form, list]) {
    const shown = await part.element.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".debug").textContent);
    for (const secret of [requester, REQUEST.subject, token.split(".")[2], "Bearer"]) assert.ok(!shown.includes(secret), secret);
  }
  await form.element.evaluate((element) => (element.debug = false));
  await waitFor("the panel to go", async () => (await form.element.css(".debug").count()) === 0);
});
