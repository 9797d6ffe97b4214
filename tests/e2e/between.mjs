// A proxy between the page and the server, so that a connection can be held or cut in any browser.

import { once } from "node:events";
import http from "node:http";

/**
 * A request that came by.
 *
 * @typedef {object} Passing
 * @property {string} method
 * @property {string} path With its query.
 * @property {string} authorization What it bears, empty if nothing.
 * @property {boolean} isAnswered The whole answer went back.
 * @property {boolean} isAborted The browser gave up before that.
 */

/** @typedef {(request: Passing) => boolean} Match */

export class Between {
  /** Where the page is, seen from the browser. */
  origin = "";
  /** @type {Passing[]} Everything that came by, in order. */
  requests = [];
  /** Every byte that the browser sent and got, headers included, one character each. */
  traffic = "";
  #target;
  /** @type {{ match: Match, gate?: Promise<void>, status?: number, isCut?: boolean, isAnswerLost?: boolean, fault?: import("./faults.mjs").Fault, isLasting?: boolean }[]} */
  #rules = [];
  #dressing;
  #server = http.createServer((request, response) => this.#receive(request, response));

  /**
   * @param {string} target The server's origin.
   * @param {import("./dressing.mjs").Dressing} [dressing] What is changed of the pages.
   */
  constructor(target, dressing) {
    this.#target = new URL(target);
    this.#dressing = dressing;
  }

  /**
   * @param {string} target
   * @param {import("./dressing.mjs").Dressing} [dressing]
   */
  static async start(target, dressing) {
    const between = new Between(target, dressing);
    between.#server.listen(0, "127.0.0.1");
    await once(between.#server, "listening");
    between.origin = `http://127.0.0.1:${between.#server.address().port}`;
    return between;
  }

  /**
   * Keeps matching requests from the server until they are let go.
   *
   * @param {Match} match
   * @returns {() => void} Lets them go.
   */
  hold(match) {
    let letGo = () => {};
    this.#rules.push({ match, gate: new Promise((resolve) => (letGo = resolve)) });
    return letGo;
  }

  /**
   * Cuts the connection of matching requests, without an answer.
   *
   * @param {Match} match
   */
  cut(match) {
    this.#rules.push({ match, isCut: true });
  }

  /**
   * Answers the next matching request itself, with a status and nothing that can be read.
   *
   * @param {Match} match
   * @param {number} status
   */
  refuse(match, status) {
    this.#rules.push({ match, status });
  }

  /**
   * Lets the server answer the next matching request, and cuts the connection after the first line of the answer. Were it cut
   * before, Chromium would take the connection for a stale one and resend the request by itself, unseen by the page.
   *
   * @param {Match} match
   */
  loseAnswer(match) {
    this.#rules.push({ match, isAnswerLost: true });
  }

  /**
   * Gives the next matching request to a fault.
   *
   * @param {Match} match
   * @param {import("./faults.mjs").Fault} fault
   */
  meddle(match, fault) {
    this.#rules.push({ match, fault });
  }

  /**
   * Gives every matching request to a fault.
   *
   * @param {Match} match
   * @param {import("./faults.mjs").Fault} fault
   */
  replace(match, fault) {
    this.#rules.push({ match, fault, isLasting: true });
  }

  /** Takes back the faults that nothing has met yet. */
  forgetFaults() {
    this.#rules = this.#rules.filter(({ fault }) => !fault);
  }

  /**
   * Pulls the cable, or puts it back: no connection lasts, and none comes about.
   *
   * @param {boolean} isOffline
   */
  async unplug(isOffline) {
    if (isOffline) return this.close();
    this.#server.listen(Number(new URL(this.origin).port), "127.0.0.1");
    await once(this.#server, "listening");
  }

  async close() {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /**
   * @param {http.IncomingMessage} message
   * @param {string} firstLine
   */
  #note(message, firstLine) {
    this.traffic += `\n${firstLine}\n${JSON.stringify(message.headers)}\n`;
    message.on("data", (data) => (this.traffic += data.toString("latin1")));
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  #receive(request, response) {
    if (this.#dressing?.answers(request, response)) return;
    void this.#pass(request, response);
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  async #pass(request, response) {
    const { method, url: path, headers } = request;
    const passing = { method, path, authorization: headers.authorization ?? "", isAnswered: false, isAborted: false };
    this.requests.push(passing);
    // What is compressed can't be searched.
    delete headers["accept-encoding"];
    response.on("close", () => {
      passing.isAnswered = response.writableFinished;
      passing.isAborted = !response.writableFinished;
    });
    const rule = this.#rules.find(({ match }) => match(passing));
    if (rule?.isCut) return void response.destroy();
    if (rule?.isAnswerLost || rule?.status || (rule?.fault && !rule.isLasting)) this.#rules.splice(this.#rules.indexOf(rule), 1);
    if (rule?.status) return void response.writeHead(rule.status, { "Content-Type": "text/html" }).end("<h1>No</h1>");
    if (rule?.fault) return void rule.fault({ request, response, target: this.#target });
    await rule?.gate;
    if (response.destroyed) return;
    // The host stays the one that the browser asked for: the server compares it with the origin.
    const { hostname, port } = this.#target;
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers });
    onward.on("response", (answer) => {
      this.#note(answer, `${answer.statusCode}`);
      if (this.#dressing?.concerns(path, answer)) return void this.#dressing.dress(path, answer, response);
      response.writeHead(answer.statusCode, answer.headers);
      if (rule?.isAnswerLost) {
        response.flushHeaders();
        return void response.socket.end();
      }
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    // Not before: a listener makes the body flow, and what flows before it is piped is lost.
    this.#note(request, `${method} ${path}`);
    request.pipe(onward);
  }
}

/** @type {Match} A page of a list of conversations. */
export const isList = ({ method, path }) => method === "GET" && /\/conversations(\?|$)/.test(path);

/** @type {Match} One conversation. */
export const isConversation = ({ method, path }) => method === "GET" && /\/conversations\/\d+$/.test(path);

/** @type {Match} What the form is to ask for. */
export const isFields = ({ method, path }) => method === "GET" && path.endsWith("/conversations/fields");

/** @type {Match} A new conversation. */
export const isCreate = ({ method, path }) => method === "POST" && /\/conversations$/.test(path);

/** @type {Match} The widget's WebAssembly. */
export const isModule = ({ path }) => /\.wasm(\?|$)/.test(path);
