/**
 * The second stage of the loader: what `embed.js` loads when the first element is wanted. It starts the WebAssembly module, once for
 * all elements, and stands between each element and its Rust side. `cargo xtask dist` makes one file of this one, what it imports
 * and the bindings: `support-widget.js`.
 */

import { askAhead, forgetAhead, shareToken, takeAhead } from "./ahead.js";
import { SupportElement, startFirst } from "./crash.js";
import { Dialog } from "./dialog.js";
import { FALLBACK, languageOf, loaderWords, speak, unwatch, watch } from "./language.js";

/** @type {string | undefined} The module's digest, where the name of this file carries one; `cargo xtask dist` knows it. */
const INTEGRITY = import.meta.integrity;

/** How long a form that could be shown waits for the words of its language, in milliseconds; then it is English for the time being. */
const PATIENCE = 2_000;

/** @type {Promise<void> | undefined} */
let starting;

/**
 * Starts the module, once. After a failure it can be tried again.
 *
 * @param {Promise<Response | string>} ahead The module, as the first stage has asked for it, or why it could not.
 */
function start(ahead) {
  starting ??= begin(ahead);
  starting.catch(() => (starting = undefined));
  return starting;
}

async function begin(ahead) {
  try {
    // The smallest module there is: a policy or a browser may have no WebAssembly.
    await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (error) {
    ahead.then(({ body }) => body?.cancel());
    throw error;
  }
  await startFirst((await compileAhead(await ahead)) ?? (await compileAsked()));
}

/**
 * Compiles what was asked for ahead, while it comes in. Nothing of it runs before its digest is known to be the right one.
 *
 * @param {Response | string} response
 * @returns {Promise<WebAssembly.Module | undefined>} Nothing, where it can't be used: it failed or was used before, or the page's
 *   address is one at which browsers make no digests.
 */
async function compileAhead(response) {
  if (!response.ok || response.bodyUsed || (INTEGRITY && !globalThis.crypto.subtle)) return undefined;
  const copy = INTEGRITY && response.clone();
  const [module] = await Promise.all([compile(response), copy && check(copy)]);
  return module;
}

/** @param {Response} response */
async function check(response) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== INTEGRITY) throw new Error(`${response.url}: wrong digest`);
}

/** Compiles what is asked for now. */
async function compileAsked() {
  const module = new URL("./support-widget_bg.wasm", import.meta.url);
  return compile(await fetch(module, { integrity: INTEGRITY }));
}

/**
 * Compiles the module, which is kept: whatever becomes of its instances, it is not loaded again.
 *
 * @param {Response} response
 */
