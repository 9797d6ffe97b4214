// Firefox, driven by Puppeteer over WebDriver BiDi.

import puppeteer from "puppeteer-core";

import "../leftovers.mjs";
import { DEADLINE } from "../wait.mjs";
import { Elsewhere } from "./elsewhere.mjs";
import { crash } from "./program.mjs";
import { evaluate, placeIn, placeInFrame, pressKey, travel } from "./scripted.mjs";

/** What journeys may need and this driver can't do. */
export const CANNOT = ["axe", "compose", "download", "media", "memory", "shifts"];

/** A busy machine may take long to start a browser, in milliseconds. */
const START = 120_000;

/** @returns {Promise<import("../driver.mjs").Browser>} */
export async function launch() {
  const elsewhere = await Elsewhere.start();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr",
    headless: true,
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    timeout: START,
    protocolTimeout: START,
    // Without it the browser takes no other server for its settings.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
    extraPrefsFirefox: {
      "intl.accept_languages": "en-GB",
      "intl.locale.requested": "en-GB",
      // The browser itself asks for nothing; what there is to ask would be noted as the page's.
      "services.settings.server": "data:,",
      // Whatever asks another host than this one gets nothing.
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": elsewhere.port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": elsewhere.port,
    },
  });
  return {
    open: (look) => open(browser, elsewhere, look),
    close: async () => {
      await browser.close();
      await elsewhere.close();
    },
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {Elsewhere} elsewhere
 * @param {import("../driver.mjs").Look} [look]
 */
async function open(browser, elsewhere, look = {}) {
  const context = await browser.createBrowserContext();
  return tab(context, elsewhere, look);
}

/**
 * @param {import("puppeteer-core").BrowserContext} context
 * @param {Elsewhere} elsewhere
 * @param {import("../driver.mjs").Look} look
 * @param {import("../driver.mjs").Trouble[]} [troubles] Where its troubles are noted.
 * @returns {Promise<import("../driver.mjs").Page>}
 */
async function tab(context, elsewhere, look, troubles = []) {
  const page = await newWindow(context);
  page.setDefaultTimeout(DEADLINE);
  await page.setViewport({ width: look.width ?? 1280, height: look.height ?? 900 });
  await listen(page, troubles);
  const before = elsewhere.asked.length;
  const hands = {
    run: (expression) => page.evaluate(expression),
    clickAt: ({ x, y }, times) => page.mouse.click(x, y, { count: times }),
    pressKey: async (key, held) => {
      for (const each of held) await page.keyboard.down(/** @type {any} */ (each));
      // Protocol and client call this one by what it writes.
      await page.keyboard.press(/** @type {any} */ (key === "Space" ? " " : key));
      for (const each of held) await page.keyboard.up(/** @type {any} */ (each));
    },
  };
  return {
    ...placeIn(hands),
    // As the protocol does it. Puppeteer waits, besides, to see a navigation begin, and after one that the browser has answered with
    // a page as it was left (bfcache) it sees no other.
    goto: (url) => page.mainFrame().browsingContext.navigate(url, "complete"),
    reload: () => page.mainFrame().browsingContext.reload({ wait: "complete" }),
    back: () => travel(hands, -1),
    forward: () => travel(hands, 1),
    address: async () => new URL(page.url()),
    download: () => Promise.reject(new Error("Firefox is not asked for downloads")),
    frame: async (selector) => {
      const frame = await (await page.waitForSelector(selector)).contentFrame();
      return placeInFrame(hands, selector, (expression) => frame.evaluate(expression));
    },
    resize: (width, height) => page.setViewport({ width, height }),
    pressKey: (keys) => pressKey(hands, keys),
    evaluate: (work, argument) => evaluate(hands, work, argument),
    screenshot: async (path, { whole = false } = {}) => void (await page.screenshot({ path, fullPage: whole })),
    crash: () => crash(context.browser().process().pid, / tab$/),
    offline: (isOffline) => page.setOfflineMode(isOffline),
    closeTab: () => page.close(),
    another: () => tab(context, elsewhere, look, troubles),
    elsewhere: () => elsewhere.asked.slice(before),
    troubles: () => troubles,
    outline: () => Promise.reject(new Error("Firefox does not tell")),
    memory: () => Promise.reject(new Error("Firefox does not tell")),
    close: () => context.close(),
  };
}

/** A new window may get a process that a crash has just taken along, now and then: then there is another one. */
const WINDOWS = 3;

/**
 * A window, since a tab behind another one is not shown.
 *
 * @param {import("puppeteer-core").BrowserContext} context
 */
async function newWindow(context) {
  for (let left = WINDOWS - 1; ; left -= 1) {
    try {
      return await context.newPage({ type: "window" });
    } catch (error) {
      if (left === 0 || !/failing to create a browsing context/.test(String(error))) throw error;
    }
  }
}

/** What Firefox says of what it refuses, as if the page had thrown it. */
const REFUSED = /^Error: (Cross-Origin Request Blocked|None of the “sha\d+” hashes|Loading module from)/;

/**
 * @param {import("puppeteer-core").Page} page
 * @param {import("../driver.mjs").Trouble[]} troubles where its troubles are noted
 */
async function listen(page, troubles) {
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) troubles.push({ kind: "console", text: message.text() });
  });
  page.on("pageerror", (error) => {
    const text = String(error);
    const kind = text.includes("Content-Security-Policy") ? "policy" : REFUSED.test(text) ? "console" : "exception";
    troubles.push({ kind, text });
  });
}
