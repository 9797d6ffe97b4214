// A headless Chromium, slowed down as a measurement wants it.

import { chromium } from "playwright-core";

import { CATEGORIES } from "./trace.mjs";

const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-sync",
  "--no-first-run",
  "--no-sandbox",
  // A page's memory is measured when it is asked for, not when the garbage is next collected.
  "--enable-blink-features=ForceEagerMeasureMemory",
];

/** Slow 4G, as DevTools has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms round trip. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * A page in a fresh profile.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {{ cpu?: number, isSlowNetwork?: boolean }} [conditions] By how much the processor is slowed down.
 */
export async function open(browser, { cpu = 1, isSlowNetwork = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const devtools = await context.newCDPSession(page);
  if (isSlowNetwork) {
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
  }
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return { context, page, devtools, troubles, slow: (rate) => devtools.send("Emulation.setCPUThrottlingRate", { rate }) };
}

/**
 * Does something, and gives what the browser noted meanwhile.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} work
 */
export async function traced(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace;
  try {
    await work();
  } finally {
    trace = JSON.parse((await browser.stopTracing()).toString());
  }
  return trace.traceEvents;
}
