// What can go wrong between a page and a server, one kind at a time.

import { once } from "node:events";
import http from "node:http";

/**
 * @typedef {object} Meddling
 * @property {http.IncomingMessage} request From the browser.
 * @property {http.ServerResponse} response To the browser.
 * @property {URL} target The server.
 *
 * @typedef {(meddling: Meddling) => unknown} Fault
 */

/** The connection is reset as soon as the request's head is there; the server sees nothing. */
export const reset = ({ request }) => request.socket.resetAndDestroy();

/** The connection is reset in the middle of the request's body; the server gets the first half. */
export async function resetInRequest({ request, target }) {
  const onward = start(request, target);
  onward.on("error", () => {});
  const [data] = await once(request, "data");
  onward.write(data.subarray(0, data.length / 2), () => {
    onward.destroy();
    request.socket.resetAndDestroy();
  });
}

/** The server has stored it, and its answer is lost. The first line gets through: else Chromium resends by itself. */
export async function resetAfterStored({ request, response, target }) {
  const { status } = await ask(request, target);
  response.writeHead(status);
  response.flushHeaders();
  request.socket.end();
}

/** The server answers, and nothing of it ever arrives. */
export async function stallHead({ request, target }) {
  await ask(request, target);
}

/** The first half of the answer's body arrives, and then nothing. */
export async function stallBody({ request, response, target }) {
  const { status, headers, body } = await ask(request, target);
  response.writeHead(status, headers);
  response.write(body.subarray(0, body.length / 2));
}

/** The connection is cut after half of the answer's body. */
export async function cutBody(meddling) {
  await stallBody(meddling);
  meddling.request.socket.end();
}

/** The answer drips, a byte a second. */
export async function drip({ request, response, target }) {
  const { status, headers, body } = await ask(request, target);
  response.writeHead(status, headers);
  let sent = 0;
  const timer = setInterval(() => response.write(body.subarray(sent, (sent += 1))), 1_000);
  response.on("close", () => clearInterval(timer));
}

/** The server does as it is asked, and something in front of it says that it is unavailable. */
export async function unavailableAfterStored({ request, response, target }) {
  await ask(request, target);
  answer(503)({ response });
}

/**
 * Answers in the server's place.
 *
 * @param {number} status
 * @param {{ headers?: Record<string, string>, body?: string }} [rest]
 * @returns {Fault}
 */
export const answer = (status, { headers = {}, body = "<h1>No</h1>" } = {}) => ({ response }) =>
  void response.writeHead(status, { "Content-Type": "text/html", ...headers }).end(body);

/**
 * Lets the server answer, and changes the answer on its way.
 *
 * @param {(answer: { headers: Record<string, string>, body: string }) => void} change
 * @returns {Fault}
 */
export const altered = (change) => async ({ request, response, target }) => {
  const { status, headers, body } = await ask(request, target);
  const answer = { headers, body: body.toString() };
  change(answer);
  delete headers["content-length"];
  response.writeHead(status, headers).end(answer.body);
};

/**
 * Answers with this many bytes that never become JSON, and then says nothing more: whoever waits for the end waits for ever.
 *
 * @param {number} bytes
 * @returns {Fault}
 */
export const flood = (bytes) => ({ response }) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.write(Buffer.alloc(bytes, " "));
};

function start(request, { hostname, port }) {
  return http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers });
}

/** Hands a request on, and gives the whole answer. */
async function ask(request, target) {
  const onward = start(request, target);
  request.pipe(onward);
  const [response] = await once(onward, "response");
  const pieces = [];
  for await (const piece of response) pieces.push(piece);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) };
}
