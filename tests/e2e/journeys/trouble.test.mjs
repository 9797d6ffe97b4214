/** A server that is down, a module that can't be had. */
import assert from "node:assert/strict";

import { journey, until, withDemo } from "../support/journey.mjs";

const shared = withDemo();

journey("while the server is down the text is kept, and sending again makes one conversation", shared, async ({ demo, open }) => {
  const widget = await open();
  await widget.waitForRows();
  await widget.fill("Through the storm", "Kept words");
  await demo.stop();
  await widget.send.click();
  await widget.hears("Your text is kept.");
  assert.equal(await widget.subject.inputValue(), "Through the storm");
  assert.equal(await widget.description.inputValue(), "Kept words");
  await demo.run();
  await widget.button("Send again").click();
  await widget.receipt.waitFor();
  assert.equal((await demo.withSubject("Through the storm")).length, 1);
});

journey("an answer that is lost after the request was stored makes no second conversation", shared, async ({ demo, page, open }) => {
  const widget = await open();
  await widget.waitForRows();
  let posts = 0;
  await page.route("**/conversations", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts += 1;
    await route.fetch();
    return route.abort("connectionreset");
  });
  await widget.fill("Arrived in silence", "Words\n\nand  more words");
  await widget.send.click();
  await widget.button("Send again").waitFor();
  await page.unroute("**/conversations");
  await widget.button("Send again").click();
  await widget.receipt.waitFor();
  assert.equal(posts, 1);
  const stored = await demo.withSubject("Arrived in silence");
  assert.deepEqual(stored.map((row) => row.id), [await widget.number()]);
});

journey("a list that can't be had can be asked for again", shared, async ({ page, open }) => {
  await page.route("**/conversations?*", (route) => route.fulfill({ status: 500, body: "{}" }));
  const widget = await open();
  await widget.hears("The help desk had a problem.");
  await page.unroute("**/conversations?*");
  await widget.button("Try again").click();
  await widget.waitForRows();
});

for (const missing of ["support-widget_bg.wasm", "support-widget.js"]) {
  journey(`without ${missing} the fallback stays in view`, shared, async ({ demo, page }) => {
    await page.addInitScript(() => {
      addEventListener("support-error", (event) => (globalThis.heard = event.detail.message));
    });
    await page.route(`**/${missing}`, (route) => route.abort());
    await page.goto(demo.url);
    await until("the event", () => page.evaluate(() => globalThis.heard === "could not start"));
    assert.ok(await page.locator("support-widget a[href^=mailto]").isVisible());
  });
}
