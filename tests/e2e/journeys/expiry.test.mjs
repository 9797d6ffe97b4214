// A session that ends while a customer writes or sends: one new token, nothing lost, nothing twice (bar B5).

import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { answer } from "../faults.mjs";
import { IS_SOAK } from "../soak.mjs";
import { waitFor } from "../wait.mjs";

const isToken = ({ path }) => path.startsWith("/portal/token");
/** What the gateway says of a token that has ended. */
const expired = answer(401, { headers: { "Support-Auth-Reason": "expired" } });

const rounds = IS_SOAK ? 100 : 3;

journey("a token that ends while a request is sent is renewed, and the request arrives once", { troubles: FAILED_REQUEST, limit: rounds * 60_000 }, async ({ server, between, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.showForm();
  const told = [];
  for (let round = 0; round < rounds; round++) {
    const subject = `Expired ${round}`;
    await widget.fill({ subject, description: `About ${subject}.` });
    const before = between.requests.length;
    between.meddle(isCreate, expired);
    await widget.send.click();
    told.push([subject, await widget.receivedNumber()]);
    const since = between.requests.slice(before);
    assert.equal(since.filter(isToken).length, 1, "one new token");
    assert.equal(since.filter(isCreate).length, 2, "refused, then taken");
    await widget.sendAnother.click();
  }
  const { requester } = await server.session();
  const rows = await server.conversations(requester);
  for (const [subject, number] of told) {
    assert.deepEqual(rows.filter((row) => row.subject === subject).map(({ id }) => id), [number], subject);
  }
});

journey("what is typed outlives a session that has ended for good, and is sent in the next", { troubles: FAILED_REQUEST }, async ({ server, between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.showForm();
  await widget.fill();
  const heard = page.evaluate(() => new Promise((resolve) => addEventListener("support-identity-needed", ({ detail }) => resolve(detail.reason), { once: true })));
  // The token is refused, and so is the one that takes its place.
  between.meddle(isCreate, expired);
  between.meddle(isCreate, expired);
  await widget.send.click();
  await waitFor("the sentence", () => widget.form.phrase(/Your session has expired/).isVisible());
  assert.equal(await heard, "expired");
  assert.notEqual(await widget.subject.value(), "");
  await widget.sendAgain.click();
  const number = await widget.receivedNumber();
  const { requester } = await server.session();
  const made = (await server.conversations(requester)).filter(({ id }) => id === number);
  assert.equal(made.length, 1);
});
