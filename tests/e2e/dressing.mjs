// What is changed of a page on its way to the browser: its content security policy, and a script that runs before all others.

import { json, text } from "node:stream/consumers";

/** The nonce of every script in a page whose policy is changed. */
export const NONCE = "bm9uY2Utb2YtdGhlLXRlc3Rz";

const PREAMBLE = "/e2e/preamble.js";
const TROUBLE = "/e2e/trouble";

export class Dressing {
  /** The page's policy instead of its own; none if it is empty. */
  policy;
  /** @type {Map<string, string>} Pages of a test's own, by their paths. */
  pages = new Map();
  /** @type {(trouble: import("./driver.mjs").Trouble) => void} Hears what the preamble reports. */
  onTrouble = () => {};
  #preamble;

  /** @param {string} [preamble] A script's text. */
  constructor(preamble) {
    this.#preamble = preamble;
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
    if (page !== undefined) this.#send(page, response, { "content-type": "text/html" });
    else if (request.url === PREAMBLE) response.writeHead(200, { "content-type": "text/javascript" }).end(this.#preamble);
    else if (request.url === TROUBLE) void this.#hear(request, response);
    else return false;
    return true;
  }

  /** @param {import("node:http").IncomingMessage} answer */
  concerns(answer) {
    const isPage = answer.headers["content-type"]?.startsWith("text/html");
    return Boolean(isPage && (this.#preamble || this.policy !== undefined));
  }

  /**
   * @param {import("node:http").IncomingMessage} answer From the server.
   * @param {import("node:http").ServerResponse} response To the browser.
   */
  async dress(answer, response) {
    const { "content-length": _, etag: __, "last-modified": ___, ...headers } = answer.headers;
    try {
      this.#send(await text(answer), response, headers, answer.statusCode);
    } catch {
      response.destroy();
    }
  }

  #send(page, response, headers, status = 200) {
    const own = this.#preamble ? page.replace(/<head>/i, `$&<script src="${PREAMBLE}"></script>`) : page;
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
