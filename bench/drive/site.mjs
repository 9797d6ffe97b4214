// The portal of a bench: a page for each subject, the subjects' files as a good web server sends them (brotli 11, kept for ever), the API
// by way of the gateway, and a log of every request.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
/** The pages' own scripts. */
const SCRIPTS = ["/probe.js", "/counter.js"];
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
/** What a page needs to measure its own memory. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** A body as small as brotli makes it. */
export const packed = (body) =>
  brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } });

/**
 * @typedef {object} Request
 * @property {string} path
 * @property {"file" | "data"} kind
 * @property {number} raw Bytes of the body.
 * @property {number} brotli The same, compressed as well as it can be.
 */

export class Site {
  origin = "";
  /** @type {{ path: string, kind: "file" | "data", body: Buffer }[]} */
  #log = [];
  #files = new Map();
  #pages = new Map();
  #subjects;
  #gateway;
  #agent = new http.Agent({ keepAlive: true });
  #server = http.createServer((request, response) => {
    this.#answer(request, response).catch((error) => response.destroy(error));
  });

  /**
   * @param {import("./subjects.mjs").Subject[]} subjects
   * @param {string} gateway Its origin.
   */
  constructor(subjects, gateway) {
    this.#subjects = new Map(subjects.map((subject) => [subject.name, subject]));
    this.#gateway = new URL(gateway);
  }

  async start(port = 0) {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Serves a page, and says where. */
  page(name, html) {
    this.#pages.set(`/page/${name}`, html);
    return `${this.origin}/page/${name}`;
  }

  /** Forgets what was asked for so far. */
  forget() {
    this.#log = [];
  }

  /**
   * What was asked for since then, but for pages and the probe.
   *
   * @returns {Promise<Request[]>}
   */
  async asked() {
    return Promise.all(this.#log.map(async ({ body, ...entry }) => ({ ...entry, raw: body.length, brotli: (await packed(body)).length })));
  }

  async end() {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    if (this.#pages.has(pathname)) {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...ISOLATED }).end(this.#pages.get(pathname));
    } else if (SCRIPTS.includes(pathname)) {
      const script = await readFile(new URL(`.${pathname}`, import.meta.url));
      response.writeHead(200, { "Content-Type": TYPES[".js"], "Cache-Control": "max-age=3600", ...ISOLATED }).end(script);
    } else if (pathname.startsWith("/support/")) {
      this.#pass(request, response);
    } else {
      await this.#send(pathname, response);
    }
  }

  async #send(pathname, response) {
    const file = await this.#read(pathname);
    if (!file) return void response.writeHead(404, ISOLATED).end();
    this.#log.push({ path: pathname, kind: "file", body: file.raw });
    const headers = { "Content-Type": TYPES[path.extname(pathname)] ?? "text/plain", "Content-Encoding": "br", "Cache-Control": "max-age=31536000, immutable" };
    response.writeHead(200, { ...headers, "Content-Length": file.body.length, ...ISOLATED }).end(file.body);
  }

  /** A file of a subject: `/ours/embed.js`. */
  async #read(pathname) {
    const kept = this.#files.get(pathname);
    if (kept) return kept;
    const [, name, ...rest] = pathname.split("/");
    const subject = this.#subjects.get(name);
    if (!subject || rest.includes("..")) return undefined;
    const raw = await readFile(path.join(subject.folder, ...rest)).catch(() => undefined);
    const file = raw && { raw, body: await packed(raw) };
    if (file) this.#files.set(pathname, file);
    return file;
  }

  #pass(request, response) {
    const { hostname, port } = this.#gateway;
    const headers = { ...request.headers, host: this.#gateway.host };
    // The gateway knows its own origin only.
    for (const name of ["origin", "referer", "sec-fetch-site"]) delete headers[name];
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers, agent: this.#agent });
    onward.on("response", (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        this.#note(request.url, answer.headers["content-encoding"], body);
        response.writeHead(answer.statusCode, { ...answer.headers, ...ISOLATED }).end(body);
      });
      answer.on("error", () => response.destroy());
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  #note(url, encoding, body) {
    const unpack = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync }[encoding];
    this.#log.push({ path: url.split("?")[0], kind: "data", body: unpack ? unpack(body) : body });
  }
}
