// Chromium, driven by Playwright.

import { chromium } from "playwright-core";

import { DEADLINE } from "../wait.mjs";

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
  const page = await context.newPage();
  const troubles = await listen(page);
  return {
    ...placeIn(page),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    resize: (width, height) => page.setViewportSize({ width, height }),
    evaluate: (work, argument) => page.evaluate(work, argument),
    screenshot: async (path, { whole = false } = {}) => void (await page.screenshot({ path, fullPage: whole, animations: "disabled" })),
    troubles: () => troubles,
    offline: (isOffline) => context.setOffline(isOffline),
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
  const wasm = await page.evaluate(() => window.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heap: value("JSHeapUsedSize"), wasm };
}

/** @param {import("playwright-core").Page} page */
async function listen(page) {
  /** @type {import("../driver.mjs").Trouble[]} */
  const troubles = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push({ kind: "console", text: message.text() });
  });
  page.on("pageerror", (error) => troubles.push({ kind: "exception", text: String(error) }));
  await page.exposeFunction("reportViolation", (text) => troubles.push({ kind: "policy", text }));
  await page.addInitScript(() => {
    window.memories = [];
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiate(...given);
      window.memories.push(made.instance.exports.memory);
      return made;
    };
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} refused ${event.blockedURI || "something inline"}`);
    });
  });
  return troubles;
}

/**
 * @param {import("playwright-core").Page | import("playwright-core").Locator} root
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
  };
}
