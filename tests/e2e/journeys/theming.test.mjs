import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const styleOf = (element, name) => element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), name);
const put = (element, value) =>
  element.evaluate((field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);

journey("looks are tried on, changed and taken along", {}, async ({ page, visit, widget }) => {
  await visit("/theming.html");
  await widget.whenUp();
  await widget.subject.fill("It stays");
  const css = page.css("#css");
  const look = (name) => page.role("radio", name).click();

  await look(/^Taxi/);
  await waitFor("the accent", async () => (await styleOf(widget.send, "background-color")) === "rgb(255, 212, 0)");
  assert.equal((await css.text()).trim(), "support-widget {\n  --support-accent: #ffd400;\n}");
  assert.equal(await styleOf(widget.send, "color"), "color(xyz-d65 0 0 0)", "black on yellow, though nobody said so");

  await look(/^Dispatch/);
  await waitFor("the dark look", async () => (await styleOf(widget.subject, "color")) === "rgb(241, 237, 230)");
  assert.equal(await styleOf(widget.subject, "border-start-start-radius"), "2px");
  assert.ok((await widget.send.evaluate((button) => button.offsetHeight)) < 40, "it is dense");
  assert.ok(await page.css("#schemes").evaluate((choice) => choice.disabled), "it is always dark");

  await put(page.css("[data-property=radius]"), "12");
  await put(page.css("[data-property=accent]"), "#aa3366");
  assert.equal(await styleOf(widget.subject, "border-start-start-radius"), "12px");
  await waitFor("the other accent", async () => (await styleOf(widget.send, "background-color")) === "rgb(170, 51, 102)");
  assert.match(await css.text(), /--support-accent: #aa3366;[^]*--support-radius: 12px;/);
  assert.equal(await widget.subject.value(), "It stays");
});

journey("light and dark are chosen at run time, whatever the device says", { look: { colorScheme: "dark" } }, async ({ page, visit, widget }) => {
  await visit("/theming.html?look=plain");
  await widget.whenUp();
  const text = () => styleOf(widget.subject, "color");
  assert.equal(await text(), "rgb(233, 235, 239)");
  await page.role("radio", "Light").click();
  await waitFor("dark text", async () => (await text()) === "rgb(27, 31, 39)");
  await widget.element.evaluate((element) => (element.theme = "dark"));
  await waitFor("light text", async () => (await text()) === "rgb(233, 235, 239)");
  await widget.element.evaluate((element) => element.removeAttribute("theme"));
  await waitFor("dark text, as the place around it has", async () => (await text()) === "rgb(27, 31, 39)");
});

journey("a theme that is none is told once, and the default stands", { troubles: /theme/ }, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.element.evaluate((element) => element.setAttribute("theme", "sepia"));
  const told = () => page.troubles().filter(({ text }) => /attribute `theme`: expected auto, light or dark, found `sepia`/.test(text)).length;
  await waitFor("the complaint", told);
  assert.equal(told(), 1);
});

journey("a page's style sheet reaches the parts", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("support-widget::part(primary) { border-radius: 20px; } support-widget::part(control) { border-width: 3px; }");
    document.adoptedStyleSheets = [sheet];
  });
  assert.equal(await styleOf(widget.send, "border-start-start-radius"), "20px");
  assert.equal(await styleOf(widget.subject, "border-block-start-width"), "3px");
});
