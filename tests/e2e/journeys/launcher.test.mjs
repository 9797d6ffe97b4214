import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor, whenIdle } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

const PAGE = "/launcher.html";
const isOurs = ({ path }) => path.startsWith("/embed/") || path.startsWith("/support/");

/** What is focused, open shadow roots included, in words. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.ariaLabel ?? element.textContent.trim();
  });

const parts = (page) => {
  const launcher = page.css("support-widget").role("button", "Ask about this order");
  return { launcher, dialog: page.css("support-widget").role("dialog", "Ask about this order") };
};

/** Notes what the page hears, in order. */
const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    for (const name of ["opened", "closed", "ready"]) addEventListener(`support-${name}`, () => window.heard.push(name));
  });
const heard = (page) => page.evaluate(() => window.heard);

journey("a launcher costs one small file until somebody reaches for it", {}, async ({ between, page, visit, widget }) => {
  await visit(PAGE);
  const { launcher, dialog } = parts(page);
  await waitFor("the launcher", () => launcher.isVisible());
  await whenIdle(page);
  assert.deepEqual(between.requests.filter(isOurs).map(({ path }) => path), ["/embed/embed.js"]);
  assert.ok(!between.requests.some(({ path }) => path.startsWith("/portal/token")), "a token was asked for before it was needed");

  await launcher.evaluate((button) => button.focus());
  await waitFor("the list, behind the closed dialog", () => between.requests.some(isList));
  assert.equal(await dialog.isVisible(), false);
  await waitFor("the dialog, closed", async () => (await page.css("support-widget").css("dialog").count()) === 1);
  assert.equal(await focused(page), "Ask about this order", "who has reached for it by keys is still there");

  await launcher.click();
  await waitFor("the form", () => widget.subject.isVisible());
  assert.equal(await page.evaluate(() => document.querySelector("support-widget").shadowRoot.querySelector("dialog").matches(":modal")), true);
});

journey("the dialog takes the focus, and Escape gives it back", {}, async ({ page, visit, widget }) => {
  await visit(PAGE);
  await listen(page);
  const { launcher, dialog } = parts(page);
  await launcher.press("Enter");
  await waitFor("the dialog", () => dialog.isVisible());
  assert.equal(await focused(page), "Close");
  await waitFor("the form", () => widget.subject.isVisible());
  await widget.fill();
  await widget.subject.press("Escape");
  await waitFor("the dialog to go", async () => !(await dialog.isVisible()));
  await waitFor("the focus to come back", async () => (await focused(page)) === "Ask about this order");

  await launcher.click();
  assert.equal(await widget.subject.value(), REQUEST.subject, "what was typed stays");
  await dialog.role("button", "Close").click();
  await waitFor("the dialog to go", async () => !(await dialog.isVisible()));
  await waitFor("the focus to come back", async () => (await focused(page)) === "Ask about this order");
  const order = ["opened", "closed", "opened", "closed"];
  await waitFor("the events", async () => String((await heard(page)).filter((name) => name !== "ready")) === String(order));
});

journey("a click beside the dialog closes it, a selection that ends there does not", {}, async ({ page, visit, widget }) => {
  await visit(PAGE);
  const { launcher, dialog } = parts(page);
  await launcher.click();
  await waitFor("the form", () => widget.subject.isVisible());
  const press = (from, to) =>
    dialog.evaluate(
      (dialog, [from, to]) => {
        const at = (name) => (name === "dialog" ? dialog : dialog.querySelector(name));
        at(from).dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
        at(to).dispatchEvent(new MouseEvent("click", { bubbles: true }));
      },
      [from, to],
    );
  await press("input", "dialog");
  await press("input", "input");
  assert.ok(await dialog.isVisible());
  await press("dialog", "dialog");
  await waitFor("the dialog to go", async () => !(await dialog.isVisible()));
});

journey("the page's own calls come before the widget, and in order", {}, async ({ page, visit, widget }) => {
  await visit(PAGE);
  await listen(page);
  await page.evaluate(async () => {
    const element = document.querySelector("support-widget");
    element.open();
    element.close();
    element.open();
    await element.whenReady();
    window.heard.push("resolved");
  });
  await waitFor("the form", () => widget.subject.isVisible());
  await waitFor("what was called", async () => (await heard(page)).includes("closed"));
  const order = await heard(page);
  assert.deepEqual(order.filter((name) => name !== "closed"), ["opened", "opened", "ready", "resolved"]);
});

journey("on a phone the dialog is the whole screen, and sends", { look: { width: 390, height: 800 } }, async ({ page, visit, widget }) => {
  await visit(PAGE);
  const { launcher, dialog } = parts(page);
  await launcher.click();
  await waitFor("the form", () => widget.subject.isVisible());
  const isWhole = (dialog) => {
    const { x, y, width, height } = dialog.getBoundingClientRect();
    return String([x, y, width, height]) === String([0, 0, innerWidth, innerHeight]);
  };
  await waitFor("all of the screen to be taken", () => dialog.evaluate(isWhole));
  assert.ok(await widget.sendRequest());
});

journey("neither launcher nor dialog has a z-index, and it can become an inline widget", {}, async ({ page, visit, widget }) => {
  await visit(PAGE);
  const { launcher, dialog } = parts(page);
  await launcher.click();
  await waitFor("the form", () => widget.subject.isVisible());
  const lifted = await page.evaluate(() => {
    const host = document.querySelector("support-widget");
    const all = [host, ...host.shadowRoot.querySelectorAll("[part=launcher], [part=dialog], [part=dialog] > *")];
    return all.filter((element) => getComputedStyle(element).zIndex !== "auto").map(({ tagName }) => tagName);
  });
  assert.deepEqual(lifted, []);

  await page.evaluate(() => (document.querySelector("support-widget").display = "inline"));
  await waitFor("the launcher to go", async () => (await launcher.count()) + (await dialog.count()) === 0);
  await waitFor("the form in the page", () => widget.subject.isVisible());
});
