// Where time goes that no clock tells: what each action does to the document, and how often WebAssembly calls JavaScript for it. Exact, and
// the same on any machine.

import { open } from "./browser.mjs";
import { pageOf } from "./subjects.mjs";

/** What is done, on a list of this many, all of it loaded but a page. */
export const SIZE = 100;
const STEPS = ["append", "find", "open", "back", "sort"];

/** Operations of each step, the start of it all and a key in the description included. */
export async function count({ browser, site, stack }, subject) {
  const { context, page } = await open(browser);
  try {
    await page.goto(site.page(`${subject.name}-counted`, pageOf(subject, { token: stack.token(SIZE), isCounted: true })));
    await page.evaluate(() => bench.rows());
    const taken = { start: await page.evaluate(() => takeCounts()) };
    await page.evaluate((most) => bench.load(most), SIZE - 25);
    await page.evaluate(() => bench.find("#description").focus());
    await page.evaluate(() => bench.painted().then(takeCounts));
    await page.keyboard.press("a");
    taken.key = await page.evaluate(() => bench.painted().then(takeCounts));
    for (const step of STEPS) {
      taken[step] = await page.evaluate((name) => bench.act(name).then(takeCounts), step);
      // The words looked for go again, and with them what hides the rows.
      if (step === "find") await page.evaluate(() => bench.act("find").then(takeCounts));
    }
    return taken;
  } finally {
    await context.close();
  }
}
