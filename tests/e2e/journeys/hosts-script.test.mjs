import assert from "node:assert/strict";

import { HostPage } from "../host-page.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** Sends a request and finds it in the list. */
async function send({ widget }) {
  await widget.showForm();
  const number = await widget.sendRequest();
  await widget.showList();
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
}

const SHORTCUTS = `
  window.shortcuts = [];
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      // As pages do: what is typed into a field of theirs is no shortcut.
      if (event.target.matches("input, textarea, select")) return;
      if (event.key.length === 1) window.shortcuts.push(event.key);
    });
  }
  document.addEventListener("keyup", () => (window.isSomebodyThere = true));`;

journey("what is typed is no shortcut of the page", {}, async (here) => {
  const { page, widget } = here;
  const host = await HostPage.start(here, { script: SHORTCUTS });
  await page.goto(host.origin);
  await widget.whenUp();
  await widget.whenListed();
  for (const key of ["/", "s", "?"]) {
    await widget.subject.press(key);
    await widget.description.press(key);
    await widget.find.press(key);
  }
  await widget.priority.press("h");
  // In some order: where the caret stands after each press is the browser's affair.
  for (const field of [widget.subject, widget.description, widget.find]) assert.equal([...(await field.value())].sort().join(""), "/?s");
  const heard = () => page.evaluate(() => [...new Set(window.shortcuts)].join(""));
  assert.equal(await heard(), "");
  assert.ok(await page.evaluate(() => window.isSomebodyThere), "a page may know that somebody is there");

  // Where nothing is typed, and with Control, they are the page's.
  await widget.send.press("s");
  await widget.subject.press("Control+k");
  assert.equal(await heard(), "sk");
});

/** What libraries of old and agents of today do to a page before anybody else is there. */
const PATCHES = `
  const { fetch, Promise: NativePromise, JSON: { stringify } } = window;
  window.calls = 0;

  window.fetch = function (...given) {
    window.calls += 1;
    return fetch.apply(this, given).then((response) => {
      response.clone().text().catch(() => {});
      return response;
    });
  };

  // A promise that is none of the browser's.
  window.Promise = class PagePromise {
    #native;
    constructor(executor) { this.#native = executor instanceof NativePromise ? executor : new NativePromise(executor); }
    then(...given) { return new PagePromise(this.#native.then(...given)); }
    catch(...given) { return new PagePromise(this.#native.catch(...given)); }
    finally(...given) { return new PagePromise(this.#native.finally(...given)); }
    static resolve(value) { return value instanceof PagePromise ? value : new PagePromise(NativePromise.resolve(value)); }
    static reject(reason) { return new PagePromise(NativePromise.reject(reason)); }
    static all(all) { return new PagePromise(NativePromise.all(all)); }
    static allSettled(all) { return new PagePromise(NativePromise.allSettled(all)); }
    static race(all) { return new PagePromise(NativePromise.race(all)); }
    static withResolvers() { const made = {}; made.promise = new PagePromise((resolve, reject) => Object.assign(made, { resolve, reject })); return made; }
  };

  // Names that whoever counts an object's keys will meet.
  Object.prototype.extend = function () {};
  Array.prototype.contains = function (item) { return this.includes(item); };
  String.prototype.toJSON = function () { return this.toString(); };
  Array.prototype.toJSON = function () { return [...this]; };
  Object.prototype.toJSON = undefined;

  // What does more than it did.
  for (const [owner, name] of [
    [EventTarget.prototype, "addEventListener"], [Element.prototype, "remove"], [Node.prototype, "appendChild"], [Node.prototype, "insertBefore"],
    [Array.prototype, "map"], [Array.prototype, "forEach"], [Function.prototype, "bind"], [Storage.prototype, "setItem"],
  ]) {
    const native = owner[name];
    owner[name] = function (...given) { window.calls += 1; return native.apply(this, given); };
  }
  JSON.stringify = (...given) => stringify(...given);
  window.setTimeout = ((native) => (...given) => native(...given))(window.setTimeout);`;

journey("a page that has changed fetch, Promise and prototypes has a widget that works", {}, async (here) => {
  const { page, widget, server } = here;
  const host = await HostPage.start(here, { script: PATCHES });
  await page.goto(host.origin);
  await widget.whenUp();
  await send(here);
  const { requester } = await server.session();
  const [{ subject }] = await server.conversations(requester, { sort_by: "created_at", sort_order: "desc" });
  assert.equal(subject, REQUEST.subject);
  assert.ok((await page.evaluate(() => window.calls)) > 10, "nothing of it was used");
});

