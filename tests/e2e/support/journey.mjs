/** A journey: its own demo, its own browser, and nothing left behind. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "./chromium.mjs";
import { Demo } from "./server.mjs";
import { Widget } from "./widget.mjs";

const DEADLINE_MS = 60_000;

/** Makes one demo for a file's journeys. */
export function withDemo() {
  const shared = {};
  before(async () => {
    shared.demo = await Demo.start();
  });
  after(() => shared.demo?.close());
  return shared;
}

/**
 * A journey in a browser of its own.
 * @param {string} name
 * @param {{ demo: Demo }} shared
 * @param {(step: { demo: Demo, page: import("playwright-core").Page, faults: string[],
 *   open: (path?: string) => Promise<Widget> }) => Promise<void>} walk
 * @param {object} [options] for the browser
 */
export function journey(name, shared, walk, options) {
  test(name, { timeout: DEADLINE_MS }, async () => {
    const { page, faults, close } = await openBrowser(options);
    try {
      const open = (path = "/") => Widget.open(page, shared.demo.url + path);
      await walk({ demo: shared.demo, page, faults, open });
    } finally {
      await close();
    }
  });
}

/** Waits until a condition holds. */
export async function until(what, condition) {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `waited in vain for: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
