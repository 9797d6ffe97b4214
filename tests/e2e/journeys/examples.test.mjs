// Each example: mount, route away and back, change user, send, unmount; nothing twice, nothing left behind, nothing complained of.
// `SUPPORT_EXAMPLES` names those to try, which `cargo xtask examples` has built.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { isCreate, isList } from "../between.mjs";
import { example, ExamplePortal } from "../examples.mjs";
import { journey } from "../journey.mjs";
import { TOP } from "../server.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

/**
 * What there is more of than chance explains.
 *
 * @param {import("../driver.mjs").Memory} before
 * @param {import("../driver.mjs").Memory} after
 */
const growth = (before, after) =>
  [
    after.wasm > before.wasm && "memory of the module",
    after.nodes > before.nodes * 1.05 + 50 && "nodes",
    after.listeners > before.listeners * 1.05 + 10 && "listeners",
  ].filter(Boolean);

const french = JSON.parse(await readFile(path.join(TOP, "static/locales/fr.json"), "utf8"));

const NAMES = (process.env.SUPPORT_EXAMPLES ?? "plain react").split(" ");

for (const name of NAMES) {
  const { options, place } = example(name);

  journey(`${name}: one widget, of one customer, for as long as its page is shown`, options, async ({ page, visit, server, between }) => {
    const portal = new ExamplePortal(page);
    const widget = new Widget(page, place);
    const lists = () => between.requests.filter(isList);
    const subjectsOf = async (customer) => {
      const rows = await server.conversations((await server.session(customer)).requester);
      return new Set(rows.map(({ subject }) => subject));
    };
    const [mayas, tomass] = [await subjectsOf("maya"), await subjectsOf("tomas")];
    const whenOnlyOf = (theirs, others) =>
      waitFor("the list of one customer", async () => {
        const subjects = await widget.subjects();
        return subjects.some((subject) => theirs.has(subject)) && !subjects.some((subject) => others.has(subject) && !theirs.has(subject));
      });

    await visit();
    await waitFor("the first page", async () => (await portal.title.text()) === "Overview");
    assert.equal(await widget.element.count(), 0, "nothing is there before its page");

    await portal.visit("Support");
    await widget.whenListed();
    await whenOnlyOf(mayas, tomass);
    assert.equal(lists().length, 1, "the list is asked for once");

    // Back and forth by the portal's links and by the browser's own buttons.
    await portal.visit("Overview");
    await waitFor("the widget to go", async () => (await widget.element.count()) === 0);
    await page.back();
    await widget.whenListed();
    assert.equal(await widget.element.count(), 1);
    assert.equal(await widget.element.css(".support").count(), 1);

    await portal.customer.choose("Tomás Rivera");
    await whenOnlyOf(tomass, mayas);

    const number = await widget.sendRequest();
    await waitFor("the portal to hear of it", async () => (await portal.news.text()) === `Request ${number} is with us.`);
    assert.equal(between.requests.filter(isCreate).length, 1, "one form, one request");
    const { requester } = await server.session("tomas");
    assert.equal((await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject).length, 1);

    // The words of a language are a file of their own, which each bundler has to find and to ship.
    if (place === "support-widget") {
      for (const [lang, title] of [["fr", french.form_title], ["en", "New request"]]) {
        await page.evaluate((lang) => (document.documentElement.lang = lang), lang);
        await waitFor(`the words for ${lang}`, async () => (await widget.element.css("#form-title").text()) === title);
      }
    }

    // Away while the list is still on its way.
    await portal.visit("Overview");
    const letGo = between.hold(isList);
    const before = lists().length;
    await portal.visit("Support");
    await waitFor("the list to be asked for", () => lists().length > before);
    await portal.visit("Overview");
    await waitFor("the widget to go", async () => (await widget.element.count()) === 0);
    letGo();
    await waitFor("nothing to be on its way", () => lists().every(({ isAnswered, isAborted }) => isAnswered || isAborted));
  });

  journey(`${name}: twelve visits leave nothing behind`, { ...options, needs: ["memory"] }, async ({ page, visit, t }) => {
    const portal = new ExamplePortal(page);
    const widget = new Widget(page, place);
    const mount = async (times) => {
      for (let index = 0; index < times; index += 1) {
        await portal.visit("Support");
        await widget.whenListed();
        await portal.visit("Overview");
        await waitFor("the widget to go", async () => (await widget.element.count()) === 0);
      }
    };
    await visit();
    await mount(4);
    const before = await page.memory();
    assert.ok(before.wasm > 0, "no module was seen");
    await mount(8);
    const after = await page.memory();
    t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
    assert.deepEqual(growth(before, after), []);

    // The control: what each visit might leave behind would be noticed.
    await page.evaluate((visits) => {
      globalThis.left = Array.from({ length: visits }, () => {
        const widget = document.createElement("div");
        widget.append(...Array.from({ length: 40 }, () => document.createElement("input")));
        for (const input of widget.children) input.addEventListener("input", () => {});
        return widget;
      });
      globalThis.memories.findLast((memory) => memory.deref()).deref().grow(1);
    }, 8);
    assert.deepEqual(growth(after, await page.memory()), ["memory of the module", "nodes", "listeners"]);
  });
}