async function compile(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const isNamed = response.headers.get("Content-Type")?.toLowerCase() === "application/wasm";
  // Compiled as it comes in, unless the server doesn't know what it serves: then browsers refuse to.
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** One element, from when it is wanted until it leaves the page. */
export class App {
  #host;
  #root;
  #properties;
  #slot;
  /** @type {Dialog | undefined} */
  #dialog;
  /** @type {SupportElement | undefined} The Rust side, once it is up. */
  #element;
  /** @type {Promise<void>} */
  #drawn;
  #tellDrawn;
  /** @type {import("./language.js").Language | undefined} What it speaks; English until that is known. */
  #language;
  /** @type {string[]} The tags of what was asked for last, and of what is spoken: for the panel of `debug`. */
  #spoken = [];
  #isStarting = false;
  #isUpdating = false;
  #isOver = false;
  #module;
  /** @type {import("./debug.js").DebugPanel | undefined} */
  #panel;

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root Holds the launcher of `display="launcher"`, or else the slot of the fallback.
   * @param {Record<string, string>} properties Of all settings, by the name of the attribute, or their own where there is none.
   * @param {Promise<Response | string>} module As it was asked for ahead, or why it could not be.
   */
  constructor(host, root, properties, module) {
    this.#host = host;
    this.#root = root;
    this.#properties = properties;
    this.#module = module;
    this.#drawn = new Promise((resolve) => (this.#tellDrawn = resolve));
    this.#slot = document.createElement("slot");
    this.#bringOthers();
    if (host.display === "launcher") this.#dialog = new Dialog(host, root, this.#slot, loaderWords({}));
    else root.replaceChildren(this.#slot);
    this.#draw();
  }

  /** Takes over changed settings; several changes in a row together. */
  update() {
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      this.#element?.update(this.#settings());
      this.#speak();
      if (this.#panel || this.#host.debug) this.#watch().then(() => this.#element?.update(this.#settings()));
    });
  }

  /**
   * Calls a method of the element.
   *
   * @param {string} method
   * @param {unknown} [argument]
   */
  async call(method, argument) {
    this.#draw();
    if (method === "open" || method === "show") this.#dialog?.open();
    if (method === "open") return;
    if (method === "close") return this.#dialog?.close();
    await this.#drawn;
    if (method !== "whenReady") return this.#element?.call(method, argument);
  }

  /** Ends it: the element has left the page. */
  destroy() {
    this.#isOver = true;
    unwatch(this.#speak);
    // What was asked for it and not taken yet. If another element was to have it, that one asks itself.
    if (!this.#element) forgetAhead();
    this.#panel?.destroy();
    this.#element?.destroy();
    this.#element?.free();
    this.#element = undefined;
  }

  /** Opens the dialog, where there is one: another part of the page leads into this one. */
  #open = () => this.#dialog?.open();

  /** The parts of a page work together, so the first one that is in view brings those that are not: what they need is loaded by then. */
  #bringOthers() {
    if (this.#host.localName === "support-widget") return;
    const others = this.#host.getRootNode().querySelectorAll(":is(support-form, support-conversations):not([load])");
    for (const each of others) if (each !== this.#host) each.whenReady?.();
  }

  async #draw() {
    if (this.#isStarting) return;
    this.#isStarting = true;
    askAhead(this.#settings());
    const spoken = this.#speak();
    try {
      if (this.#host.debug) await this.#watch();
      await start(this.#module);
      await Promise.race([spoken, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      if (this.#isOver) return;
      this.#host.addEventListener("support-ready", this.#tellDrawn, { once: true });
      this.#element = new SupportElement(this.#host, this.#root, this.#settings());
      this.#panel?.show(this.#root);
    } catch (error) {
      // The next one who wants it tries again.
      this.#isStarting = false;
      forgetAhead();
      this.#fail(error);
    }
  }

  /** The page's fallback stays; where it has no words, there are ours. */
  #fail(error) {
    console.error(`<${this.#host.localName}>: could not start, the fallback stays in view.`, error);
    const words = this.#host.textContent.trim() ? [] : fallback(loaderWords(this.#settings()), this.#host.contactEmail);
    this.#slot.parentNode.replaceChildren(this.#slot, ...words);
    this.#panel?.show(this.#root);
    const detail = { message: "could not start" };
    this.#host.dispatchEvent(new CustomEvent("support-error", { bubbles: true, composed: true, detail }));
  }

  /** Finds the language and its words. Until those are there it goes on with those that it has. */
  #speak = async () => {
    watch(this.#host, this.#speak);
    const tag = languageOf(this.#host);
    const language = await speak(tag, Boolean(this.#host.texts)).catch((error) => this.#miss(tag, error));
    if (this.#isOver || languageOf(this.#host) !== tag) return;
    this.#language = language;
    this.#spoken = [tag, language.tag];
    this.#panel?.trace("language", ...this.#spoken);
    this.#dialog?.say(loaderWords(this.#settings()));
    this.#element?.update(this.#settings());
  };

  /** English goes before silence; the page's developer hears of it. */
  #miss(tag, error) {
    const message = `<${this.#host.localName}>: could not load the words for \`${tag}\`, English stands in.`;
    console.error(message, error);
    this.#host.dispatchEvent(new CustomEvent("support-error", { bubbles: true, composed: true, detail: { message } }));
    return FALLBACK;
  }

  /** Shows the panel of `debug`, or takes it away. */
  async #watch() {
    if (!this.#host.debug) {
      this.#panel?.destroy();
      this.#panel = undefined;
    } else if (this.#panel) {
      this.#panel.update();
    } else {
      try {
        const { DebugPanel } = await import("./debug.js");
        if (this.#isOver || this.#panel) return;
        this.#panel = new DebugPanel(this.#host, this.#properties);
        // The words may have come before it.
        this.#panel.trace("language", ...this.#spoken);
        this.#panel.show(this.#root);
      } catch (error) {
        console.error(`<${this.#host.localName}>: could not load the debug panel.`, error);
      }
    }
  }

  #settings() {
    const settings = Object.fromEntries(Object.values(this.#properties).map((name) => [name, read(name, this.#host[name])]));
    // `support-form` is the form, and so on.
    const part = this.#host.localName.slice("support-".length);
    const language = this.#language;
    return { ...settings, part, getToken: shareToken(settings.getToken), takeAhead, open: this.#open, trace: this.#panel?.trace, language };
  }
}

/** A setting as the module takes it: these two as they are, every other object as JSON. */
function read(name, value) {
  const isJson = typeof value === "object" && value && !["fields", "context"].includes(name);
  return isJson ? JSON.stringify(value) : (value ?? undefined);
}

/**
 * @param {ReturnType<typeof loaderWords>} words
 * @param {string | null} address To write to.
 */
function fallback(words, address) {
  const text = document.createElement("p");
  Object.assign(text, { lang: words.lang, dir: words.direction });
  text.append(words.unavailable, " ");
  if (address) {
    const link = document.createElement("a");
    link.href = `mailto:${address}`;
    link.textContent = address;
    const [before, after] = words.unavailable_mail.split("{address}");
    text.append(before, link, after ?? "");
  } else {
    text.append(words.unavailable_reload);
  }
  return [text];
}
