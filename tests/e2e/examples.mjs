// How the examples are served, and where things are in them: each is the same small portal, made another way.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

import { TOP } from "./server.mjs";
import { waitFor } from "./wait.mjs";

/**
 * @typedef {object} Example
 * @property {string} name Its folder in `examples/`.
 * @property {string} built What is there once it is built.
 * @property {string} place What holds the widget.
 * @property {{ site?: string, front?: (origin: string) => Promise<import("./journey.mjs").Front> }} options For a journey through it.
 */

/**
 * The example of that name, which must have been built.
 *
 * @param {string} name
 * @returns {Example}
 */
export function example(name) {
  const folder = path.join(TOP, "examples", name);
  const built = name === "plain" ? path.join(TOP, "target/examples/plain") : path.join(folder, "dist");
  if (!existsSync(built)) throw new Error(`${built} is missing: cargo xtask examples ${name}`);
  const program = path.join(folder, "server.mjs");
  const options = existsSync(program) ? { front: (origin) => run(program, origin) } : { site: built };
  return { name, built, place: name === "yew-app" ? ".support-place" : "support-widget", options };
}

/** Starts an example's own server before the demo. */
async function run(program, demo) {
  const env = { ...process.env, DEMO: demo, PORT: "0" };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  const failed = once(child, "exit").then(([code]) => Promise.reject(new Error(`${program} ended with ${code}`)));
  failed.catch(() => {});
  const [origin] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), failed]);
  return { origin, close: end };
}

/** The portal of an example. */
export class ExamplePortal {
  /** @param {import("./driver.mjs").Page} page */
  constructor(page) {
    this.page = page;
    this.title = page.css("h1");
    this.news = page.css(".portal-news");
    this.customer = page.role("combobox", "Signed in as");
  }

  /** @param {"Overview" | "Support"} name */
  async visit(name) {
    await this.page.role("navigation", "Main").role("link", name).click();
    await waitFor(`the page ${name}`, async () => (await this.title.text()) === name);
  }
}
