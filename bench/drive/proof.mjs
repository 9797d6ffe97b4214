// That a subject does what it is measured for: who does less by mistake would win. Run before anything is measured.

import assert from "node:assert/strict";

import { open } from "./browser.mjs";
import { publish } from "./loads.mjs";

/** How many conversations the person has who sends: nothing else is done in their name. */
export const PROVEN = 40;
const SUBJECT = "The kettle leaks";

/** Sends a form, wrong and right, finds what came of it in the list, and reads it. */
export async function prove(bench, subject) {
  const { context, page, troubles } = await open(bench.browser);
  const text = (selector) => page.locator(selector).innerText();
  try {
    await page.goto(publish(bench, subject, PROVEN));
    await page.evaluate(() => bench.rows());
    const before = await page.locator(".shown").innerText();

    await page.locator(".send").click();
    assert.match(await text(".error-summary"), /subject.*\s.*need help/i);
    const faults = () => page.locator("[aria-invalid=true]").count();
    assert.equal(await faults(), 2);
    assert.ok(await page.locator(".error-summary").evaluate((summary) => summary === summary.getRootNode().activeElement));
    await page.locator("#subject").fill(SUBJECT);
    assert.equal(await faults(), 1, "a fault goes as soon as it is mended");
    await page.locator("#description").fill("It did not, before.\n\nWhat can be done?");
    await page.locator(".send").click();
    const number = (await text(".receipt")).match(/number (\d+)/)?.[1];
    assert.ok(number, "a receipt has a number");

    const row = page.locator(`.row-link[data-conversation="${number}"]`);
    assert.equal(await row.innerText(), SUBJECT);
    assert.notEqual(await text(".shown"), before);
    await row.click();
    await page.locator('.conversation[aria-busy="false"]').waitFor();
    assert.deepEqual(await page.locator(".said .prose p").allInnerTexts(), ["It did not, before.", "What can be done?"]);
    await page.locator(".back").click();
    assert.ok(await row.evaluate((link) => link === link.getRootNode().activeElement), "the focus goes back to the row");
    assert.deepEqual(troubles, []);
  } catch (error) {
    throw new Error(`${subject.title} does not do what it is measured for: ${error.message}`, { cause: error });
  } finally {
    await context.close();
  }
}
