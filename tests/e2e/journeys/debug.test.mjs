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

/** The levels of the panel's headings, each once. */
const levels = (part) => part.element.evaluate(({ shadowRoot }) => [...new Set(Array.from(shadowRoot.querySelectorAll(".debug .title"), ({ localName }) => localName))].join());

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

  assert.equal(await levels(form), "h3");
  for (const [level, below] of [["4", "h5"], ["6", "h6"]]) {
    await form.element.evaluate((element, level) => element.setAttribute("heading-level", level), level);
    await waitFor("headings below the element's own", async () => (await levels(form)) === below);
  }

  // What may be shown around.
  for (const part of [form, list]) {
    const shown = await part.element.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".debug").textContent);
    for (const secret of [requester, REQUEST.subject, token.split(".")[2], "Bearer"]) assert.ok(!shown.includes(secret), secret);
  }
  await form.element.evaluate((element) => (element.debug = false));
  await waitFor("the panel to go", async () => (await form.element.css(".debug").count()) === 0);
});

/** What the panel says of the colours once the page has put this on the widget. */
async function contrast({ page, widget }, css) {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`support-widget:is(*) { ${css} }`);
    document.adoptedStyleSheets = [sheet];
  }, css);
  // Whatever is set draws the panel anew; nobody tells it of a style sheet.
  await widget.element.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".debug .title").remove());
  await widget.element.evaluate((element) => (element.debug = true));
  await waitFor("the panel", async () => (await section(widget, "Identity")) !== "");
  return section(widget, "Contrast");
}

journey("the debug panel names colours of the page's that can hardly be read, in each look", {}, async (surroundings) => {
  const { page, visit, widget } = surroundings;
  const FINE = "Everything that was measured stands out enough.";
  await visit();
  await widget.whenUp();
  await widget.element.evaluate((element) => (element.debug = true));
  await waitFor("the panel", async () => (await section(widget, "Contrast")) === FINE);

  const wear = (css) => contrast(surroundings, css);
  const light = "color-scheme: light; background: #fff; --support-accent: #ffd400;";
  assert.equal(await wear(`${light} --support-on-accent: initial`), FINE, "text on it is black by itself");
  assert.equal(await wear(`${light} --support-on-accent: #fff`), "text on the accent1.43 : 1 on accent, in light; at least 4.5 : 1");
  const both = "color-scheme: light dark; background: Canvas; --support-on-accent: #fff; --support-accent:";
  assert.equal(await wear(`${both} #1c5cc4`), FINE);
  assert.match(await wear(`${both} light-dark(#1c5cc4, #8fb8ff)`), /^text on the accent[\d.]+ : 1 on accent, in dark; at least 4.5 : 1$/);
  assert.match(await wear("background: #777"), /^links[\d.]+ : 1 on ground, in light; .*edges of controls/);
  assert.equal(await wear("background: #777 linear-gradient(#fff, #fff)"), FINE, "what stands out from a picture nobody knows");
  assert.match(await wear("--support-quiet: #0008"), /^secondary text[\d.]+ : 1 on surface/);
  assert.equal(await wear(""), FINE);
});
