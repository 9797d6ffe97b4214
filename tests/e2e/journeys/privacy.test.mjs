import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, asListed } from "../widget.mjs";

journey("a second customer sees none of the first one's conversations", {}, async ({ server, between, visit, widget, portal }) => {
  const maya = await server.session("maya");
  const tomas = await server.session("tomas");
  await visit("/?customer=maya");
  await portal.whenSignedIn(maya.name);
  await widget.whenUp();
  const number = await widget.sendRequest();
  await waitFor("the request in the list", async () => (await widget.numbers())[0] === number);
  const before = between.requests.length;

  // The same browser, another log-in.
  await visit("/?customer=tomas");
  await portal.whenSignedIn(tomas.name);
  await widget.whenUp();
  const { shown } = await widget.whenListed();
  const his = await server.conversations(tomas.requester);
  assert.ok(shown > 0);
  await widget.unfold();
  const expected = asListed(his.slice(0, shown)).map(({ id }) => id);
  await waitFor("his conversations", async () => JSON.stringify(await widget.numbers()) === JSON.stringify(expected));
  assert.ok(!(await widget.subjects()).includes(REQUEST.subject));
  assert.equal(await widget.subject.value(), "");

  // Each list was asked for in his name, of the gateway, which shows nobody else's.
  const lists = between.requests.slice(before).filter(isList);
  assert.ok(lists.length > 0);
  for (const { path, authorization } of lists) {
    assert.match(path, /^\/support\/v1\/conversations/);
    assert.equal(holder(authorization), tomas.requester);
  }
});

/** Whom a bearer token names. */
const holder = (authorization) => JSON.parse(Buffer.from(authorization.split(".")[1], "base64url").toString()).email;

journey("the desk's key never reaches the browser", {}, async ({ server, between, page, visit, widget }) => {
  const { token } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.sendRequest();
  const inPage = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(server.apiKey.length > 10);
  assert.ok(!between.traffic.includes(server.apiKey), "the key crossed the wire");
  assert.ok(!inPage.includes(server.apiKey), "the key is in the page");
  // The search can find something: the customer's token did cross, and so did the built module.
  assert.ok(between.traffic.includes(token.split(".")[0]));
  assert.ok(between.traffic.includes("\0asm"));
  for (const secret of ["ip_address", "assigned_to", "requested_by_email", "referral_url"]) {
    assert.ok(!between.traffic.includes(`"${secret}"`), `${secret} crossed the wire`);
  }
});

journey("a customer who has never written has an empty list, and nobody else's", {}, async ({ server, between, visit, widget }) => {
  const wren = await server.session("wren");
  await visit("/?customer=wren");
  await widget.whenUp();
  assert.deepEqual(await widget.whenListed(), { shown: 0, total: 0 });
  assert.equal(await widget.rows.count(), 0);
  for (const { authorization } of between.requests.filter(isList)) assert.equal(holder(authorization), wren.requester);

  await widget.writeToUs.click();
  await waitFor("the focus in the form", () => widget.subject.evaluate((field) => field.getRootNode().activeElement === field));
  const number = await widget.sendRequest();
  await waitFor("the first row", async () => (await widget.numbers())[0] === number);
  assert.deepEqual(await widget.whenListed(), { shown: 1, total: 1 });
  assert.deepEqual((await server.conversations(wren.requester)).map(({ id }) => id), [number]);
});

journey("signing out takes everything of a customer away", {}, async ({ page, visit, widget, portal }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.fill();
  await portal.openAccount();
  await page.role("button", "Sign out").click();
  await waitFor("the list to be empty", async () => (await widget.element.css("article").count()) === 0);
  await waitFor("the text to be gone", async () => (await widget.element.css("#subject").value()) === "");
  assert.equal(await widget.element.isVisible(), false);

  await page.role("button", "Sign in").click();
  await widget.whenUp();
  assert.ok((await widget.whenListed()).total > 0);
  assert.equal(await widget.subject.value(), "");
});
