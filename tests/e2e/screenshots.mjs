/**
 * Pictures for people to look at: `npm run screenshots -- FOLDER`. Not a test: nothing is compared.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { openBrowser } from "./support/chromium.mjs";
import { Demo } from "./support/server.mjs";
import { Widget } from "./support/widget.mjs";

const folder = process.argv[2] ?? "screenshots";
await mkdir(folder, { recursive: true });
const demo = await Demo.start();

/** One picture: its name, the browser it is taken in, and what leads to it. */
async function picture(name, options, lead = async () => {}) {
  const { page, close } = await openBrowser(options);
  try {
    const widget = await Widget.open(page, demo.url + (options.path ?? "/"));
    if (options.path !== "/?customer=wren") await widget.root.locator("article").first().waitFor({ state: "attached" });
    await lead(widget, page);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: options.fullPage ?? false });
    console.log(name);
  } finally {
    await close();
  }
}

const wide = { viewport: { width: 1280, height: 900 } };
const middle = { viewport: { width: 640, height: 900 } };
const phone = { viewport: { width: 320, height: 720 } };
const dark = { colorScheme: "dark" };
const list = (widget) => widget.button("My conversations").click();
const errors = async (widget) => {
  await widget.send.click();
  await widget.hears("Please check these fields");
};
const typed = (widget) => widget.fill("Load rating of the grey line", "Which load does the 24 mm line hold when it is wet?");

await picture("wide", wide);
await picture("wide-dark", { ...wide, ...dark });
await picture("wide-theme", wide, (_, page) => page.evaluate(() => (document.documentElement.dataset.theme = "dispatch")));
await picture("wide-errors", wide, errors);
await picture("wide-sent", wide, async (widget) => {
  await typed(widget);
  await widget.send.click();
  await widget.receipt.waitFor();
});
await picture("wide-filtered", wide, async (widget) => {
  await widget.chip("Pending").click();
  await widget.chip("Resolved").click();
});
await picture("wide-empty", { ...wide, path: "/?customer=wren" }, (widget) => widget.hears("You have no conversations yet."));
await picture("wide-forced-colors", { ...wide, forcedColors: "active" }, errors);
await picture("wide-rtl", wide, (_, page) => page.evaluate(() => (document.documentElement.dir = "rtl")));
await picture("wide-host", wide, (_, page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("body { font: 18px Georgia, serif } support-widget { --support-accent: #ffd400; --support-on-accent: #000; --support-font: inherit }");
    document.adoptedStyleSheets = [sheet];
  }),
);
await picture("middle-list", middle, list);
await picture("phone", phone);
await picture("phone-errors-dark", { ...phone, ...dark, fullPage: true }, errors);
await picture("phone-list", phone, list);
await picture("wide-down", wide, async (widget) => {
  await typed(widget);
  await demo.stop();
  await widget.send.click();
  await widget.hears("Your text is kept.");
  await widget.button("Pending").click();
  await widget.button("Try again").waitFor();
});
await demo.close();
