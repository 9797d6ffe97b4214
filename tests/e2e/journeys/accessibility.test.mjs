// axe-core on every state that the widget can be seen in (bar H4), and what a screen reader finds in some of them. In CI each state is
// looked at in one look, in turn; in the soak in every one.

import assert from "node:assert/strict";

import { examine } from "../axe.mjs";
import { journey } from "../journey.mjs";
import { checkOutline } from "../outline.mjs";
import { IS_SOAK } from "../soak.mjs";
import { STATES, reach } from "../states.mjs";

/** @type {Record<string, { look: import("../driver.mjs").Look, query?: Record<string, string>, dress?: () => void }>} */
const LOOKS = {
  light: { look: {} },
  dark: { look: { colorScheme: "dark" } },
  "right to left, dark, on a phone": { look: { colorScheme: "dark", width: 320, height: 640 }, dress: () => void (document.documentElement.dir = "rtl") },
  "another theme": { look: {}, query: { theme: "dispatch" } },
  "magnified four times": { look: { width: 320, height: 256 } },
  "forced colours": { look: { forcedColors: true } },
};

/** Which part of a state is read, to the end; where it is narrow, another part is in view. */
const READ = {
  start: ".form-pane",
  errors: ".form-pane",
  sent: ".form-pane",
  draft: ".form-pane",
  down: ".form-pane",
  guest: ".form-pane",
  "damage-filled": ".form-pane",
  "follow-up": ".form-pane",
  empty: ".list-pane",
  filtered: ".list-pane",
  hard: ".list-pane",
  "outbox-in-doubt": ".outbox",
  conversation: ".conversation-pane",
  "conversation-not-found": ".conversation-pane",
  "launcher-open": "support-widget",
  stopped: "support-widget",
};

/** What the browser says by itself in states in which something is missing, and of a module that was stopped. */
const TROUBLES = /^Failed to load resource|stopped by a fault of its own/;

for (const [index, state] of STATES.entries()) {
  const isRead = (name) => state in READ && LOOKS[name].look.width === undefined;
  const names = Object.keys(LOOKS).filter((name) => IS_SOAK || !(state in READ) || isRead(name));
  for (const name of IS_SOAK ? names : [names[index % names.length]]) {
    const { look, query, dress } = LOOKS[name];
    journey(`axe finds nothing: ${state}, ${name}`, { look, troubles: TROUBLES, needs: ["axe"] }, async (surroundings) => {
      await reach(state, surroundings, { query, dress });
      const { findings, rules } = await examine(surroundings.page, { isForced: look.forcedColors });
      assert.deepEqual(findings, []);
      if (isRead(name)) await checkOutline(state, surroundings.page, READ[state]);
      assert.ok(rules > 25, `only ${rules} rules had something to look at`);
      surroundings.t.diagnostic(`${rules} rules`);
    });
  }
}

/** Puts headings of the page above the widget, and says so to it. @type {Record<number, () => void>} */
const ABOVE = {
  3: () => {
    const widget = document.querySelector("support-widget");
    widget.before(Object.assign(document.createElement("h2"), { textContent: "Contact" }));
    widget.setAttribute("heading-level", "3");
  },
  4: () => {
    const widget = document.querySelector("support-widget");
    for (const tag of ["h2", "h3"]) widget.before(Object.assign(document.createElement(tag), { textContent: "Contact" }));
    widget.setAttribute("heading-level", "4");
  },
};

for (const [state, level] of /** @type {[string, number][]} */ ([["hard", 4], ["launcher-open", 3], ["stopped", 3]])) {
  journey(`the headings fit those of the page: ${state}, level ${level}`, { needs: ["axe"], troubles: TROUBLES }, async (surroundings) => {
    await reach(state, surroundings, { dress: ABOVE[level] });
    assert.deepEqual((await examine(surroundings.page)).findings, []);
    await checkOutline(`${state}-level-${level}`, surroundings.page, "support-widget");
  });
}

for (const theme of ["plain", "harbour", "dispatch", "almanac", "beacon", "taxi"]) {
  for (const colorScheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    if (!IS_SOAK && colorScheme === "dark") continue;
    journey(`axe finds nothing: the theme ${theme}, ${colorScheme}`, { look: { colorScheme }, needs: ["axe"] }, async (surroundings) => {
      await reach("theming", surroundings, { query: { look: theme } });
      assert.deepEqual((await examine(surroundings.page)).findings, []);
    });
  }
}

/** What is cut off at the edge of its box, in words. */
const cutOff = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("support-widget");
    const isText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const isCut = (element) => {
      const { overflowX, overflowY, clipPath, position } = getComputedStyle(element);
      const isForEars = position === "absolute" && clipPath !== "none";
      const hides = [overflowX, overflowY].some((overflow) => overflow !== "visible");
      return hides && !isForEars && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    };
    return [...shadowRoot.querySelectorAll(".support *")].filter((each) => isText(each) && each.checkVisibility() && isCut(each)).map((each) => each.textContent.trim());
  });

for (const state of ["damage-filled", "damage-errors", "sent", "outbox", "several", "conversation"]) {
  journey(`with more space between letters, words and lines nothing is cut off: ${state}`, { look: { width: 320, height: 640 }, troubles: TROUBLES, needs: ["axe"] }, async (surroundings) => {
    const { page, portal } = surroundings;
    await reach(state, surroundings);
    // What criterion 1.4.12 asks for.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
      document.querySelector("support-widget").shadowRoot.adoptedStyleSheets.push(sheet);
    });
    assert.deepEqual(await cutOff(page), []);
    assert.equal(await portal.sidewaysScroll(), 0);
  });
}

journey("what is wrong is found", { needs: ["axe"] }, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.element.evaluate(({ shadowRoot }) => {
    shadowRoot.querySelector("#subject").removeAttribute("id");
    shadowRoot.querySelector("select").style.color = "#ccc";
  });
  const rules = (await examine(page)).findings.map(({ rule }) => rule);
  assert.ok(rules.includes("label") && rules.includes("color-contrast"), rules.join());
  await widget.send.evaluate((button) => Object.assign(button.style, { minInlineSize: "0", inlineSize: "1em", padding: "0", overflow: "hidden" }));
  assert.deepEqual(await cutOff(page), ["Send"]);
});
