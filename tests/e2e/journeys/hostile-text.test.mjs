// Whatever a stranger writes stays words: in a page without any policy, with the network cut off, through the built widget.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ENGINE, launch } from "../driver.mjs";
import { generated } from "../hostile/generated.mjs";
import { executed, intruders, provoke, runRaw, strangers } from "../hostile/harness.mjs";
import { HostileUpstream, conversation } from "../hostile/upstream.mjs";
import { CLASSES, OWN } from "../hostile/vectors.mjs";
import { waitFor } from "../wait.mjs";

/** What may stand in a text, and what may in HTML that the browser has made safe: as in src/view/conversation. */
const TEXT = { elements: ["a", "button", "div", "p"], attributes: ["class", "dir", "href", "rel", "target", "type"] };
const RICH = {
  elements: "a abbr b blockquote br code dd del dl dt em h3 h4 hr i ins li ol p pre s strong sub sup table tbody td th tr ul".split(" "),
  attributes: ["dir", "href", "lang", "rel", "target"],
};

const LIMIT = { timeout: 240_000 };

/** All of them where time is no matter, one of so many where it is. */
const share = (texts, each) => (process.env.SUPPORT_SOAK ? texts : texts.filter((_, index) => index % each === 0));

let browser;
let upstream;
let page;

before(async () => (browser = await launch()));
after(async () => browser?.close());

/** Classes that an engine hardly ever runs, however raw they come: the page is gone before. */
const HARMLESS = { firefox: ["scripts"] };

/** Whether the engine has a sanitizer of its own; without one, `rich` shows words. */
const hasSanitizer = () => page.evaluate(() => "setHTML" in Element.prototype);

/** A test with a hostile server and a page that can reach nothing else. */
function attack(name, scenario) {
  test(name, LIMIT, async (t) => {
    upstream = await HostileUpstream.start();
    t.after(() => upstream.close());
    page = await browser.open({ isCutOff: true });
    t.after(() => page.close());
    await scenario(t);
  });
}

const everything = () => [...OWN.map(({ text }) => text), ...generated(OWN.length)];

/** Opens a conversation whose replies are these, and brings all of them into view. */
async function openConversation(path, texts) {
  upstream.conversations = [conversation(1, { subject: "Open me" })];
  upstream.replies = texts.map((text, index) => ({
    id: String(index),
    body_text: text,
    body_html: text,
    author: { name: OWN[index % OWN.length].text, type: index % 3 ? "agent" : OWN[index % OWN.length].text },
    sent_at: 1_760_000_000,
  }));
  await page.goto(upstream.origin + path);
  await page.css('[data-conversation="1"]').click();
  const earlier = page.css(".earlier:not([hidden]) button");
  await waitFor("all replies", async () => {
    if ((await page.css(".said").count()) > texts.length) return true;
    const isIdle = (await page.css(".conversation[aria-busy=false]").count()) === 1;
    if (isIdle && (await earlier.isVisible())) await earlier.click();
    return false;
  }, 120_000);
}

/** Does to the page all that can be done to it, sees that nothing runs and nobody is called, and says how many elements went through it. */
async function endure() {
  assert.deepEqual(page.elsewhere(), [], "called by being shown");
  const fired = await provoke(page);
  assert.deepEqual(await executed(page), []);
  // WebKit gets a connection ready for a link that somebody seems to press, even where that leads nowhere.
  if (ENGINE !== "webkit") assert.deepEqual(page.elsewhere(), []);
  return fired;
}

attack("the control: as HTML, hostile texts do run and do call elsewhere", async () => {
  await page.goto(`${upstream.origin}/empty`);
  await runRaw(page, OWN);
  const active = CLASSES.filter(({ name, runs }) => runs && !HARMLESS[ENGINE]?.includes(name)).map(({ name }) => name);
  let ran;
  await waitFor("sixty that ran, some of each class, and ten requests to elsewhere", async () => {
    ran = new Set(await executed(page));
    // A class of which nothing ran would test nothing.
    const alive = new Set(OWN.filter(({ number }) => ran.has(number)).map(({ className }) => className));
    return ran.size >= 60 && active.every((name) => alive.has(name)) && page.elsewhere().length >= 10;
  });
  console.log(`# raw: ${ran.size} of ${OWN.length} ran, ${page.elsewhere().length} requests to elsewhere`);
});

attack("a conversation of hostile texts is words and links", async () => {
  const texts = everything();
  assert.ok(OWN.length >= 200 && texts.length - OWN.length >= 3000, `${texts.length} texts`);
  await openConversation("/", texts);
  assert.deepEqual(await intruders(page, { place: ".prose", ...TEXT }), []);
  assert.deepEqual(await strangers(page), []);
  const shown = await page.evaluate(() => {
    const all = document.querySelector("support-widget").shadowRoot.querySelectorAll(".said .prose-text");
    return [...all].map((prose) => prose.textContent);
  });
  // The replies come with the newest first and are shown the other way round, after the opening text.
  const words = (text) => text.replaceAll(/\s+/g, "");
  const wrong = texts.filter((text, index) => words(shown.at(-1 - index)) !== words(text) && words(text) !== "");
  assert.deepEqual(wrong, [], "every letter is shown");
  assert.ok((await endure()) > texts.length);
});

