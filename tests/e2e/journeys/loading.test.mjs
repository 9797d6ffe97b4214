import assert from "node:assert/strict";

import { isModule } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

const isGlue = ({ path }) => path.endsWith("/support-widget.js");
const fallback = (page) => page.role("link", "support@tarrowby.example");

journey("what stands inside the tag is in view until the widget is up", {}, async ({ between, page, visit, widget }) => {
  const letGo = between.hold(isModule);
  await visit();
  await waitFor("the module", () => between.requests.some(isModule));
  assert.ok(await fallback(page).isVisible());
  assert.equal(await widget.subject.isVisible(), false);
  letGo();
  await widget.whenUp();
  assert.equal(await fallback(page).isVisible(), false);
  assert.equal(between.requests.filter(isModule).length, 1);
});

for (const [what, isMissing] of [["WebAssembly", isModule], ["glue", isGlue]]) {
  const troubles = /Failed to load resource|could not start/;
  journey(`what stands inside the tag stays if the widget's ${what} can't be had`, { troubles }, async ({ between, page, visit, widget }) => {
    between.cut(isMissing);
    await visit();
    await waitFor("the failure", () => page.troubles().some(({ text }) => text.includes("could not start")));
    assert.ok(between.requests.some(isMissing));
    assert.ok(await fallback(page).isVisible());
    assert.equal(await widget.subject.isVisible(), false);
  });
}

journey("loading the script twice changes nothing, and nothing global is left", {}, async ({ between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  const globals = await page.evaluate(async () => {
    await import("/embed/embed.js?again");
    const empty = document.body.appendChild(document.createElement("iframe"));
    const usual = new Set(Object.getOwnPropertyNames(empty.contentWindow));
    empty.remove();
    return Object.getOwnPropertyNames(globalThis).filter((name) => !usual.has(name));
  });
  assert.deepEqual(globals.filter((name) => /support|widget|wasm|bindgen|yew/i.test(name)), []);
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(between.requests.filter(isModule).length, 1);
});

journey("a portal whose back end is silent still shows the page", { troubles: /Failed to load resource/ }, async ({ between, page, visit, widget, portal }) => {
  between.cut(({ path }) => path.startsWith("/portal/"));
  await visit();
  await waitFor("the form", () => widget.subject.isVisible());
  await waitFor("the list to say so", () => widget.list.phrase(/don’t know who you are/).isVisible());
  assert.ok(!between.requests.some(({ path }) => path.startsWith("/support/v1/")), "nobody is known, so nothing may be asked for");
  await portal.openAccount();
  assert.ok(await page.role("button", "Load it again").isVisible());
});
