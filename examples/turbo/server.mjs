// A portal that renders its pages on the server. Who is signed in is in a cookie, as unsafe as a sample may be.

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import http from "node:http";

import { CUSTOMERS } from "../shared/session.js";

/** The demo: it signs tokens, and its gateway stands under `/support/v1`. */
const DEMO = new URL(process.env.DEMO ?? "http://127.0.0.1:8080");

const TYPES = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

/** What stands elsewhere than the scripts. */
const SHARED = { "/portal.css": "../shared", "/icon.svg": "../shared/public" };

const PAGES = {
  "/": `<h1>Overview</h1><p>Three orders are on their way to you.</p>`,
  "/support": `<h1>Support</h1>
    <p>Ask about an order, or see what became of an earlier request.</p>
    <p class="portal-news" role="status"></p>
    <support-widget>
      The form could not be loaded. Write to <a href="mailto:support@tarrowby.example">support@tarrowby.example</a>.
    </support-widget>`,
};

/** Turbo's progress bar is a style of its own, which needs the nonce; the widget needs `'wasm-unsafe-eval'` alone. */
const policy = (nonce) =>
  "default-src 'none'; base-uri 'none'; form-action 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
  `style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'`;

const page = (path, customer, nonce) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="csp-nonce" content="${nonce}">
    <title>A portal rendered on the server</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/portal.css">
    <script src="/portal.js" defer></script>
  </head>
  <body>
    <header class="masthead">
      <b>Tarrowby Chandlery</b>
      <nav aria-label="Main">
        <a href="/"${path === "/" ? ' aria-current="page"' : ""}>Overview</a>
        <a href="/support"${path === "/support" ? ' aria-current="page"' : ""}>Support</a>
      </nav>
      <form action="/session?back=${path}" method="post">
        <label for="customer">Signed in as</label>
        <select id="customer" name="customer">
          ${Object.entries(CUSTOMERS)
            .map(([id, name]) => `<option value="${id}"${id === customer ? " selected" : ""}>${name}</option>`)
            .join("")}
        </select>
      </form>
    </header>
    <main>${PAGES[path]}</main>
  </body>
</html>`;

/** @param {http.IncomingMessage} request */
function signedIn(request) {
  const customer = /customer=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
  return Object.hasOwn(CUSTOMERS, customer ?? "") ? customer : "maya";
}

async function session(request, response, back) {
  let body = "";
  for await (const chunk of request) body += chunk;
  const customer = new URLSearchParams(body).get("customer");
  const headers = { Location: Object.hasOwn(PAGES, back) ? back : "/", "Cache-Control": "no-store" };
  if (Object.hasOwn(CUSTOMERS, customer ?? "")) headers["Set-Cookie"] = `customer=${customer}; SameSite=Lax; HttpOnly; Path=/`;
  response.writeHead(303, headers).end();
}

/** What a back end of yours does by itself: docs/identity.md. */
async function token(request, response) {
  const answer = await fetch(new URL(`/portal/token?customer=${signedIn(request)}`, DEMO));
  response.writeHead(answer.status, { "Content-Type": "text/plain", "Cache-Control": "no-store" });
  response.end((await answer.json()).token);
}

/** What a reverse proxy does: the gateway under the page's own origin. */
function pass(request, response) {
  const { hostname, port } = DEMO;
  const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers });
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

async function file(response, path) {
  const [, ending] = /^\/[\w.-]+(\.\w+)$/.exec(path) ?? [];
  if (!ending) return response.writeHead(404).end();
  try {
    const content = await readFile(new URL((SHARED[path] ?? "dist") + path, import.meta.url));
    response.writeHead(200, { "Content-Type": TYPES[ending] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

const server = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, DEMO);
  if (pathname.startsWith("/support/")) return pass(request, response);
  if (pathname === "/support-token") return token(request, response);
  if (pathname === "/session") return session(request, response, searchParams.get("back"));
  if (!Object.hasOwn(PAGES, pathname)) return file(response, pathname);
  const nonce = randomBytes(16).toString("base64");
  const headers = { "Content-Type": "text/html", "Content-Security-Policy": policy(nonce), "Cache-Control": "no-store" };
  response.writeHead(200, headers).end(page(pathname, signedIn(request), nonce));
});

server.listen(process.env.PORT ?? 8082, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