/** Two hundred elements of a page, of every kind that has a style of its own. */
const TAGS = ["p", "h1", "h2", "ul", "li", "a", "button", "input", "select", "textarea", "table", "article", "section", "form", "label", "fieldset", "legend", "dl", "hr", "span"];
const ELEMENTS = TAGS.map((tag) => `<${tag} class="theirs"></${tag}>`).join("").repeat(10);

/**
 * Notes what a page is before the widget comes; afterwards it says what of that is another. Kept where no global is needed.
 */
function compare() {
  const globals = () => Object.getOwnPropertyNames(window).sort();
  const functions = () => globals().map((name) => Object.getOwnPropertyDescriptor(window, name).value).filter((value) => typeof value === "function");
  const owners = () => [...new Set([...functions().flatMap((value) => [value, value.prototype]), Math, JSON, Reflect, Intl, WebAssembly, CSS, console, navigator, document, history, customElements, localStorage])].filter(Boolean);
  const described = (owner) => new Map(Reflect.ownKeys(owner).map((key) => [key, Object.getOwnPropertyDescriptor(owner, key)]));
  const isSame = (one, other) => one && other && Object.is(one.value, other.value) && one.get === other.get && one.set === other.set;
  const styles = () =>
    [...document.querySelectorAll("html, body, .theirs")].map((node) => {
      const style = getComputedStyle(node);
      return `${node.localName} ${[...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ")}`;
    });
  const before = { globals: globals(), owners: new Map(owners().map((owner) => [owner, described(owner)])), styles: styles() };
  // What is another one with every look: WebKit makes a new list each time.
  const fickle = new Map();
  for (const [owner, was] of before.owners) {
    const is = described(owner);
    fickle.set(owner, new Set([...was.keys()].filter((key) => !isSame(was.get(key), is.get(key)))));
  }
  document.compareAgain = () => {
    delete document.compareAgain;
    const changed = [];
    for (const name of globals()) if (!before.globals.includes(name)) changed.push(`a new global ${name}`);
    let compared = 0;
    for (const [owner, was] of before.owners) {
      const is = described(owner);
      for (const key of new Set([...was.keys(), ...is.keys()])) {
        compared += 1;
        // What is stored is not what the page is made of; D5 looks at that.
        if (owner !== localStorage && !fickle.get(owner).has(key) && key !== "compareAgain" && !isSame(was.get(key), is.get(key))) changed.push(`${String(key)} of ${owner.name || owner.constructor.name}`);
      }
    }
    styles().forEach((style, index) => style !== before.styles[index] && changed.push(`the style of ${style.split(" ")[0]}`));
    return { changed, compared, elements: before.styles.length };
  };
}

const LATE = `
  <div class="theirs-too"></div>
  <template id="tag"><support-widget></support-widget></template>`;

journey("the page stays as it was: no global, no prototype, no style is another", {}, async (here) => {
  const { page, widget } = here;
  const css = "body { margin: 0; block-size: 4000px; } .theirs-too { block-size: 900px; overflow: auto; }";
  const host = await HostPage.start(here, { css, body: LATE + ELEMENTS, tag: "", isLate: true });
  await page.goto(host.origin);
  await page.evaluate(compare);
  await page.evaluate(() => {
    document.querySelector(".theirs-too").append(document.getElementById("tag").content.cloneNode(true));
    for (const src of ["/embed/embed.js", "/sign-in.js"]) document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
  });
  await widget.whenUp();
  await send(here);
  const { changed, compared, elements } = await page.evaluate(() => document.compareAgain());
  assert.deepEqual(changed, []);
  assert.ok(elements >= 200 && compared > 5000, `${elements} elements, ${compared} properties compared`);
});

journey("a page that is not as it was would be noticed", {}, async (here) => {
  const { page } = here;
  const host = await HostPage.start(here, { body: ELEMENTS, tag: "", isLate: true });
  await page.goto(host.origin);
  await page.evaluate(compare);
  await page.evaluate(() => {
    window.leaked = true;
    Array.prototype.leaked = () => {};
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("hr { color: red; }");
    document.adoptedStyleSheets = [sheet];
  });
  const { changed } = await page.evaluate(() => document.compareAgain());
  assert.deepEqual([...new Set(changed)].sort(), ["a new global leaked", "leaked of Array", "the style of hr"]);
});
