// What a customer does in a list of a certain length, all of it loaded.

import { open, traced } from "./browser.mjs";
import { publish } from "./loads.mjs";
import { handlingOf } from "./trace.mjs";

/** How often each is done; the middle one counts. An even number: words looked for and filters are there in turns. */
const TRIES = 6;
const KEYS = "I wait for an answer";
/** By how much the processor is slowed down while keys are counted. */
export const SLOWED = 4;
const ROWS = 25;

/** What is done, in this order: the last two take the rows away that were loaded. */
const STEPS = ["find", "open", "sort", "filter"];

/**
 * Loads all of a list but the last page, then measures: milliseconds of each action until what came of it is drawn, of the main thread
 * for each key stroke, and bytes of memory.
 *
 * @param {number} size How many conversations the person has.
 */
export async function act(bench, subject, size) {
  const { context, page, troubles, slow } = await open(bench.browser);
  try {
    await page.goto(publish(bench, subject, size));
    await page.evaluate(() => bench.rows());
    const times = { append: [] };
    if (size > ROWS) {
      const before = Math.max(ROWS, size - TRIES * ROWS);
      await page.evaluate((most) => bench.load(most), before);
      for (let loaded = before; loaded < size; loaded += ROWS) times.append.push(await page.evaluate(() => bench.act("append")));
    }
    const memory = await page.evaluate(() => bench.memory());
    await slow(SLOWED);
    const key = await timeKeys(bench, page);
    await slow(1);
    for (const step of STEPS) {
      times[step] = [];
      for (let time = 0; time < TRIES; time++) {
        times[step].push(await page.evaluate((name) => bench.act(name), step));
        if (step === "open") await page.evaluate(() => bench.act("back"));
      }
    }
    if (troubles.length) throw new Error(`${subject.title}, ${size}: ${troubles.join("; ")}`);
    return { times, key, memory };
  } finally {
    await context.close();
  }
}

/** How long the main thread is busy with one key in the description, on the average, and its longest task. */
async function timeKeys({ browser }, page) {
  await page.evaluate(() => bench.find("#description").focus());
  const events = await traced(browser, page, async () => {
    await page.evaluate(() => void performance.mark("bench:keys"));
    for (const key of KEYS) {
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.evaluate(() => bench.painted());
    }
    await page.evaluate(() => void performance.mark("bench:keys-end"));
  });
  return handlingOf(events, KEYS.length);
}
