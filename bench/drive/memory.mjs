// What a page holds because a subject is in it.

import { open } from "./browser.mjs";
import { publish } from "./loads.mjs";
import { pageOf } from "./subjects.mjs";

const MOUNTS = 100;

/** Bytes over those of the same page without a subject: when it is ready, and after it was taken out and put in again many times. */
export async function weighMemory(bench, subject, mounts = MOUNTS) {
  const { context, page } = await open(bench.browser);
  try {
    await page.goto(bench.site.page("blank", pageOf()));
    const blank = await page.evaluate(() => bench.memory());
    await page.goto(publish(bench, subject));
    await page.evaluate(() => bench.rows());
    const ready = await page.evaluate(() => bench.memory());
    const tag = subject.name === "ours" ? "support-widget" : "support-twin";
    await page.evaluate(([tag, mounts]) => bench.remount(tag, mounts), [tag, mounts]);
    const after = await page.evaluate(() => bench.memory());
    return { ready: ready - blank, after: after - blank };
  } finally {
    await context.close();
  }
}
