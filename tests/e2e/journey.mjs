// A journey's surroundings: a server with a database of its own, a page, and the check that the page had nothing to complain about.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";

import { Between } from "./between.mjs";
import { Dressing } from "./dressing.mjs";
import { CANNOT, ENGINE, launch } from "./driver.mjs";
import { Portal } from "./portal.mjs";
import { Server, TOP } from "./server.mjs";
import { IS_SOAK, MAY_TRY_AGAIN } from "./soak.mjs";
import { DEADLINE } from "./wait.mjs";
import { Widget } from "./widget.mjs";

const LIMIT = 4 * DEADLINE;
const RESULTS = path.join(TOP, "test-results", ENGINE);

/** @type {Promise<import("./driver.mjs").Browser>[]} The last is for all journeys of a file; pages share nothing in it. */
const browsers = [];
after(() => Promise.all(browsers.map(async (browser) => (await browser).close())));

/**
 * @typedef {object} Surroundings
 * @property {Server} server
 * @property {Between} between Between the page and the server.
 * @property {Dressing} dressing What is changed of the pages on their way.
 * @property {import("./driver.mjs").Page} page
 * @property {Widget} widget
 * @property {Portal} portal
 * @property {(pathAndQuery?: string) => Promise<void>} visit Loads a page of the portal.
 * @property {() => Promise<import("./driver.mjs").Page>} openWindow Opens another window, whose complaints count as well.
 * @property {import("node:test").TestContext} t
 */

/** @typedef {{ origin: string, close: () => void }} Front */

/**
 * A test: a customer's way through the portal. It fails, too, if the page reports an error, a warning or a violated policy that
 * was not announced.
 *
 * @param {string} name
 * @param {{ look?: import("./driver.mjs").Look, troubles?: RegExp, people?: number[], limit?: number, needs?: import("./driver.mjs").CANNOT,
 *   site?: string, front?: (origin: string) => Promise<Front> }} options `troubles`: what the page may complain about; `people`: how many
 *   conversations others have; `limit`: how long it may take, in milliseconds, if that is more than usual; `needs`: what not every engine
 *   can be made to do; `site`: the folder of the pages, if it is not the sample portal's; `front`: what stands before the server and has
 *   pages of its own.
 * @param {(surroundings: Surroundings) => Promise<void>} scenario
 */
export function journey(name, options, scenario) {
  const { colorScheme = "light", reducedMotion, forcedColors } = options.look ?? {};
  const needs = [...(options.needs ?? []), ...(colorScheme !== "light" || reducedMotion || forcedColors ? ["media"] : [])];
  const missing = needs.find((need) => CANNOT.includes(need));
  const skip = missing && `${ENGINE} can't be made to: ${missing}`;
  const attempt = async (t) => {
    if (!browsers.length) browsers.push(launch());
    const { open, preamble } = await browsers.at(-1);
    const server = await Server.start(options.people, options.site);
    t.after(() => server.remove());
    const front = await options.front?.(server.origin);
    t.after(() => front?.close());
    const dressing = new Dressing(preamble);
    const between = await Between.start(front?.origin ?? server.origin, dressing);
    t.after(() => between.close());
    /** @type {import("./driver.mjs").Page[]} */
    const pages = [];
    const openWindow = async () => {
      const opened = await open({ ...options.look, network: between });
      t.after(() => opened.close());
      pages.push(opened);
      return opened;
    };
    const page = await openWindow();
    dressing.onTrouble = (trouble) => page.hear?.(trouble);
    const visit = (pathAndQuery = "/") => page.goto(between.origin + pathAndQuery);
    try {
      await scenario({ server, between, dressing, page, visit, widget: new Widget(page), portal: new Portal(page), openWindow, t });
      const unexpected = pages.flatMap((each) => each.troubles()).filter(({ text }) => !options.troubles?.test(text));
      assert.deepEqual(unexpected, [], "the page complained");
    } catch (error) {
      await keepEvidence(name, page);
      throw error;
    }
  };
  const timeout = (MAY_TRY_AGAIN ? 2 : 1) * Math.max(options.limit ?? 0, LIMIT);
  test(name, { timeout, skip }, async (t) => {
    try {
      await attempt(t);
    } catch (error) {
      // On a shared machine a browser may stand still for longer than any deadline.
      if (!MAY_TRY_AGAIN) throw error;
      console.error(`${name}: failed once, and is tried again in a new browser.`, error);
      browsers.push(launch());
      await attempt(t);
      t.diagnostic("passed at the second attempt");
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
