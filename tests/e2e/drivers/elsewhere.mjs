// A proxy that lets nothing through: browsers that can't be told to refuse other hosts ask it for them.

import { once } from "node:events";
import http from "node:http";

export class Elsewhere {
  /** @type {string[]} What was asked for: an address, or only the host where the rest is encrypted. */
  asked = [];
  /** The port on 127.0.0.1. */
  port = 0;
  #server = http.createServer((request, response) => {
    this.asked.push(request.url);
    response.writeHead(502).end();
  });

  static async start() {
    const elsewhere = new Elsewhere();
    elsewhere.#server.on("connect", (request, socket) => {
      elsewhere.asked.push(`https://${request.url}`);
      socket.end("HTTP/1.1 502 No\r\n\r\n");
    });
    // WebKitGTK greets the proxy itself with encryption where the page wants some.
    elsewhere.#server.on("clientError", (error, socket) => {
      if (error.code?.endsWith("_INVALID_METHOD")) elsewhere.asked.push("https://something");
      socket.destroy();
    });
    elsewhere.#server.listen(0, "127.0.0.1");
    await once(elsewhere.#server, "listening");
    elsewhere.port = elsewhere.#server.address().port;
    return elsewhere;
  }

  async close() {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