attack("with rich, the browser's sanitizer leaves what our list names", async (t) => {
  if (!(await hasSanitizer())) return t.skip("this engine has no sanitizer");
  const texts = [...OWN.map(({ text }) => text), ...share(generated(OWN.length), 4)];
  await openConversation("/rich", [...texts, "<h3>Steps</h3><ol><li><b>Open</b> <a href='https://shop.example/'>the shop</a></li></ol>"]);
  const rich = await page.evaluate(() => {
    const root = document.querySelector("support-widget").shadowRoot;
    const [first] = root.querySelectorAll(".rich .prose");
    return { count: root.querySelectorAll(".rich .prose:not([hidden])").length, first: first.innerHTML };
  });
  assert.equal(rich.count, texts.length + 1, "each went through the sanitizer");
  assert.equal(
    rich.first,
    '<h3>Steps</h3><ol><li><b>Open</b> <a href="https://shop.example/" rel="noopener noreferrer nofollow" target="_blank">the shop</a></li></ol>',
  );
  assert.deepEqual(await intruders(page, { place: ".rich .prose", ...RICH }), []);
  assert.deepEqual(await strangers(page), []);
  // Headings go below the conversation's own, wherever that stands in the page.
  await page.evaluate(() => document.querySelector("support-widget").setAttribute("heading-level", "4"));
  const heading = page.css(".rich .prose").first().css("h3");
  await waitFor("the level", async () => (await heading.attribute("aria-level")) === "5");
  assert.equal(await page.css("#conversation-title").evaluate(({ localName }) => localName), "h4");
  await endure();
});

attack("all of it runs where no string may become HTML (trusted-types 'none')", async () => {
  // Without handlers: Chromium's sanitizer reports those that it takes out, although none runs.
  await openConversation("/strict", ["<b>rich</b>", "<img src=x><script>alert(1)</script>plain"]);
  if (await hasSanitizer()) assert.deepEqual(await page.css(".rich .prose").texts(), ["plain", "rich"]);
  assert.deepEqual(page.troubles(), []);
  // The policy is in force: what the widget never does would be refused.
  const refusal = await page.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "x";
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refusal, "TypeError");
});

/** As many as the list draws at first. */
const DRAWN = 25;

attack("every other field of an answer is words, too", async () => {
  for (let start = 0; start < OWN.length; start += DRAWN) {
    const some = OWN.slice(start, start + DRAWN);
    upstream.conversations = some.map(({ text, number }) =>
      conversation(number + 1, {
        subject: text,
        status: text,
        priority: text,
        tags: [text],
        custom_fields: [{ internal_name: text, name: number % 2 ? text : "", value: text }],
        brand: text,
        requested_by_email: text,
      }),
    );
    upstream.fields = some.map(({ text, number }) => ({
      internal_name: `field_${number}`,
      name: text,
      description: text,
      type: number % 2 ? "single_line_text" : "dropdown",
      field_options: [{ name: text }],
    }));
    await page.goto(upstream.origin);
    const expected = JSON.stringify(some.map(({ text }) => text.trim()));
    await waitFor("the subjects as they are", async () => {
      const subjects = await page.css(".row-subject").evaluateAll((rows) => rows.map((row) => row.textContent));
      return JSON.stringify(subjects) === expected;
    });
    await waitFor("the fields", async () => (await page.css(".form-pane .fields > *").count()) >= some.length);
    for (const { number } of share(some, 16)) {
      await page.css(`[data-conversation="${number + 1}"]`).evaluate((row) => row.click());
      await waitFor("the details", async () => (await page.css(".details dd").count()) === 2);
      await page.css(".back").evaluate((back) => back.click());
    }
    assert.deepEqual(await strangers(page), []);
    await endure();
  }
});

attack("an error's words reach nobody as HTML", async () => {
  await page.goto(upstream.origin);
  const form = page.role("region", "New request");
  for (const { text } of share(OWN, 10)) {
    upstream.onCreate = { status: 400, body: { error: { message: text, fields: [{ name: "subject", message: text }, { name: text, message: text }] } } };
    await form.role("textbox", "Subject").fill("Hello");
    await form.role("textbox", "Description").fill("Hello");
    await form.role("button", /^Send/).click();
    await waitFor("the refusal", async () => (await page.css(".form[aria-busy=false] .error-summary, .form-status .notice").count()) > 0);
    assert.deepEqual(await strangers(page), [], text);
  }
  assert.deepEqual(await executed(page), []);
  assert.deepEqual(page.elsewhere(), []);
});

attack("the element's own attributes take no script", async () => {
  await page.goto(upstream.origin);
  await waitFor("the form", () => page.role("textbox", "Subject").isVisible());
  const left = await page.evaluate(async (texts) => {
    const widget = document.querySelector("support-widget");
    for (const name of widget.constructor.observedAttributes.filter((name) => name !== "api-base")) {
      for (const text of texts) {
        widget.setAttribute(name, text);
        await new Promise((resolve) => setTimeout(resolve));
      }
      widget.removeAttribute(name);
    }
    return widget.shadowRoot.querySelectorAll("input, textarea").length;
  }, share(OWN, 4).map(({ text }) => text));
  assert.ok(left > 0, "the widget is still there");
  assert.deepEqual(await strangers(page), []);
  assert.deepEqual(await executed(page), []);
  assert.deepEqual(page.elsewhere(), []);
});
