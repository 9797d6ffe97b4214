// On what something was measured.

import { readFile } from "node:fs/promises";
import os from "node:os";

const PACKAGES = ["@sentry/feedback", "preact", "react", "solid-js"];

/** @param {import("playwright-core").Browser} [browser] */
export async function machine(browser) {
  const [{ model }, ...others] = os.cpus();
  const own = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: model,
    cores: others.length + 1,
    memory: `${Math.round(os.totalmem() / 1e9)} GB`,
    system: `${os.type()} ${os.release().split(".", 2).join(".")}`,
    load: os.loadavg()[0],
    node: process.version,
    browser: browser && `Chromium ${browser.version()}`,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, own.devDependencies[name]])),
  };
}
