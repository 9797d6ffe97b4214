// What is changed of a page on its way to the browser: its headers and its text as a test wants them, its content security policy, and
// a script that runs before all others.

import { json, text } from "node:stream/consumers";

/** The nonce of every script in a page whose policy is changed. */
export const NONCE = "bm9uY2Utb2YtdGhlLXRlc3Rz";

const PREAMBLE = "/e2e/preamble.js";
const TROUBLE = "/e2e/trouble";

/** @typedef {{ headers: import("node:http").IncomingHttpHeaders, body: string }} Answer */

export class Dressing {
  /** The page's policy instead of its own; none if it is empty. */
  policy;
  /** @type {Map<string, string>} Pages of a test's own, by their paths. */
  pages = new Map();
  /** @type {(trouble: import("./driver.mjs").Trouble) => void} Hears what the preamble reports. */
  onTrouble = () => {};
  /** What begins the head of every page: the preamble's tag, where there is one. */
  first;
  #preamble;
  /** @type {Map<string, (page: Answer) => void>} */
  #changes = new Map();

  /** @param {string} [preamble] A script's text. */
  constructor(preamble) {
    this.#preamble = preamble;
    this.first = preamble ? `<script src="${PREAMBLE}"></script>` : "";
  }

  /**
   * Changes a page of the server's, whenever it is asked for, with whatever query.
   *
   * @param {string} path
   * @param {(page: Answer) => void} change
   */
  alter(path, change) {
    this.#changes.set(path, change);
  }

  #changeAt(path) {
    return this.#changes.get(path.split("?")[0]);
  }

  /**
   * Answers what is asked of this, and not of the server.
   *
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @returns {boolean} Whether it did.
   */
  answers(request, response) {
    const page = this.pages.get(request.url);
    if (page !== undefined) this.#send(response, 200, { headers: { "content-type": "text/html" }, body: page });
    else if (request.url === PREAMBLE) response.writeHead(200, { "content-type": "text/javascript" }).end(this.#preamble);
    else if (request.url === TROUBLE) void this.#hear(request, response);
    else return false;
    return true;
  }

  /**
   * @param {string} path
   * @param {import("node:http").IncomingMessage} answer
   */
  concerns(path, answer) {
    const isPage = answer.headers["content-type"]?.startsWith("text/html");
    return Boolean(isPage && (this.#preamble || this.policy !== undefined || this.#changeAt(path)));
  }

  /**
   * @param {string} path
   * @param {import("node:http").IncomingMessage} answer From the server.
   * @param {import("node:http").ServerResponse} response To the browser.
   */
  async dress(path, answer, response) {
    const { "content-length": _, etag: __, "last-modified": ___, ...headers } = answer.headers;
    try {
      const page = { headers, body: await text(answer) };
      this.#changeAt(path)?.(page);
      this.#send(response, answer.statusCode, page);
    } catch {
      response.destroy();
    }
  }

  #send(response, status, { headers, body }) {
    const own = body.replace(/<head>/i, `$&${this.first}`);
    if (this.policy === undefined) return void response.writeHead(status, headers).end(own);
    const policy = this.policy ? { "content-security-policy": this.policy } : {};
    const { "content-security-policy": _, ...others } = headers;
    response.writeHead(status, { ...others, ...policy }).end(own.replaceAll(/<script(?=[\s>])/g, `$& nonce="${NONCE}"`));
  }

  async #hear(request, response) {
    this.onTrouble(await json(request));
    response.writeHead(204).end();
  }
}
