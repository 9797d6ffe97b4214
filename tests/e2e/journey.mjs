// A journey's surroundings: a server with a database of its own, a page, and the check that the page had nothing to complain about.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";

import { Between } from "./between.mjs";
import { launch } from "./driver.mjs";
import { Portal } from "./portal.mjs";
import { Server, TOP } from "./server.mjs";
import { Widget } from "./widget.mjs";

const LIMIT = 120_000;
const RESULTS = path.join(TOP, "test-results", "e2e");

/** @type {Promise<import("./driver.mjs").Browser> | undefined} One for all journeys of a file; pages share nothing in it. */
let browser;
after(async () => (await browser)?.close());

/**
 * @typedef {object} Surroundings
 * @property {Server} server
 * @property {Between} between Between the page and the server.
 * @property {import("./driver.mjs").Page} page
 * @property {Widget} widget
 * @property {Portal} portal
 * @property {(pathAndQuery?: string) => Promise<void>} visit Loads a page of the portal.
 * @property {import("node:test").TestContext} t
 */

/**
 * A test: a customer's way through the portal. It fails, too, if the page reports an error, a warning or a violated policy that
 * was not announced.
 *
 * @param {string} name
 * @param {{ look?: import("./driver.mjs").Look, troubles?: RegExp, limit?: number }} options `troubles`: what the page may complain
 * about; `limit`: how long it may take, in milliseconds, if that is more than usual.
 * @param {(surroundings: Surroundings) => Promise<void>} scenario
 */
export function journey(name, options, scenario) {
  test(name, { timeout: options.limit ?? LIMIT }, async (t) => {
    const server = await Server.start();
    t.after(() => server.remove());
    const between = await Between.start(server.origin);
    t.after(() => between.close());
    browser ??= launch();
    const page = await (await browser).open(options.look);
    t.after(() => page.close());
    const visit = (pathAndQuery = "/") => page.goto(between.origin + pathAndQuery);
    try {
      await scenario({ server, between, page, visit, widget: new Widget(page), portal: new Portal(page), t });
      const unexpected = page.troubles().filter(({ text }) => !options.troubles?.test(text));
      assert.deepEqual(unexpected, [], "the page complained");
    } catch (error) {
      await keepEvidence(name, page);
      throw error;
    }
  });
}

/** Browsers say this by themselves about each answer that is missing or says no; no page can keep them from it. */
export const FAILED_REQUEST = /^Failed to load resource/;

/** Leaves a picture of the page and what it reported. */
async function keepEvidence(name, page) {
  const file = path.join(RESULTS, name.replaceAll(/[^\w]+/g, "-"));
  try {
    await mkdir(RESULTS, { recursive: true });
    await writeFile(`${file}.txt`, page.troubles().map(({ kind, text }) => `${kind}: ${text}\n`).join(""));
    await page.screenshot(`${file}.png`, { whole: true });
  } catch (error) {
    console.error(`no picture of the failure: ${error.message}`);
  }
}
