// What answers: a desk on SQLite with a person for each number of conversations, and a gateway before it.

import { execFile, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Longest wait for a server's first word, in milliseconds. */
const PATIENCE = 60_000;
/** How long a token is good for, in seconds: the longest that the gateway takes. */
const LIFE = 3_600;
/** What no customer of a bench may reach. */
const UNLIMITED = 1_000_000;

// A signal ends us without a word to anybody, unless somebody listens.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/** A program that runs until it is ended; it never outlives us. */
export class Program {
  #child;

  constructor(file, flags, options = {}) {
    this.#child = spawn(file, flags.map(String), { stdio: ["ignore", "pipe", "pipe"], ...options });
    const end = () => this.#child.kill("SIGKILL");
    process.once("exit", end);
    this.#child.once("exit", () => process.removeListener("exit", end));
  }

  get pid() {
    return this.#child.pid;
  }

  /** Waits until it says where it listens. */
  async origin() {
    const said = [];
    const heard = new Promise((resolve, reject) => {
      for (const stream of [this.#child.stdout, this.#child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          if (said.length < 50) said.push(line);
          const address = line.match(/127\.0\.0\.1:(\d+)/);
          if (address) resolve(`http://${address[0]}`);
        });
      }
      const fail = (why) => reject(new Error(`${this.#child.spawnfile} ${why}:\n${said.join("\n")}`));
      this.#child.once("error", (error) => fail(error.message));
      this.#child.once("exit", (code) => fail(`ended with ${code}`));
      setTimeout(() => fail("did not say where it listens"), PATIENCE).unref();
    });
    return heard;
  }

  async end() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const lastResort = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(lastResort);
  }
}

const base64url = (value) => Buffer.from(value).toString("base64url");

/** A token as a portal's back end signs it, which names a customer by some claims. */
export function tokenFor(customer, secret, now = Math.floor(Date.now() / 1000)) {
  const head = base64url(JSON.stringify({ alg: "HS256", typ: "JWT" }));
  const claims = base64url(JSON.stringify({ ...customer, iat: now, exp: now + LIFE }));
  const signature = createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url");
  return `${head}.${claims}.${signature}`;
}

export class Stack {
  /** Where the gateway is. */
  gateway = "";
  /** Where the desk is. */
  desk = "";
  apiKey = randomBytes(16).toString("hex");
  secret = randomBytes(32).toString("hex");
  /** The e-mail address of the person with that many conversations. */
  people = new Map();
  #folder;
  #server;
  #programs = [];

  /**
   * @param {string} server The server's program.
   * @param {string} folder For database and secrets; emptied first.
   */
  constructor(server, folder) {
    this.#server = server;
    this.#folder = folder;
  }

  /** Fills a database and starts both on free ports. */
  async start(sizes) {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
    const database = `sqlite://${path.join(this.#folder, "desk.sqlite")}`;
    for (const [index, size] of sizes.entries()) {
      await run(this.#server, ["desk", "seed", "--database", database, "--conversations", size, "--requesters", 1, "--seed", index + 1].map(String));
    }
    const [keyFile, secretFile] = [path.join(this.#folder, "key"), path.join(this.#folder, "secret")];
    await writeFile(keyFile, this.apiKey);
    await writeFile(secretFile, this.secret);
    const listen = ["--listen", "127.0.0.1:0"];
    const desk = new Program(this.#server, ["desk", ...listen, "--database", database, "--api-key-file", keyFile]);
    this.#programs.push(desk);
    this.desk = await desk.origin();
    const limits = ["--lists-per-minute", UNLIMITED, "--opens-per-minute", UNLIMITED, "--creates-per-hour", UNLIMITED];
    const store = ["--database", `sqlite://${path.join(this.#folder, "gateway.sqlite")}`];
    // Nothing is kept: who comes second would find what the first one asked for.
    const upstream = ["--upstream", `${this.desk}/v1`, "--api-key-file", keyFile, "--identity-secret-file", secretFile, "--fresh-for", 0];
    const gateway = new Program(this.#server, ["gateway", ...listen, ...upstream, ...store, ...limits]);
    this.#programs.push(gateway);
    this.gateway = await gateway.origin();
    await this.#meet(sizes);
  }

  async #ask(pathAndQuery) {
    const response = await fetch(`${this.desk}/v1${pathAndQuery}`, { headers: { Authorization: `Bearer ${this.apiKey}` } });
    if (!response.ok) throw new Error(`${pathAndQuery}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async #meet(sizes) {
    const { data } = await this.#ask("/contacts?per_page=100");
    for (const { id, email } of data) {
      const { total_count: total } = await this.#ask(`/conversations?requested_by_id=${id}&per_page=1`);
      this.people.set(total, email);
    }
    const missing = sizes.filter((size) => !this.people.has(size));
    if (missing.length) throw new Error(`nobody has ${missing} conversations, only ${[...this.people.keys()]}`);
  }

  /** A token of the person with that many conversations. */
  token(size) {
    const email = this.people.get(size);
    return tokenFor({ sub: email, email }, this.secret);
  }

  async end() {
    for (const program of this.#programs.reverse()) await program.end();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
