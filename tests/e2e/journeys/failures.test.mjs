// Each failure that a browser can tell apart, provoked for real: what the customer reads, what stays, and whether it goes on by itself.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";

import { isCreate, isList } from "../between.mjs";
import { answer, cutBody, drip, flood, reset, stallHead } from "../faults.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

const json = (status, body, headers = {}) => answer(status, { headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
const refusal = (status, headers) => json(status, { error: { message: "no" } }, headers);

/** More often than a round has attempts, what the browser resends by itself included. */
const ALWAYS = 20;

const BUSY = /several requests in a short time/;
const IN_DOUBT = /We are not sure it arrived\. We try again until we know/;

/**
 * What a create meets, by how it ends for the customer: what they read, where, and how often it was tried before they read it.
 *
 * @type {Record<string, Record<string, { fault: import("../faults.mjs").Fault, says: RegExp, part?: string, times?: number }>>}
 */
const CREATES = {
  "may have arrived": {
    "a reset connection": { fault: reset, says: IN_DOUBT },
    "half a body": { fault: cutBody, says: IN_DOUBT },
    "an answer that is not JSON": { fault: answer(200), says: IN_DOUBT },
    "JSON of another shape": { fault: json(201, { id: 1 }), says: IN_DOUBT },
    409: { fault: refusal(409), says: IN_DOUBT },
    500: { fault: refusal(500), says: IN_DOUBT },
    503: { fault: refusal(503), says: IN_DOUBT },
  },
  "is not wanted as it is": {
    "400 with a field": { fault: json(400, { error: { message: "no", fields: [{ name: "subject", message: "no" }] } }), says: /Subject: this was not accepted/, part: "errors" },
    400: { fault: refusal(400), says: /did not accept this request\. Your text is kept/ },
    401: { fault: refusal(401), says: /Your session has expired\. Sign in again/, times: 2 },
    403: { fault: refusal(403), says: /You are not allowed to send requests here/ },
    404: { fault: refusal(404), says: /We could not find the help desk/ },
    413: { fault: refusal(413), says: /longer than we can take/ },
    422: { fault: refusal(422), says: /did not accept this request/ },
  },
  "is to come later": {
    429: { fault: refusal(429), says: BUSY, times: 4 },
    "429 with seconds": { fault: refusal(429, { "Retry-After": "120" }), says: BUSY },
    "429 with a date": { fault: refusal(429, { "Retry-After": new Date(Date.now() + 200_000).toUTCString() }), says: BUSY },
  },
};

for (const [ending, cases] of Object.entries(CREATES)) {
  journey(`a create that ${ending} says so, loses nothing and arrives in the end`, { troubles: FAILED_REQUEST }, async ({ server, between, visit, widget }) => {
    const { requester } = await server.session();
    await visit();
    await widget.whenUp();
    for (const [name, { fault, says, part, times }] of Object.entries(cases)) {
      const subject = `It meets ${name}`;
      await widget.fill({ ...REQUEST, subject });
      for (let time = 0; time < ALWAYS; time += 1) between.meddle(isCreate, fault);
      const before = between.requests.filter(isCreate).length;
      await widget.send.click();
      await waitFor(`what happened after ${name}`, async () => says.test(await widget[part ?? "alert"].text()));
      assert.equal(await widget.subject.value(), subject);
      assert.equal(await widget.description.value(), REQUEST.description);
      const attempts = between.requests.filter(isCreate).length - before;
      // Chromium resends by itself what a reset took away, so that there may be more.
      if (says === IN_DOUBT) assert.ok(attempts >= 4, `${name}: ${attempts} attempts`);
      else assert.equal(attempts, times ?? 1, name);
      const [, amount, unit] = (await widget.form.text()).match(/Next try in (\d+) (second|minute)/) ?? [];
      assert.equal(Boolean(amount), says === IN_DOUBT || says === BUSY, name);
      if (name.startsWith("429 with")) assert.deepEqual([unit, amount >= 1, amount <= 4], ["minute", true, true], `${name}: ${amount}`);

      between.forgetFaults();
      const again = (await widget.sendNow.isVisible()) ? widget.sendNow : (await widget.sendAgain.isVisible()) ? widget.sendAgain : widget.send;
      await again.click();
      const number = await widget.receivedNumber();
      const made = (await server.conversations(requester)).filter((row) => row.subject === subject);
      assert.deepEqual(made.map(({ id }) => id), [number], name);
      await widget.sendAnother.click();
    }
  });
}

/** What a list meets, and what the customer reads then. */
const LISTS = {
  "a reset connection": { fault: reset, says: /the help desk cannot be reached/ },
  "half a body": { fault: cutBody, says: /the help desk cannot be reached/ },
  "an answer that is not JSON": { fault: answer(200), says: /could not read the help desk’s answer/ },
  "JSON of another shape": { fault: json(200, { rows: [] }), says: /could not read the help desk’s answer/ },
  401: { fault: refusal(401), says: /Your session has expired/ },
  403: { fault: refusal(403), says: /You are not allowed to see conversations here/ },
  429: { fault: refusal(429), says: /The help desk is busy/ },
  500: { fault: refusal(500), says: /The help desk had a problem/ },
};

journey("a list says what happened, whatever it meets, and can be tried again", { troubles: FAILED_REQUEST }, async ({ between, visit, widget }) => {
  const faults = Object.values(LISTS);
  for (let time = 0; time < ALWAYS; time += 1) between.meddle(isList, faults[0].fault);
  await visit();
  await widget.whenUp();
  for (const [index, { says }] of faults.entries()) {
    await waitFor(`${says}`, async () => (await widget.tryAgain.isVisible()) && says.test(await widget.list.text()));
    between.forgetFaults();
    for (let time = 0; time < ALWAYS && faults[index + 1]; time += 1) between.meddle(isList, faults[index + 1].fault);
    await widget.tryAgain.click();
  }
  assert.ok((await widget.whenListed()).total > 0);
});

/** The most that the widget reads of an answer, in bytes (`MOST_BYTES` of `src/api/body.rs`). */
const MOST_BYTES = 8 << 20;

journey("a list that is too long is not read to its end", { troubles: FAILED_REQUEST }, async ({ between, visit, widget }) => {
  between.meddle(isList, flood(MOST_BYTES + (1 << 20)));
  await visit();
  await widget.whenUp();
  // Whoever waited for its end would give up after ten seconds, and say that it took too long.
  await waitFor("what happened", () => widget.tryAgain.isVisible());
  assert.match(await widget.list.text(), /could not read the help desk’s answer/);
  await waitFor("the server to hear of it", () => between.requests.find(isList).isAborted);
  await widget.tryAgain.click();
  assert.ok((await widget.whenListed()).total > 0);
});

for (const [name, fault] of Object.entries({ stalled: stallHead, dripping: drip })) {
  journey(`a ${name} list is given up after ten seconds`, { troubles: FAILED_REQUEST }, async ({ between, visit, widget }) => {
    between.meddle(isList, fault);
    await visit();
    await widget.whenUp();
    const asked = await waitFor("the list to be asked for", () => between.requests.find(isList));
    const began = performance.now();
    await waitFor("the server to hear of it", () => asked.isAborted);
    const time = performance.now() - began;
    assert.ok(time < 16_000, `${time} ms`);
    await waitFor("what happened", () => widget.list.phrase(/Loading your conversations took too long/).isVisible());
    await widget.tryAgain.click();
    assert.ok((await widget.whenListed()).total > 0);
  });
}

/** What is in the place of a server, and what kind of address leads there. */
const NOWHERE = {
  "a name that is not found": async () => "https://nobody.invalid/support/v1",
  "a port that nobody listens at": async (t) => `http://127.0.0.1:${await deadPort(t)}/support/v1`,
  "a server that speaks no TLS": async (t) => `https://127.0.0.1:${await port(t, net.createServer((socket) => socket.end("no\r\n")))}/support/v1`,
  "a server that lets no other origin read": async (t) =>
    `http://127.0.0.1:${await port(t, http.createServer((_, response) => response.end('{"data":[]}')))}/support/v1`,
};

async function port(t, server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return server.address().port;
}

async function deadPort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: dead } = server.address();
  server.close();
  await once(server, "close");
  return dead;
}

/** What browsers say by themselves of each of these. */
const BLOCKED = /Cross-Origin Request Blocked|Failed to load resource|blocked by CORS policy|requester|origin/;

for (const [name, address] of Object.entries(NOWHERE)) {
  journey(`${name} cannot be reached, and nothing is lost`, { troubles: BLOCKED }, async ({ dressing, page, visit, widget, t }) => {
    // Of the widget's own doing: the sample portal's policy would not even let it ask.
    dressing.policy = "";
    await visit();
    await widget.whenUp();
    await page.evaluate((base) => document.querySelector("support-widget").setAttribute("api-base", base), await address(t));
    await widget.fill();
    await widget.send.click();
    await waitFor("what happened", async () => IN_DOUBT.test(await widget.alert.text()));
    assert.equal(await widget.description.value(), REQUEST.description);
    await waitFor("what happened to the list", () => widget.list.phrase(/the help desk cannot be reached/).isVisible());
  });
}
