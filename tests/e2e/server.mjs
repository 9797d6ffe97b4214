// A `support-server demo` of one's own: started on a free port and a fresh database, killed and started again at will.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";

import "./leftovers.mjs";
import { DEADLINE } from "./wait.mjs";

/** The top of the repository. */
export const TOP = fileURLToPath(new URL("../..", import.meta.url));

const BINARY = path.resolve(TOP, process.env.SUPPORT_SERVER_BIN ?? "target/release/support-server");
/** Where the built portal and widget are. */
export const SITE = path.resolve(TOP, process.env.SUPPORT_SITE_DIR ?? "target/site");

/**
 * What the API says about a conversation, as far as the tests look.
 *
 * @typedef {{ id: number, subject: string, status: string, priority: string, requested_by_id: number }} Conversation
 */

export class Server {
  /** Where the portal is, without a slash at the end. */
  origin = "";
  /** The desk's secret key, which sees all. */
  apiKey = "";
  #folder;
  #site;
  #listen = "127.0.0.1:0";
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;

  /**
   * @param {string} folder
   * @param {string} site
   */
  constructor(folder, site) {
    this.#folder = folder;
    this.#site = site;
  }

  /**
   * Starts a server on a fresh database.
   *
   * @param {number[]} [people] For each, a person of their own with that many conversations.
   * @param {string} [site] The folder of the pages; the sample portal's if not given.
   */
  static async start(people = [], site = SITE) {
    const server = new Server(await mkdtemp(path.join(tmpdir(), "support-e2e-")), site);
    try {
      for (const [index, conversations] of people.entries()) await server.#seed(conversations, index + 1);
      await server.start();
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  get #database() {
    return `sqlite://${path.join(this.#folder, "desk.sqlite")}`;
  }

  async #seed(conversations, seed) {
    const flags = ["--conversations", conversations, "--requesters", 1, "--seed", seed, "--database", this.#database];
    await promisify(execFile)(BINARY, ["desk", "seed", ...flags.map(String)]);
  }

  /** Starts it, or starts it again: on the same port and the same database. */
  async start() {
    const child = spawn(BINARY, ["demo", "--listen", this.#listen, "--site", this.#site, "--database", this.#database], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    endWithUs(child);
    const { origin, apiKey } = await introduction(child);
    this.origin = origin;
    this.apiKey = apiKey;
    this.#listen = new URL(origin).host;
  }

  /**
   * Ends it and waits until it is gone.
   *
   * @param {"SIGTERM" | "SIGKILL"} [signal] `SIGKILL` leaves it no time to tidy up.
   */
  async stop(signal = "SIGTERM") {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    const lastResort = setTimeout(() => child.kill("SIGKILL"), DEADLINE);
    await gone;
    clearTimeout(lastResort);
  }

  /** Ends it and removes its database. */
  async remove() {
    await this.stop("SIGKILL");
    await rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * Calls the desk's API with its secret key, as the company itself would.
   *
   * @param {string} pathAndQuery Such as `/v1/conversations`.
   * @param {unknown} [body] Sent by POST; without one it is a GET.
   */
  async api(pathAndQuery, body) {
    const response = await fetch(this.origin + pathAndQuery, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${this.apiKey}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${pathAndQuery}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /**
   * What the portal's back end says about a customer.
   *
   * @param {string} [customer]
   * @returns {Promise<{ token: string, requester: string, name: string }>}
   */
  async session(customer) {
    const query = customer ? `?customer=${encodeURIComponent(customer)}` : "";
    return (await fetch(`${this.origin}/portal/token${query}`)).json();
  }

  /**
   * A customer's conversations as the database has them, all of them.
   *
   * @param {string} requester An e-mail address.
   * @param {Record<string, string>} [query]
   * @returns {Promise<Conversation[]>}
   */
  async conversations(requester, query = {}) {
    const contacts = await this.api(`/v1/contacts?${new URLSearchParams({ requested_by_email: requester })}`);
    const contact = contacts.data[0];
    if (!contact) return [];
    const all = [];
    let cursor = null;
    do {
      const asked = new URLSearchParams({ ...query, requested_by_id: contact.id, per_page: "100" });
      if (cursor) asked.set("starting_after", cursor);
      const page = await this.api(`/v1/conversations?${asked}`);
      all.push(...page.data);
      cursor = page.pages.next_cursor;
    } while (cursor);
    return all;
  }
}

/** Reads the address and the key from a server's first lines, or says why there are none. */
async function introduction(child) {
  let said = "";
  child.stderr.on("data", (data) => (said += data));
  const lines = createInterface({ input: child.stdout });
  const found = { origin: "", apiKey: "" };
  const heard = new Promise((resolve, reject) => {
    lines.on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured);
      said += `${line}\n`;
      found.origin ||= line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? "";
      found.apiKey ||= line.match(/API key: (\S+)/)?.[1] ?? "";
      if (found.origin && found.apiKey) resolve(found);
    });
    child.once("error", (error) => reject(new Error(`${BINARY} did not start: ${error.message}`)));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
    setTimeout(() => reject(new Error(`the server did not say where it listens:\n${said}`)), DEADLINE).unref();
  });
  try {
    return await heard;
  } finally {
    // From here on nobody listens, but a full pipe would stop the server.
    lines.removeAllListeners("line");
    child.stderr.removeAllListeners("data");
    child.stdout.resume();
    child.stderr.resume();
  }
}

/** No server outlives the tests, however they end. */
function endWithUs(child) {
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
}
