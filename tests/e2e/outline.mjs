// What a screen reader finds, in its order, as text: kept in outlines/, so that a change of it is seen and read.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "outlines");

/** What is another one in each run: the page's look, the server's port, numbers of conversations, points in time, and how long ago they were. */
const VARIES = [
  [/\btheme=\w+&/g, ""],
  [/127\.0\.0\.1:\d+/g, "HOST"],
  [/#?\b1000000\d\d\b/g, "NUMBER"],
  [/\b\d{1,2} [A-Z][a-z]{2,4} \d{4}, \d\d:\d\d\b/g, "DATE"],
  [/\bby ([A-Z]?[a-z]+ at )?\d\d:\d\d\b/g, "by THEN"],
  [/\b\d\d:\d\d\b/g, "TIME"],
  [/\b(now|yesterday|last (week|month|year)|\d+ (second|minute|hour|day|week|month|year)s? ago)(?= ,)/g, "AGO"],
  [/\b(in )?\d+ (second|minute)s?\b/g, "SOON"],
];

/**
 * Compares the outline of what a page shows with the one that is kept. With `OUTLINES=write` it is written instead.
 *
 * @param {string} name
 * @param {import("./driver.mjs").Page} page
 * @param {string} selector
 */
export async function checkOutline(name, page, selector) {
  const found = VARIES.reduce((text, [pattern, word]) => text.replace(pattern, word), await page.outline(selector));
  const file = path.join(FOLDER, `${name}.yml`);
  if (process.env.OUTLINES === "write") {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, `${found}\n`);
    return;
  }
  assert.equal(`${found}\n`, await readFile(file, "utf8"), `the outline of ${name}: OUTLINES=write keeps the new one`);
}
