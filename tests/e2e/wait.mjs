// Waiting: for a condition, with a deadline, never for a time.

import { IS_SOAK } from "./soak.mjs";

/** How long anything may take, in milliseconds. Generous, since a busy machine is no failure, and the soak keeps it busy for long. */
export const DEADLINE = IS_SOAK ? 180_000 : 45_000;

const PAUSE = 25;

/**
 * Asks until the answer is truthy, and gives that answer.
 *
 * @template T
 * @param {string} what What is waited for, in words that finish "waited for …".
 * @param {() => T | Promise<T>} condition
 * @param {number} [deadline] In milliseconds.
 * @returns {Promise<T>}
 */
export async function waitFor(what, condition, deadline = DEADLINE) {
  const end = performance.now() + deadline;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${deadline / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/**
 * Waits until a page has nothing to do for once. WebKit does not tell: there it has drawn a frame.
 *
 * @param {import("./driver.mjs").Page} page
 */
export const whenIdle = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        if (window.requestIdleCallback) requestIdleCallback(resolve, { timeout: 2_000 });
        else requestAnimationFrame(() => setTimeout(resolve));
      }),
  );
