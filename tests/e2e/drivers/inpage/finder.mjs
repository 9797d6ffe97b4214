// Runs in the page, for browsers whose driver has no locators of its own: finds elements by role, words or selector through open
// shadow roots, says whether they can be used, and does what needs no real mouse or keyboard.

import { computeAccessibleName, getRole } from "dom-accessibility-api";

/**
 * A text to compare with: a string is all of it, a pattern some of it.
 *
 * @typedef {string | { source: string, flags: string }} Words
 *
 * @typedef {{ role: string, name?: Words } | { phrase: Words } | { css: string } | { isFirst: true }} Step One step on the way to an element.
 */

const fold = (text) => text.replaceAll(/\s+/g, " ").trim();

/** @param {Words} words */
function matcher(words) {
  if (typeof words === "string") {
    const wanted = fold(words);
    return (text) => fold(text) === wanted;
  }
  const pattern = new RegExp(words.source, words.flags);
  return (text) => fold(text).search(pattern) >= 0;
}

/** The tree below a node, and the shadow trees in it, each by its root. */
function* treesBelow(scope) {
  yield scope;
  if (scope.shadowRoot) yield* treesBelow(scope.shadowRoot);
  for (const element of scope.querySelectorAll("*")) {
    if (element.shadowRoot) yield* treesBelow(element.shadowRoot);
  }
}

const byCss = (scope, selector) => [...treesBelow(scope)].flatMap((tree) => [...tree.querySelectorAll(selector)]);

/** What an element stands in, as it is drawn: the slot or the host before the parent. */
const around = (node) => node.assignedSlot ?? node.parentNode ?? node.host;

function isWithin(node, ancestor) {
  for (let each = node; each; each = around(each)) if (each === ancestor) return true;
  return false;
}

function isDrawn(element) {
  if (getComputedStyle(element).display === "contents") return [...element.children].some(isDrawn);
  return element.checkVisibility({ visibilityProperty: true });
}

function isExposed(element) {
  for (let each = element; each; each = around(each)) {
    if (each.getAttribute?.("aria-hidden") === "true") return false;
  }
  return isDrawn(element);
}

function byRole(scope, role, name) {
  const isNamed = name === undefined ? () => true : matcher(name);
  return byCss(scope, "*").filter((element) => getRole(element) === role && isExposed(element) && isNamed(computeAccessibleName(element)));
}

const SILENT = "head, script, style, noscript, template";

/** All words in an element, those of its shadow tree included. */
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.matches?.(SILENT)) return "";
  return [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])].map(textOf).join("");
}

/** The innermost elements that have the words. */
function byPhrase(scope, words) {
  const isMeant = matcher(words);
  const found = byCss(scope, "*").filter((element) => !element.closest(SILENT) && isMeant(textOf(element)));
  return found.filter((element) => !found.some((other) => other !== element && isWithin(other, element)));
}

function take(scopes, step) {
  if ("isFirst" in step) return scopes.slice(0, 1);
  const found = scopes.flatMap((scope) => {
    if ("css" in step) return byCss(scope, step.css);
    if ("role" in step) return byRole(scope, step.role, step.name);
    return byPhrase(scope, step.phrase);
  });
  return [...new Set(found)];
}

/** @param {Step[]} steps */
const all = (steps) => steps.reduce(take, [document]);

/** The one element that is meant, if it is there. */
function one(steps) {
  const found = all(steps);
  if (found.length > 1) throw new Error(`${found.length} elements instead of one`);
  return found[0];
}

function isVisible(steps) {
  const element = one(steps);
  if (!element) return false;
  const { width, height } = element.getBoundingClientRect();
  return isDrawn(element) && width > 0 && height > 0;
}

/** Why an element can't be used, if so. */
function hindrance(element, { isWritten = false } = {}) {
  if (!element) return "not there";
  if (!isDrawn(element)) return "not visible";
  if (element.matches(":disabled, [aria-disabled=true]")) return "disabled";
  if (isWritten && element.matches("[readonly]")) return "read only";
  return undefined;
}

/** Until the next frame; a page that nobody sees draws none. */
const frame = () => new Promise((resolve) => {
  requestAnimationFrame(resolve);
  setTimeout(resolve, 100);
});

/** Where an element is to be hit, in CSS pixels of the viewport. */
function middle(element) {
  // A link that is broken over two lines has nothing in the middle of what bounds it.
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const zoom = zoomOf(element);
  const place = (start, size, scrolled) => Math.round((start + size / 2 + scrolled) * zoom - scrolled);
  return { x: place(box.x, box.width, scrollX), y: place(box.y, box.height, scrollY) };
}

/** By how much an element is drawn larger than its box says: WebKit gives boxes of a page that has no `zoom`, and has been scrolled. */
function zoomOf(element) {
  if ("currentCSSZoom" in element) return 1;
  let zoom = 1;
  for (let each = element; each; each = around(each)) {
    if (each.nodeType === Node.ELEMENT_NODE) zoom *= Number(getComputedStyle(each).zoom) || 1;
  }
  return zoom;
}

