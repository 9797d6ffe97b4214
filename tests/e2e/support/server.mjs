/** The real demo, started and stopped as an operator would. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../../", import.meta.url));
const BINARY = process.env.SUPPORT_SERVER_BIN ?? join(top, "target/release/support-server");
const SITE = process.env.SUPPORT_SITE_DIR ?? join(top, "target/site");
const START_DEADLINE_MS = 20_000;

export class Demo {
  #child;
  #folder;
  #port = 0;
  /** What the demo has printed since it was last started. */
  output = "";

  /** Starts a demo on a free port, with a database of its own. */
  static async start() {
    const demo = new Demo();
    demo.#folder = await mkdtemp(join(tmpdir(), "support-widget-"));
    await demo.run();
    return demo;
  }

  /** Starts it, after the first time on the same port and database. */
  async run() {
    this.output = "";
    const database = `sqlite://${join(this.#folder, "desk.sqlite")}`;
    const args = ["demo", "--listen", `127.0.0.1:${this.#port}`, "--site", SITE, "--database", database];
    this.#child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
    const failed = new Promise((_, reject) => this.#child.once("error", reject));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.output += text));
    }
    await Promise.race([failed, this.#until(/Customer token: \S+/)]);
    this.#port = Number(this.#find(/http:\/\/127\.0\.0\.1:(\d+)/));
  }

  /** Waits until the output matches. */
  async #until(pattern) {
    const deadline = AbortSignal.timeout(START_DEADLINE_MS);
    while (!pattern.test(this.output)) {
      if (this.#child.exitCode !== null) throw new Error(`the demo ended:\n${this.output}`);
      await once(this.#child.stdout, "data", { signal: deadline }).catch(() => {
        throw new Error(`the demo did not start:\n${this.output}`);
      });
    }
  }

  #find(pattern) {
    return pattern.exec(this.output)?.[1];
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  get apiKey() {
    return this.#find(/API key: (\S+)/);
  }

  /** Stops it and waits for its end. */
  async stop(signal = "SIGTERM") {
    if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }

  async close() {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Asks the desk itself, by its key, past the browser. */
  async conversations(query = "") {
    const headers = { authorization: `Bearer ${this.apiKey}` };
    const answer = await fetch(`${this.url}/v1/conversations?per_page=100&${query}`, { headers });
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
    return (await answer.json()).data;
  }

  /** The conversations with exactly this subject. */
  async withSubject(subject) {
    return (await this.conversations()).filter((row) => row.subject === subject);
  }
}
