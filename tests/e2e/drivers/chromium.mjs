// Chromium, driven by Playwright.

import { readFile } from "node:fs/promises";

// Before the client, which asks at once where files go.
import "../leftovers.mjs";

import { chromium } from "playwright-core";

import { DEADLINE } from "../wait.mjs";

/** What journeys may need and this driver can't do. */
export const CANNOT = [];

const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--no-sandbox",
];

/** @returns {Promise<import("../driver.mjs").Browser>} */
export async function launch() {
  // Playwright gives each start a fresh profile and removes it at the end.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: FLAGS,
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  return {
    open: (look) => open(browser, look),
    close: () => browser.close(),
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("../driver.mjs").Look} [look]
 * @returns {Promise<import("../driver.mjs").Page>}
 */
async function open(browser, look = {}) {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    colorScheme: look.colorScheme ?? "light",
    reducedMotion: look.reducedMotion ? "reduce" : "no-preference",
    forcedColors: look.forcedColors ? "active" : "none",
    locale: "en-GB",
  });
  context.setDefaultTimeout(DEADLINE);
  /** @type {string[]} */
  const elsewhere = [];
  if (look.isCutOff) {
    await context.route(
      (url) => url.hostname !== "127.0.0.1",
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
  }
  return tab(context, elsewhere);
}

/**
 * @param {import("playwright-core").BrowserContext} context
 * @param {string[]} elsewhere What its pages have asked other hosts for.
 * @param {import("../driver.mjs").Trouble[]} [troubles] Where its troubles are noted.
 * @returns {Promise<import("../driver.mjs").Page>}
 */
async function tab(context, elsewhere, troubles = []) {
  const page = await context.newPage();
  await listen(page, troubles);
  return {
    ...placeIn(page),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    address: async () => new URL(page.url()),
    download: (work) => download(page, work),
    frame: async (selector) => placeIn(page.frameLocator(selector)),
    resize: (width, height) => page.setViewportSize({ width, height }),
    pressKey: (keys) => page.keyboard.press(keys),
    compose: (text) => compose(page, text),
    commit: (text) => page.keyboard.insertText(text),
    evaluate: (work, argument) => page.evaluate(work, argument),
    screenshot: async (path, { whole = false } = {}) => void (await page.screenshot({ path, fullPage: whole, animations: "disabled" })),
    crash: async () => {
      const crashed = page.waitForEvent("crash");
      const session = await context.newCDPSession(page);
      // It never answers: what should answer is gone.
      session.send("Page.crash").catch(() => {});
      await crashed;
    },
    offline: (isOffline) => context.setOffline(isOffline),
    forward: async () => void (await page.goForward()),
    closeTab: () => page.close(),
    another: () => tab(context, elsewhere, troubles),
    elsewhere: () => elsewhere,
    troubles: () => troubles,
    outline: (selector) => page.locator(selector).ariaSnapshot(),
    memory: () => memory(page),
    close: () => context.close(),
  };
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<import("../driver.mjs").Memory>}
 */
async function memory(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  await devtools.detach();
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  const { wasm, untouched } = await page.evaluate(() => {
    const memories = window.memories.map((memory) => memory.deref()?.buffer).filter(Boolean);
    const written = memories.map((memory) => new Uint8Array(memory).findIndex((byte) => byte !== 0));
    return { wasm: memories.reduce((sum, { byteLength }) => sum + byteLength, 0), untouched: Math.min(...written) };
  });
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heap: value("JSHeapUsedSize"), wasm, untouched };
}

/**
 * As an input method does it: a key that only it understands, then its text.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
async function compose(page, text) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", windowsVirtualKeyCode: 229 });
  await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Process", windowsVirtualKeyCode: 229 });
  await devtools.detach();
}

/**
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<void>} work
 */
async function download(page, work) {
  const [file] = await Promise.all([page.waitForEvent("download"), work()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {import("../driver.mjs").Trouble[]} troubles where its troubles are noted
 */
async function listen(page, troubles) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push({ kind: "console", text: message.text() });
  });
  page.on("pageerror", (error) => troubles.push({ kind: "exception", text: String(error) }));
  await page.exposeFunction("reportViolation", (text) => troubles.push({ kind: "policy", text }));
  await page.addInitScript(() => {
    window.memories = [];
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const own = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await own(...given);
        const { memory } = (made.instance ?? made).exports;
        if (memory) window.memories.push(new WeakRef(memory));
        return made;
      };
    }
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} refused ${event.blockedURI || "something inline"}`);
    });
  });
}

/**
 * @param {import("playwright-core").Page | import("playwright-core").FrameLocator | import("playwright-core").Locator} root
 * @returns {import("../driver.mjs").Place}
 */
function placeIn(root) {
  return {
    role: (role, name) => element(root.getByRole(/** @type {any} */ (role), { name, exact: typeof name === "string" })),
    phrase: (words) => element(root.getByText(words, { exact: typeof words === "string" })),
    css: (selector) => element(root.locator(selector)),
  };
}

/**
 * @param {import("playwright-core").Locator} locator
 * @returns {import("../driver.mjs").Element}
 */
function element(locator) {
  return {
    ...placeIn(locator),
    first: () => element(locator.first()),
    click: () => locator.click(),
    doubleClick: () => locator.dblclick(),
    fill: (text) => locator.fill(text),
    choose: async (option) => void (await locator.selectOption({ label: option })),
    press: (key) => locator.press(key),
    value: () => locator.inputValue(),
    text: async () => (await locator.allInnerTexts()).join("\n"),
    texts: () => locator.allInnerTexts(),
    count: () => locator.count(),
    isVisible: () => locator.isVisible(),
    attribute: (name) => locator.getAttribute(name),
    evaluate: (work, argument) => locator.evaluate(work, argument),
    evaluateAll: (work, argument) => locator.evaluateAll(work, argument),
  };
}
