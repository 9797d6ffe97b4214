import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("what a page calls before the widget is loaded is done in order", {}, async ({ page, visit, widget }) => {
  await visit();
  await waitFor("the portal's script", () => page.evaluate(() => Boolean(document.querySelector("support-widget").getToken)));
  const order = await page.evaluate(async () => {
    const old = document.querySelector("support-widget");
    const element = document.createElement("support-widget");
    element.load = "interaction";
    element.getToken = old.getToken;
    const done = [];
    const calls = [
      ["prefill", { subject: "Order 81204" }],
      ["show", "list"],
      ["show", "form"],
      ["whenReady"],
    ];
    old.replaceWith(element);
    await Promise.all(calls.map(([method, argument]) => element[method](argument).then(() => done.push(method))));
    return done;
  });
  assert.deepEqual(order, ["prefill", "show", "show", "whenReady"]);
  await widget.whenUp();
  await waitFor("the words of the page", async () => (await widget.subjectNow()) === "Order 81204");
});

journey("a page changes what is sent, hears of it, and is asked before it is lost", {}, async ({ server, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ["support-before-send", "support-created", "support-before-sign-out"]) {
      document.addEventListener(name, ({ type }) => globalThis.heard.push(type));
    }
    document.addEventListener("support-before-send", ({ detail }) => (detail.conversation.subject += " (web)"));
    document.addEventListener("support-before-sign-out", (event) => event.preventDefault(), { once: true });
  });
  const number = await widget.sendRequest();
  const { requester } = await server.session();
  const [stored] = await server.conversations(requester);
  assert.deepEqual([stored.id, stored.subject], [number, `${REQUEST.subject} (web)`]);

  await page.evaluate(() => document.querySelector("support-widget").prefill({ subject: "A new one" }));
  await widget.fill();
  const signOut = () => page.evaluate(() => document.querySelector("support-widget").signOut());
  await waitFor("the page to be asked", async () => !(await signOut()));
  assert.equal(await widget.subjectNow(), REQUEST.subject);
  assert.equal(await signOut(), true);
  await waitFor("the list to be gone", async () => (await widget.subjects()).length === 0);
  const heard = await page.evaluate(() => globalThis.heard);
  const asked = "support-before-sign-out";
  assert.deepEqual(heard, ["support-before-send", "support-created", asked, asked]);
});
