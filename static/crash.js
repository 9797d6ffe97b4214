/**
 * The elements of a page over the instances of the module: when an instance ends, each element says so in a card, keeps what was
 * typed, and can be started again with a fresh instance of the same module, which is not loaded a second time.
 */

import { card } from "./card.js";
import { titleLevel } from "./heading.js";
import { Instance } from "./instance.js";
import { loaderWords } from "./language.js";

/** This many ends within this time, in milliseconds, and starting again is not offered any more. */
const MOST_ENDS = 3;
const ENDS_COUNT_FOR = 5 * 60_000;

/** Settings that say whose element it is. */
const IDENTITY = ["requester", "requesterId", "token", "getToken"];

/** @type {WebAssembly.Module} The one module of the page. */
let module;
/** @type {Instance} The instance that all elements share. */
let instance;
/** Whether the elements have heard of its end. */
let isTold = false;
/** Why the very first one ended, until there is an element that can tell. */
let untold;
/** When instances ended. */
let ends = [];
/** @type {Promise<void> | undefined} */
let renewal;
/** @type {Set<SupportElement>} Those in the page. */
const elements = new Set();

/**
 * Starts the first instance.
 *
 * @param {WebAssembly.Module} compiled
 */
export async function startFirst(compiled) {
  module = compiled;
  await startInstance();
}

async function startInstance() {
  isTold = false;
  const next = new Instance(hearEnd);
  await next.start(module);
  instance = next;
}

/** Starts a fresh instance, and with it all elements again. */
function renew() {
  renewal ??= startInstance()
    .then(() => elements.forEach((element) => element.restart()))
    .catch(hearEnd)
    .finally(() => (renewal = undefined));
  return renewal;
}

/** @param {unknown} error */
function hearEnd(error) {
  isTold = true;
  console.error("<support-widget>: stopped by a fault of its own.", error);
  ends.push(performance.now());
  elements.forEach((element) => element.showCard());
  const [first] = elements;
  if (first) first.report(error);
  else if (!instance) untold = error;
}

function mayRenew() {
  ends = ends.filter((end) => performance.now() - end < ENDS_COUNT_FOR);
  return ends.length < MOST_ENDS;
}

/** The Rust side of one element, in whichever instance there is. It has the methods of the Rust class of that name. */
export class SupportElement {
  #host;
  #root;
  /** The page's fallback, and what it stands in until the widget or the card takes its place. */
  #slot;
  #place;
  /** The style sheets that are none of the module's. */
  #sheets;
  #settings;
  /** Its counterpart in the instance; `undefined` while there is none. */
  #inner;
  /** What stood in its form when the last one ended, by field. */
  #typed = {};
  /** The key that its form was drawn with, if it was: two forms of one customer must not come back as one. */
  #draft;
  /** The control that had the focus then. */
  #focused;
  /** What was asked for while there was no instance. */
  #calls = [];

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   * @param {object} settings
   */
  constructor(host, root, settings) {
    this.#host = host;
    this.#root = root;
    this.#slot = root.querySelector("slot") ?? document.createElement("slot");
    this.#place = this.#slot.parentNode ?? root;
    this.#sheets = [...root.adoptedStyleSheets];
    this.#settings = settings;
    elements.add(this);
    if (!instance.isOver) this.restart();
    else if (untold) this.#tell();
    else if (isTold && mayRenew()) renew();
    else if (isTold) this.showCard();
  }

  /** Takes over changed settings. */
  update(settings) {
    const isSamePerson = IDENTITY.every((name) => settings[name] === this.#settings[name]);
    this.#settings = settings;
    if (this.#inner) instance.attempt(() => this.#inner.update(settings));
    else if (!isSamePerson) this.#forget();
  }

  /** Calls a method by its name. While there is no instance it waits for one, but signing out waits for nothing. */
  call(method, argument) {
    if (this.#inner) return instance.attempt(() => this.#inner.call(method, argument));
    if (method !== "signOut") return void this.#calls.push([method, argument]);
    this.#forget();
    return renew().then(() => this.#inner && this.call(method, argument));
  }

  destroy() {
    elements.delete(this);
    instance.attempt(() => this.#inner?.destroy());
  }

  free() {
    instance.attempt(() => this.#inner?.free());
    this.#inner = undefined;
  }

  /** Starts it in the instance that there is now. */
  restart() {
    const settings = { ...this.#settings, typed: this.#typed, draft: this.#draft };
    this.#place.replaceChildren(this.#slot);
    this.#root.adoptedStyleSheets = this.#sheets;
    try {
      this.#inner = instance.attempt(() => new instance.SupportElement(this.#host, this.#root, settings));
    } catch (error) {
      elements.delete(this);
      throw error;
    }
    if (!this.#inner) return;
    this.#typed = {};
    this.#draft = undefined;
    for (const [method, argument] of this.#calls.splice(0)) this.call(method, argument);
    if (this.#focused) this.#returnFocus();
  }

  /** Shows what happened in place of everything else. */
  showCard() {
    const focused = this.#root.activeElement;
    this.#inner = undefined;
    this.#typed = { ...this.#typed, ...typedIn(this.#root) };
    this.#draft = this.#root.querySelector("form")?.dataset.draft ?? this.#draft;
    const shown = card({
      words: loaderWords(this.#settings),
      address: this.#host.getAttribute("contact-email"),
      level: titleLevel(this.#host),
      typed: this.#typed,
      onAgain: mayRenew() && renew,
    });
    this.#place.replaceChildren(shown.element);
    const others = this.#root.adoptedStyleSheets.filter((sheet) => sheet !== shown.sheet);
    this.#root.adoptedStyleSheets = [...others, shown.sheet];
    if (!focused) return;
    this.#focused = focused.id || this.#focused;
    shown.title.focus();
  }

  #tell() {
    this.showCard();
    this.report(untold);
    untold = undefined;
  }

  /** Tells the page. */
  report(error) {
    const detail = { message: `<support-widget>: stopped by a fault of its own: ${error}` };
    this.#host.dispatchEvent(new CustomEvent("support-error", { bubbles: true, composed: true, detail }));
  }

  /** What was typed is no business of whoever comes next. */
  #forget() {
    this.#typed = {};
    this.#draft = undefined;
    if (isTold) this.showCard();
  }

  /** Back to where the customer was, once that is drawn, if nothing else has taken the focus since. */
  #returnFocus() {
    const id = this.#focused;
    this.#focused = undefined;
    setTimeout(() => {
      if (!this.#root.activeElement) this.#root.getElementById(id)?.focus();
    });
  }
}

/** What a customer has typed, by the names of its fields. */
function typedIn(root) {
  const controls = root.querySelectorAll("input[name]:read-write, textarea[name]:read-write");
  return Object.fromEntries(Array.from(controls, ({ name, value }) => [name, value]).filter(([, value]) => value));
}
