import assert from "node:assert/strict";

import { isModule } from "../between.mjs";
import { altered, answer } from "../faults.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const isApi = ({ path }) => path.startsWith("/support/v1/");
const words = (page) => page.role("link", "support@tarrowby.example");
const COULD_NOT_START = /could not start|Failed to load resource|WebAssembly|disallowed MIME type/;

/** Serves a page with a policy that allows no WebAssembly. */
const withoutWasm = (dressing, path) =>
  dressing.alter(path, ({ headers }) => (headers["content-security-policy"] = headers["content-security-policy"].replace(" 'wasm-unsafe-eval'", "")));

journey("where the script is blocked the page's own words stay", { troubles: FAILED_REQUEST }, async ({ between, page, visit }) => {
  between.cut(({ path }) => path === "/embed/embed.js");
  await visit();
  assert.ok(await words(page).isVisible());
});

journey("where there is no WebAssembly they stay", { troubles: COULD_NOT_START }, async ({ between, page, visit, widget }) => {
  const isScript = ({ path }) => path === "/sample/appearance.js";
  between.meddle(isScript, altered((script) => (script.body = `delete globalThis.WebAssembly;\n${script.body}`)));
  await visit();
  await waitFor("the failure", () => page.troubles().some(({ text }) => text.includes("could not start")));
  assert.ok(await words(page).isVisible());
  assert.equal(await widget.subject.isVisible(), false);
  assert.ok(between.requests.filter(isModule).length <= 1, "what can't run was downloaded again");
});

// Bar D2.
const REFUSED = /could not start|wasm-unsafe-eval|script-src refused/;
journey("where the policy refuses WebAssembly a card with an address comes within 2 s", { troubles: REFUSED }, async ({ between, dressing, page, visit, portal }) => {
  withoutWasm(dressing, "/");
  await visit("/");
  await portal.visit("Overview");
  const milliseconds = await page.evaluate(async () => {
    const widget = document.createElement("support-widget");
    widget.setAttribute("contact-email", "help@example.com");
    const start = performance.now();
    document.querySelector("main").prepend(widget);
    const card = () => widget.shadowRoot.querySelector('a[href="mailto:help@example.com"]');
    while (!card()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });
  assert.ok(milliseconds < 2_000, `${milliseconds} ms`);
  assert.ok(await page.phrase(/Write to help@example.com and we will answer there/).isVisible());
  assert.ok(between.requests.filter(isModule).length <= 1, "what can't run was downloaded again");
  assert.deepEqual(page.troubles().filter(({ kind }) => kind === "exception"), []);
});

journey("where the policy refuses it behind a launcher, the words come in the dialog", { troubles: REFUSED }, async ({ dressing, page, visit }) => {
  withoutWasm(dressing, "/launcher.html");
  await visit("/launcher.html");
  await page.role("button", "Ask about this order").click();
  await waitFor("the address", () => page.role("dialog").role("link", "support@tarrowby.example").isVisible());
});

journey("where the second stage can't be had, a launcher shows the address beside it", { troubles: COULD_NOT_START }, async ({ between, page, visit, widget }) => {
  const isStage = ({ path }) => path === "/embed/start.js";
  between.replace(isStage, answer(503));
  await visit("/launcher.html");
  await page.role("button", "Ask about this order").click();
  await waitFor("the address", () => words(page).isVisible());
  assert.equal(await widget.subject.isVisible(), false);
});

journey("where the API is down at the start, the widget says so and the page's words are there as well", { troubles: FAILED_REQUEST }, async ({ between, page, visit, widget }) => {
  between.cut(isApi);
  await visit();
  await widget.whenUp();
  await widget.showList();
  await waitFor("the failure", () => widget.tryAgain.isVisible());
  assert.ok(await words(page).isVisible());
});
