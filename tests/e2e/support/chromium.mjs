/**
 * The browser, behind the few verbs that the journeys need. Another engine is another file with the
 * same exports; the journeys don't change.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
const DEADLINE_MS = 10_000;

/** A fresh browser profile with one page, which notes what should not happen. */
export async function openBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "support-widget-profile-"));
  const settings = { executablePath: EXECUTABLE, headless: true, args: SWITCHES, ...options };
  const context = await chromium.launchPersistentContext(profile, settings);
  context.setDefaultTimeout(DEADLINE_MS);
  const page = context.pages()[0] ?? (await context.newPage());
  const faults = [];
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    globalThis.policyViolations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { page, faults, close };
}