/** The innermost element at a point. */
function whatIsAt({ x, y }) {
  let hit = document.elementFromPoint(x, y);
  for (;;) {
    const inner = hit?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner.getRootNode() !== hit.shadowRoot) return hit;
    hit = inner;
  }
}

/** Whether what happens to a node happens to the element: inside of it, or on its label. */
function reaches(node, element) {
  return isWithin(node, element) || [...(element.labels ?? [])].some((label) => isWithin(node, label));
}

/** Says where to click, or why not yet. */
async function aim(steps) {
  const element = one(steps);
  const why = hindrance(element);
  if (why) return { why };
  if (!reaches(whatIsAt(middle(element)), element)) {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  }
  const before = middle(element);
  await frame();
  const point = middle(element);
  if (!element.isConnected || point.x !== before.x || point.y !== before.y) return { why: "moving" };
  const hit = whatIsAt(point);
  if (!reaches(hit, element)) return { why: `covered by ${hit?.cloneNode(false).outerHTML ?? "nothing"}` };
  watch(element);
  return { point };
}

const POINTER = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick"];

/** @type {{ hasLanded?: boolean, end: () => void } | undefined} */
let shot;

/** Lets the next click through only if it reaches the element: what is below the pointer may have changed meanwhile. */
function watch(element) {
  shot?.end();
  const own = { hasLanded: undefined, end: () => POINTER.forEach((kind) => removeEventListener(kind, judge, true)) };
  function judge(event) {
    own.hasLanded ??= reaches(event.composedPath()[0], element);
    if (own.hasLanded) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  for (const kind of POINTER) addEventListener(kind, judge, true);
  shot = own;
}

/** Whether the last click has reached its element. A page that has been left meanwhile knows nothing of it: it has. */
async function hasLanded() {
  const own = shot;
  for (let tries = 0; own && own.hasLanded === undefined && tries < 20; tries += 1) await frame();
  own?.end();
  shot = undefined;
  return own?.hasLanded ?? !own;
}

const tell = (element) => {
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
};

/** Puts a text in place of what is in a field, as pasting does. */
function fill(steps, text) {
  const element = one(steps);
  const why = hindrance(element, { isWritten: true });
  if (why) return { why };
  element.focus();
  if (element.getRootNode().activeElement !== element) return { why: "without the focus" };
  if (/^(date|month|time|week|color|range|datetime-local)$/.test(element.type)) {
    element.value = text;
    tell(element);
    return {};
  }
  element.select();
  if (text) document.execCommand("insertText", false, text);
  else if (element.value) document.execCommand("delete");
  return {};
}

/** Picks an option of a select by its words. */
function choose(steps, words) {
  const element = one(steps);
  const why = hindrance(element);
  if (why) return { why };
  const option = [...element.options].find(({ label }) => fold(label) === fold(words));
  if (!option) return { why: `without “${words}”` };
  option.selected = true;
  tell(element);
  return {};
}

/** Gives the focus to an element, for a key that is to be pressed in it. */
function focus(steps) {
  const element = one(steps);
  const why = hindrance(element);
  if (why) return { why };
  element.focus();
  return {};
}

/** What is to be read in an element. WebKit adds the break after a block. */
const words = ({ innerText }) => innerText.replaceAll(/^\n+|\n+$/g, "");

/** The same for each that is meant. */
const texts = (steps) => all(steps).map(words);

/** Reads something of an element once it is there. */
const read = (steps, reader) => {
  const element = one(steps);
  return element ? { value: reader(element) ?? null } : { why: "not there" };
};

/** How long an answer may keep the browser's only line busy, in milliseconds. */
const PATIENCE = 100;

/** @type {Map<number, Promise<string>>} */
const begun = new Map();

/** Begins some work, and gives what came of it as JSON, or nothing if that isn't known soon: `wait` then does. */
function begin(number, work) {
  const outcome = new Promise((resolve) => resolve(work())).then(
    (value) => JSON.stringify({ value }),
    (error) => JSON.stringify({ error: String(error?.stack?.includes(error.message) ? error.stack : error) }),
  );
  begun.set(number, outcome);
  return wait(number);
}

async function wait(number) {
  const answer = await Promise.race([begun.get(number), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (answer) begun.delete(number);
  return answer ?? null;
}

/** Which way through the history was the last to begin in this document, and which one has come about in it. */
const ways = { begun: 0, done: 0 };

/** Goes through the history once this has been answered: the document may be gone then. */
function go(number, steps) {
  ways.begun = number;
  addEventListener("popstate", () => (ways.done = number), { once: true });
  setTimeout(() => history.go(steps));
}

/** Whether this is where that way leads: another document, or this one in another state. */
const hasGone = (number) => (ways.begun !== number || ways.done === number) && document.readyState === "complete";

const finder = { aim, all, begin, choose, fill, focus, go, hasGone, hasLanded, isVisible, one, read, texts, wait };

// By a symbol, so that nothing is added to the names that a page may look at.
Object.defineProperty(globalThis, Symbol.for("support-widget-e2e"), { value: finder, configurable: true });
