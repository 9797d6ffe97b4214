// A page that is not ours around the widget: what a portal may be like at its worst.

import { once } from "node:events";
import http from "node:http";

/** What a careful portal sends. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** How the page's own script signs the customer in. */
const SIGN_IN = `
  document.querySelector("support-widget").getToken = async () => {
    const response = await fetch("/portal/token");
    return (await response.json()).token;
  };`;

/**
 * What a page has of its own.
 *
 * @typedef {object} Host
 * @property {string} [html] Attributes of its root element.
 * @property {string} [body] What stands before the widget.
 * @property {string} [tag] The widget itself.
 * @property {string} [css] Its style sheet.
 * @property {string} [script] What runs before anything of the widget.
 * @property {boolean} [isLate] Nothing of the widget is loaded: the test does that.
 * @property {string} [sandbox] It is sandboxed, and this is allowed all the same.
 * @property {boolean} [isFramed] It stands in a frame of another page, and what `sandbox` says is said by the frame.
 */

export class HostPage {
  /** Where it is, seen from the browser. */
  origin = "";
  #target;
  #files;
  #policy = POLICY.join("; ");
  #isOpaque = false;
  #server = http.createServer((request, response) => this.#answer(request, response));

  /**
   * @param {string} target The origin of everything else: the widget's files, the API.
   * @param {string} first What begins its head.
   * @param {Host} host
   */
  constructor(target, first, { html = 'lang="en"', body = "", tag = "<support-widget></support-widget>", css = "", script = "", isLate = false, sandbox, isFramed = false }) {
    this.#target = new URL(target);
    if (sandbox !== undefined) {
      if (!isFramed) this.#policy += `; sandbox ${sandbox}`;
      this.#isOpaque = !sandbox.includes("allow-same-origin");
    }
    if (isFramed) this.#policy += "; frame-src 'self'";
    const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>';
    const own = '<link rel="stylesheet" href="/page.css"><script src="/page.js"></script>';
    const ours = isLate ? "" : '<script type="module" src="/embed/embed.js"></script><script type="module" src="/sign-in.js"></script>';
    const page = `<!doctype html><html ${html}><head>${first}${head}${own}${ours}</head><body>${body}${tag}</body></html>`;
    const frame = `<iframe sandbox="${sandbox}" src="/framed"></iframe>`;
    const around = `<!doctype html><html lang="en"><head>${first}${head}<link rel="stylesheet" href="/around.css"></head><body>${frame}</body></html>`;
    this.#files = {
      "/": ["text/html", isFramed ? around : page],
      "/framed": ["text/html", page],
      "/around.css": ["text/css", "iframe { inline-size: 1100px; block-size: 800px; margin: 20px; border: 1px solid; }"],
      "/page.css": ["text/css", css],
      "/page.js": ["text/javascript", script],
      "/sign-in.js": ["text/javascript", SIGN_IN],
      "/favicon.ico": ["image/x-icon", ""],
    };
  }

  /**
   * A page that is there until the test ends.
   *
   * @param {import("./journey.mjs").Surroundings} surroundings
   * @param {Host} host
   */
  static async start({ between, dressing, t }, host) {
    const page = new HostPage(between.origin, dressing.first, host);
    page.#server.listen(0, "127.0.0.1");
    await once(page.#server, "listening");
    page.origin = `http://127.0.0.1:${page.#server.address().port}`;
    t.after(() => {
      page.#server.closeAllConnections();
      page.#server.close();
    });
    return page;
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  #answer(request, response) {
    const [type, text] = this.#files[request.url] ?? [];
    // A page without an origin of its own may only have what says that anybody may.
    const permission = this.#isOpaque
      ? { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "authorization, content-type, idempotency-key, if-none-match", "Access-Control-Allow-Methods": "GET, POST" }
      : {};
    // Nor is it its own to WebKit, as far as connections go: there `'self'` is nobody.
    const policy = this.#isOpaque ? this.#policy.replaceAll("'self'", this.origin) : this.#policy;
    if (type) {
      response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": policy, ...permission }).end(text);
    } else if (this.#isOpaque && request.method === "OPTIONS") {
      response.writeHead(204, permission).end();
    } else {
      this.#pass(request, response, permission);
    }
  }

  #pass(request, response, permission) {
    const { hostname, port } = this.#target;
    if (this.#isOpaque) for (const name of ["origin", "sec-fetch-site"]) delete request.headers[name];
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, ...permission });
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }
}
