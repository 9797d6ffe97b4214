// What Lighthouse says of the demo's page with the widget in it, and of the same page without: `npm run lighthouse`, after
// `cargo xtask dist` and `npm install --no-save lighthouse@12`. Compare the two; the figures themselves are as good as the machine is quiet.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { start } from "./drivers/program.mjs";
import { Server, SITE, TOP } from "./server.mjs";

const { default: lighthouse } = await import("lighthouse");

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const AUDITS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight"];
const ROUNDS = Number(process.env.ROUNDS ?? 3);

const withoutWidget = (page) => page.replace(/<script[^>]+embed\.js"><\/script>/, "").replace(/<support-widget[^]*?<\/support-widget>/, "");

/** The demo's pages with the widget as it is shipped, compressed siblings and all; and the same with its first page edited. */
async function dress(edit) {
  const folder = await mkdtemp(path.join(tmpdir(), "support-lighthouse-"));
  await cp(SITE, folder, { recursive: true });
  await cp(path.join(TOP, "dist/embed"), path.join(folder, "embed"), { recursive: true, force: true });
  const page = path.join(folder, "index.html");
  await writeFile(page, edit(await readFile(page, "utf8")));
  return folder;
}

/** Starts a browser, and says where it can be driven. */
async function startBrowser() {
  const profile = await mkdtemp(path.join(tmpdir(), "support-lighthouse-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const program = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  const { child, stop } = start(program, flags, { stdio: ["ignore", "ignore", "pipe"], endsBy: "SIGTERM" });
  for await (const line of createInterface({ input: child.stderr })) {
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1];
    if (port) return { port: Number(port), close: stop };
  }
  throw new Error("the browser did not start");
}

/** The median of those numbers that there are: a round may lack one, as when a page was never quiet enough to tell. */
function median(numbers, digits = 3) {
  const told = numbers.filter(Number.isFinite).toSorted((a, b) => a - b);
  return told.length ? Number(told[Math.floor(told.length / 2)].toFixed(digits)) : "not told";
}

const browser = await startBrowser();
try {
  for (const [name, edit] of [["without", withoutWidget], ["with", (page) => page]]) {
    const site = await dress(edit);
    const server = await Server.start([], site);
    try {
      console.log(`${name}: ${await measure(server.origin)}`);
    } finally {
      await server.remove();
      await rm(site, { recursive: true });
    }
  }
} finally {
  await browser.close();
}

async function measure(origin) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { lhr } = await lighthouse(`${origin}/`, { port: browser.port, onlyCategories: CATEGORIES, logLevel: "error" });
    rounds.push(lhr);
  }
  const scores = CATEGORIES.map((id) => `${id} ${median(rounds.map(({ categories: { [id]: { score } } }) => score === null ? NaN : 100 * score), 0)}`);
  const figures = AUDITS.map((id) => `${id} ${median(rounds.map(({ audits }) => audits[id].numericValue))}`);
  const failed = Object.values(rounds[0].audits).filter(({ id, score }) => score !== null && score < 0.9 && !AUDITS.includes(id));
  return `${scores.join(", ")}\n  ${figures.join(", ")}\n  not perfect: ${failed.map(({ id }) => id).join(", ")}`;
}
