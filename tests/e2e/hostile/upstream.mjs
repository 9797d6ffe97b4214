// A hostile help desk: serves the built widget in a page without any policy, so that whatever gets through would run, and answers
// the widget's calls with what it is told to.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";

import { SITE } from "../server.mjs";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** The widget, and what tells of a script that ran: each vector calls `top.ran` with its number. */
const page = (attributes) => `<!doctype html><meta charset="utf-8"><title>Hostile</title><link rel="icon" href="data:,">
<script>
  window.executed = [];
  window.ran = (number) => void executed.push(number);
  window.alert = window.confirm = window.prompt = window.print = () => void executed.push("dialog");
</script>
<script type="module" src="/embed/embed.js"></script>
<support-widget ${attributes}></support-widget>`;

/** The strictest policy there is for scripts: no string becomes HTML or a script, anywhere in the page. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

/** A token that names Ann, signed by nobody: the widget asks for her list and believes the server. */
const TOKEN = `e30.${Buffer.from(JSON.stringify({ email: "ann@example.com" })).toString("base64url")}.`;

const strictPage = `<!doctype html><meta charset="utf-8"><title>Strict</title><link rel="icon" href="data:,">
<script type="module" src="/embed/embed.js"></script>
<support-widget token="${TOKEN}" rich></support-widget>`;

export class HostileUpstream {
  origin = "";
  /** @type {object[]} The rows of the list, each a conversation. */
  conversations = [];
  /** @type {object[]} The replies of any conversation, the newest first. */
  replies = [];
  /** @type {object[]} What the form is to ask for. */
  fields = [];
  /** How many replies are on a page. */
  perPage = 1000;
  /** @type {{ status: number, body: unknown } | undefined} What a create is answered with. */
  onCreate;
  #server = http.createServer((request, response) => this.#answer(request, response));

  static async start() {
    const upstream = new HostileUpstream();
    upstream.#server.listen(0, "127.0.0.1");
    await once(upstream.#server, "listening");
    upstream.origin = `http://127.0.0.1:${upstream.#server.address().port}`;
    return upstream;
  }

  async close() {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    const json = (body, status = 200) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    if (url.pathname === "/" || url.pathname === "/rich") {
      const attributes = `token="${TOKEN}"${url.pathname === "/rich" ? " rich" : ""}`;
      return void response.writeHead(200, { "Content-Type": "text/html" }).end(page(attributes));
    }
    if (url.pathname === "/strict") {
      const headers = { "Content-Type": "text/html", "Content-Security-Policy": STRICT };
      return void response.writeHead(200, headers).end(strictPage);
    }
    if (url.pathname === "/empty") return void response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Empty</title>");
    if (url.pathname.startsWith("/embed/")) return this.#file(url.pathname, response);
    const [, id, replies] = url.pathname.match(/^\/support\/v1\/conversations(?:\/(\d+)(\/replies)?)?$/) ?? [];
    if (replies) return json(this.#pageOf(this.replies, url));
    if (id) return json({ data: this.conversations.find((row) => row.id === Number(id)) });
    if (request.method === "POST") return json(this.onCreate?.body, this.onCreate?.status);
    if (url.pathname === "/support/v1/conversations/fields") {
      return json({ data: this.fields, pages: { per_page: 100, next_cursor: null }, total_count: this.fields.length });
    }
    if (url.pathname === "/support/v1/conversations") {
      return json({ data: this.conversations, pages: { per_page: 25, next_cursor: null }, total_count: this.conversations.length });
    }
    json({ error: { message: "not here" } }, 404);
  }

  #pageOf(all, url) {
    const start = Number(url.searchParams.get("starting_after") ?? 0);
    const end = start + this.perPage;
    return { data: all.slice(start, end), pages: { per_page: this.perPage, next_cursor: end < all.length ? String(end) : null }, total_count: all.length };
  }

  async #file(name, response) {
    try {
      const bytes = await readFile(path.join(SITE, "embed", path.basename(name)));
      response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "text/plain" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

/** A conversation of Ann's. */
export const conversation = (id, changes = {}) => ({
  id,
  subject: `Conversation ${id}`,
  status: "Open",
  priority: "Medium",
  created_at: 1_760_000_000,
  last_updated_at: 1_760_000_000,
  requested_by_id: 7,
  description_text: "Hello",
  ...changes,
});
