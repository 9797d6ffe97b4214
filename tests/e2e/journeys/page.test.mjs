/** A good guest in the page: its policy, its width, its scheme, its moves. */
import assert from "node:assert/strict";

import { journey, until, withDemo } from "../support/journey.mjs";

const shared = withDemo();

journey("under the strict policy nothing is violated and nothing complains", shared, async ({ page, faults, open }) => {
  const widget = await open();
  const policy = (await page.request.get(page.url())).headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
  await widget.send.click();
  await widget.hears("Please check these fields");
  await widget.sendRequest("Under a strict policy");
  await widget.chip("Open").click();
  await widget.row("Under a strict policy").waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.policyViolations), []);
  assert.deepEqual(faults, []);
});

journey("the policy test can fail", shared, async ({ page, open }) => {
  await open();
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
  await until("a violation", () => page.evaluate(() => globalThis.policyViolations.length > 0));
});

journey("on a narrow phone all of it works and nothing scrolls sideways", shared, async ({ page, open }) => {
  const widget = await open();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), 320);
  await widget.send.click();
  await widget.hears("Please check these fields");
  assert.equal(await width(), 320);
  const number = await widget.sendRequest("A".repeat(120));
  await widget.button("See it in My conversations").click();
  await widget.root.getByText(`#${number}`).waitFor();
  assert.ok(await widget.rows.first().isVisible());
  assert.ok(!(await widget.receipt.isVisible()));
  assert.equal(await width(), 320);
}, { viewport: { width: 320, height: 700 } });

journey("dark mode follows the page", shared, async ({ faults, open }) => {
  const widget = await open();
  const lightness = await widget.subject.evaluate((field) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = getComputedStyle(field).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
  });
  assert.ok(lightness < 80, `the field's background is as light as ${lightness}`);
  assert.deepEqual(faults, []);
}, { colorScheme: "dark", reducedMotion: "reduce" });

journey("a move keeps what was typed, a removal ends everything", shared, async ({ page, faults, open }) => {
  const widget = await open();
  await widget.waitForRows();
  await widget.subject.fill("Half a sentence");
  await page.evaluate(() => document.querySelector("main").append(document.querySelector("support-widget")));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await widget.subject.inputValue(), "Half a sentence");
  const kept = await page.evaluateHandle(() => {
    const element = document.querySelector("support-widget");
    element.remove();
    return element;
  });
  await until("the removal", () => kept.evaluate((element) => element.shadowRoot.querySelector(".support") === null));
  await kept.evaluate((element) => document.querySelector("main").append(element));
  await widget.waitForRows();
  assert.equal(await widget.subject.inputValue(), "");
  assert.deepEqual(faults, []);
});

journey("loading the script twice changes nothing, and nothing global is left", shared, async ({ page, faults, open }) => {
  const widget = await open();
  await widget.waitForRows();
  const names = await page.evaluate(async () => {
    await import("/embed/embed.js?again");
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(globalThis).filter((name) => !usual.has(name));
  });
  const ours = names.filter((name) => /support|wasm|yew|bindgen/i.test(name));
  assert.deepEqual(ours, []);
  await page.evaluate(() => {
    const second = document.createElement("support-widget");
    second.setAttribute("api-base", "/v1");
    document.querySelector("main").append(second);
  });
  await widget.root.nth(1).getByText("We don’t know who you are yet.").waitFor();
  assert.deepEqual(faults, []);
});
