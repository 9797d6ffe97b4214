// Which language the widget speaks, how it changes, and that nothing in it is written in one only.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { FAILED_REQUEST, journey } from "../journey.mjs";
import { TOP } from "../server.mjs";
import { tour } from "../tour.mjs";
import { waitFor } from "../wait.mjs";

const PAGE = "/languages.html?customer=maya";
const words = async (tag) => JSON.parse(await readFile(path.join(TOP, `static/locales/${tag}.json`), "utf8"));

const isLocale = ({ path }) => path.startsWith("/embed/locales/");

/** The tags of the files that were asked for, in order. */
const asked = (between) => between.requests.filter(isLocale).map(({ path }) => path.match(/(\w+)\.json/)[1]);

/** What the title of the form says. */
const title = (widget) => widget.element.css("#form-title").text();

/** Waits until the form has the title of a language. */
async function whenSpoken(widget, tag) {
  const { form_title: expected } = await words(tag);
  await waitFor(`the words for ${tag}`, async () => (await title(widget)) === expected);
}

/** Lets the page say another language. */
const say = (page, selector, lang) => page.evaluate(({ selector, lang }) => (document.querySelector(selector).lang = lang), { selector, lang });

journey("the nearest language in the page counts, and a change of it loses nothing", {}, async ({ between, page, visit, widget }) => {
  await visit(PAGE);
  await widget.whenUp();
  assert.deepEqual(asked(between), [], "English is built in");
  await widget.subject.fill("Die Stiefel");
  const focused = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.id);
  assert.equal(await focused(), "subject");

  await say(page, "#place", "de-CH");
  await whenSpoken(widget, "de");
  assert.equal(await widget.element.css("#subject").value(), "Die Stiefel");
  assert.equal(await focused(), "subject", "the focus stays");
  await say(page, "support-widget", "ja");
  await whenSpoken(widget, "ja");
  await say(page, "support-widget", "tlh");
  await whenSpoken(widget, "en");
  await page.evaluate(() => document.querySelector("support-widget").removeAttribute("lang"));
  await whenSpoken(widget, "de");
  assert.equal(await widget.element.css("#subject").value(), "Die Stiefel");
  assert.deepEqual(asked(between), ["de", "ja"], "each file once");
});

journey("each element speaks its own language, also inside of another one's shadow", {}, async ({ between, page, visit, widget }) => {
  await visit(PAGE);
  await widget.whenUp();
  await page.evaluate(() => {
    for (const [tag, lang] of [["first", "fr"], ["second", "he"], ["third", "fr-CA"]]) {
      const host = document.querySelector("main").appendChild(document.createElement("div"));
      Object.assign(host, { id: tag, lang });
      const inner = document.createElement("support-form");
      inner.setAttribute("load", "eager");
      host.attachShadow({ mode: "open" }).append(inner);
    }
  });
  const titled = (id) => page.css(`#${id}`).css("#form-title").text();
  for (const [id, tag] of [["first", "fr"], ["second", "he"], ["third", "fr"]]) {
    const { form_title: expected } = await words(tag);
    await waitFor(`the words for ${tag}`, async () => (await titled(id)) === expected);
  }
  assert.equal(await page.css("#second").css(".support").attribute("dir"), "rtl");
  assert.deepEqual(asked(between).toSorted(), ["fr", "he"]);
  assert.equal(await title(widget), "New request");
});

journey("while the words are on their way nothing is said in another language", {}, async ({ between, visit, widget }) => {
  const letGo = between.hold(isLocale);
  await visit(`${PAGE}&language=fr`);
  await waitFor("the question", () => between.requests.some(isLocale));
  letGo();
  await whenSpoken(widget, "fr");
});

const COULD_NOT = /could not load the words for `fr`, English stands in/;

journey(
  "English stands in for words that can't be had, and the page's developer hears of it",
  { troubles: new RegExp(`${COULD_NOT.source}|${FAILED_REQUEST.source}`) },
  async ({ between, page, visit, widget }) => {
    between.refuse(isLocale, 500);
    await visit(`${PAGE}&language=fr`);
    await whenSpoken(widget, "en");
    // The panel comes after the words, and has to tell of them all the same.
    const letGo = between.hold(({ path }) => path.endsWith("/debug.js"));
    await page.evaluate(() => (document.querySelector("support-widget").debug = true));
    // The next one who wants them tries again.
    await say(page, "#place", "en");
    await say(page, "#place", "fr");
    await whenSpoken(widget, "fr");
    letGo();
    await waitFor("the panel", async () => /language\s*fr/.test(await widget.element.css(".debug").text()));
  },
);

/** What the desk of the demo calls its fields and one of its statuses, and what formats are called everywhere. */
const NAMES = ["What is it about?", "Order number", "It is on the packing slip, like #81204.", "Waiting on carrier", "CSV", "JSON"];

/** Texts to be read in the widget, but for what people have written, for names, and for times as the browser says them, that no message has given. */
function unspoken({ shadowRoot }, names) {
  const written = [".row-subject", "#conversation-title", ".prose", ".author", ".details", ".waiting-row .subtitle", "time .visually-hidden", ".said-head time", "option", ".tag"];
  const found = [];
  const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const isData = parentElement.closest(written.join(", ")) || names.includes(data.trim()) || /^⟦[^]*⟧$/.test(data.trim());
    if (/\p{L}/u.test(data) && !isData) found.push(data.trim());
  }
  for (const element of shadowRoot.querySelectorAll("[aria-label]")) {
    const label = element.getAttribute("aria-label");
    if (!label.startsWith("⟦")) found.push(label);
  }
  return found;
}

/** What is cut off or sticks out sideways, by its class or tag. */
function overflowing({ shadowRoot }) {
  const { right, left } = shadowRoot.host.getBoundingClientRect();
  const isHidden = (element) => element.closest(".visually-hidden, [aria-hidden=true], option") || !element.checkVisibility();
  return Array.from(shadowRoot.querySelectorAll(".support *"))
    .filter((element) => !isHidden(element))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.left < left - 1);
    })
    .map(({ className, localName }) => String(className.baseVal ?? className) || localName);
}

journey("nothing is written in English only, and longer words find room", {}, async (surroundings) => {
  const { page, visit, widget } = surroundings;
  for (const [language, width] of [["pseudo", 1280], ["mirrored", 360]]) {
    await page.resize(width, 900);
    await visit(`${PAGE}&language=${language}`);
    await waitFor("the words", async () => (await title(widget)).startsWith("⟦"));
    await waitFor("the list", async () => (await widget.element.css(".rows .row").count()) > 0);
    await tour(surroundings, async (view) => {
      assert.deepEqual(await widget.element.evaluate(unspoken, NAMES), [], `${view}, ${language}`);
      assert.deepEqual(await widget.element.evaluate(overflowing), [], `${view}, ${language}, ${width} px`);
    });
  }
});

journey("every language finds room on a phone and beside the list", { limit: 120_000 }, async ({ page, visit, widget }) => {
  await visit(PAGE);
  await widget.whenUp();
  await widget.whenListed();
  await widget.showForm();
  await widget.send.click();
  for (const tag of ["es", "pt", "fr", "de", "ja", "hi", "ar", "he", "zh"]) {
    await say(page, "#place", tag);
    await whenSpoken(widget, tag);
    for (const width of [1280, 320]) {
      await page.resize(width, 900);
      assert.deepEqual(await widget.element.evaluate(overflowing), [], `${tag} at ${width} px`);
    }
  }
});
