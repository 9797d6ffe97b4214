/**
 * The panel of the attribute `debug`, for the developer of the page: who the customer is and who said so, what is set and what of it
 * can't be used, which colours can hardly be read, what was asked of the server, what went wrong. Loaded only where it is wanted.
 *
 * It can be shown around: no token, nothing that anybody wrote, addresses cut short, queries by their names only.
 */

import { faint } from "./contrast.js";
import { titleLevel } from "./heading.js";

const MOST_REQUESTS = 12;
const MOST_TROUBLES = 8;
const TROUBLES = ["support-error", "support-failed", "support-identity-needed"];
/** What they hold is not for everybody's eyes. */
const SECRETS = ["token", "getToken"];
const CUSTOMERS = ["context"];

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.debug {
  all: initial;
  display: block;
  box-sizing: border-box;
  container-type: inline-size;
  margin-block-start: 2em;
  padding: .75em 1em;
  border: 1px dashed var(--support-line, light-dark(#b9bfc9, #4a505c));
  border-radius: var(--support-radius, 8px);
  font: .8125em/1.5 ui-monospace, monospace;
  color-scheme: inherit;
  color: var(--support-text, light-dark(#1b1f27, #e9ebef));
  overflow-wrap: anywhere;
}
.debug summary { padding-block: .25em; cursor: pointer; font-weight: 600 }
.debug summary:focus-visible { outline: 2px solid currentColor; outline-offset: 4px }
.debug .title { margin: 1.25em 0 .25em; font: inherit; font-weight: 600 }
.debug table { inline-size: 100%; border-collapse: collapse }
.debug :is(th, td) { padding: .2em 1em .2em 0; font-weight: 400; text-align: start; vertical-align: baseline }
.debug tr { border-block-start: 1px solid var(--support-line, light-dark(#dfe2e7, #353a44)) }
.debug th { inline-size: 11em }
.debug p { margin: 0 }
.debug :is(th, .quiet) { color: var(--support-quiet, light-dark(#596070, #a6adba)) }
.debug .bad { color: var(--support-danger, light-dark(#b3261e, #ffb4ab)) }
.debug .end { text-align: end; white-space: nowrap; padding-inline-end: 0 }
@container (inline-size < 640px) {
  .debug :is(tr, th) { display: block; inline-size: auto; padding: 0 }
  .debug tr { padding-block: .35em }
  .debug td { display: inline-block; max-inline-size: 100%; padding: 0 .5em 0 0; white-space: normal }
}
`);

/** Makes an element of these properties and children. */
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** `maya@tarrowby.example` as `ma…@tarrowby.example`; a number by its end. */
const cut = (contact) => (contact.includes("@") ? contact.replace(/^(.{0,2})[^@]*/, "$1…") : `…${contact.slice(-3)}`);

/** A text with the addresses in it cut short. */
const withoutAddresses = (text) => text.replaceAll(/[^\s`<>"']+@[^\s`<>"']+/g, cut);

const clock = (time) => new Date(time).toLocaleTimeString();

export class DebugPanel {
  #host;
  #properties;
  #identity;
  /** What was asked for, and what is spoken. */
  #language = [];
  #requests = [];
  #troubles = [];
  #body = make("div");
  /** Wears the colours that are measured. */
  #probe = make("span");
  #element = make("div", { className: "debug" });
  #isDue = false;

  /**
   * @param {HTMLElement} host
   * @param {Record<string, string>} properties Of all settings, by the name of the attribute, or their own where there is none.
   */
  constructor(host, properties) {
    this.#host = host;
    this.#properties = properties;
    const title = make("summary", {}, `Debug <${host.localName}>`);
    this.#element.append(make("details", { open: true }, title, this.#body), this.#probe);
    for (const trouble of TROUBLES) host.addEventListener(trouble, this.#note);
    this.update();
  }

  /** Shows it below the element. @param {ShadowRoot} root */
  show(root) {
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    (root.querySelector("[part=body]") ?? root).append(this.#element);
    this.update();
  }

  destroy() {
    for (const trouble of TROUBLES) this.#host.removeEventListener(trouble, this.#note);
    this.#element.remove();
  }

  /** What the module tells: `src/api/trace.rs`. */
  trace = (kind, ...facts) => {
    if (kind === "identity") this.#identity = facts;
    else if (kind === "language") this.#language = facts;
    else this.#keep(this.#requests, { facts, ms: Math.round(Date.now() - facts[3]) }, MOST_REQUESTS);
    this.update();
  };

  #note = (event) => {
    if (event.target === this.#host) this.#keep(this.#troubles, { event, time: Date.now() }, MOST_TROUBLES);
    this.update();
  };

  #keep(list, what, most) {
    list.unshift(what);
    list.length = Math.min(list.length, most);
  }

  /** Several changes in a row are drawn together. */
  update() {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      const sections = [this.#drawIdentity(), this.#drawSettings(), this.#drawContrast(), this.#drawRequests(), this.#drawTroubles()];
      this.#body.replaceChildren(...sections.flat());
    });
  }

  #drawIdentity() {
    const [source, contact, expires] = this.#identity ?? [];
    const own = (name) => (this.#host[name] ?? undefined) !== undefined;
    const isBorrowed = (source === "token" || source === "getToken") && !own("token") && !own("getToken");
    const { requester, requesterId } = this.#host;
    const rows = [
      ["told by", isBorrowed ? `${source} of another element` : source === "none" ? "nobody: no token, no getToken" : (source ?? "not asked yet")],
      ["token says", contact ? cut(contact) : source === "none" || !source ? "–" : "no e-mail, no phone"],
      ["token ends", expires ? this.#end(expires) : source === "none" || !source ? "–" : "it does not say"],
    ];
    if (requesterId) rows.push(["requester-id", requesterId]);
    else if (requester) rows.push(["requester", cut(requester)]);
    return this.#section("Identity", rows.map(([name, value]) => this.#row(name, value)));
  }

  #end(expires) {
    const seconds = Math.round(expires - Date.now() / 1000);
    const distance = Math.abs(seconds) < 120 ? `${Math.abs(seconds)} s` : `${Math.round(Math.abs(seconds) / 60)} min`;
    const when = seconds < 0 ? `${distance} ago` : `in ${distance}`;
    return make("span", { className: seconds < 0 ? "bad" : "" }, `${clock(expires * 1000)} (${when})`);
  }

  #drawSettings() {
    const valueOf = (name) => this.#host[this.#properties[name]] ?? undefined;
    const isSet = (name) => ![undefined, false].includes(valueOf(name));
    const names = Object.keys(this.#properties);
    const rows = names.filter(isSet).map((name) => {
      const from = this.#host.hasAttribute(name) ? "attribute" : "property";
      const isWrong = this.#troubles.some(({ event }) => event.detail?.message?.includes(`\`${name}\``));
      const shown = make("span", { className: isWrong ? "bad" : "" }, this.#value(name, valueOf(name)), isWrong ? " (can’t be used)" : "");
      return this.#row(name, shown, make("span", { className: "quiet" }, from));
    });
    const [wanted, spoken] = this.#language;
    if (spoken) rows.unshift(this.#row("language", spoken, make("span", { className: "quiet" }, wanted === spoken ? "" : `for ${wanted}`)));
    const rest = names.filter((name) => !isSet(name));
    return this.#section("Configuration", [...rows, this.#row("as by default", make("span", { className: "quiet" }, rest.join(", ")))]);
  }

  #value(name, value) {
    if (SECRETS.includes(name)) return typeof value === "function" ? "a function" : "set, not shown";
    if (CUSTOMERS.includes(name)) return `set for ${Object.keys(this.#parsed(value)).join(", ")}; not shown`;
    if (name === "fields") return `${this.#parsed(value).length ?? 0} fields`;
    if (name === "requester") return cut(String(value));
    if (name === "contact-email") return String(value);
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return withoutAddresses(text.length > 80 ? `${text.slice(0, 80)}…` : text) || "set";
  }

  #parsed(value) {
    try {
      return Object(typeof value === "string" ? JSON.parse(value) : value);
    } catch {
      return {};
    }
  }

  /** Colours of the page's own choice that stand out too little. */
  #drawContrast() {
    const drawn = this.#element.parentNode?.querySelector(".support");
    if (!drawn) return this.#section("Contrast", "Nothing is drawn yet.");
    const rows = faint(drawn, this.#probe).map(({ look, what, on, ratio, least }) => {
      // Cut, not rounded: 4.49 is not enough.
      const told = `${Math.floor(ratio * 100) / 100} : 1 on ${on}, in ${look}; at least ${least} : 1`;
      return this.#row(what, make("span", { className: "bad" }, told));
    });
    return this.#section("Contrast", rows.length ? rows : "Everything that was measured stands out enough.");
  }

  #drawRequests() {
    const rows = this.#requests.map(({ facts: [method, url, status, began, id], ms }) => {
      const outcome = make("span", { className: status && status < 400 ? "" : "bad" }, String(status ?? "no answer"));
      return this.#row(`${clock(began)} ${method}`, this.#path(url), outcome, `${ms} ms`, make("span", { className: "quiet" }, id ?? "no request id"));
    });
    return this.#section("Last requests", rows.length ? rows : "None yet.");
  }

  /** An address without what its query says. */
  #path(url) {
    const { origin, pathname, searchParams } = new URL(url, location.href);
    const names = [...new Set(searchParams.keys())].join("&");
    return (origin === location.origin ? "" : origin) + pathname + (names && `?${names}`);
  }

  #drawTroubles() {
    const rows = this.#troubles.map(({ event: { type, detail }, time }) => {
      const { message, reason, status } = detail ?? {};
      const words = message ? withoutAddresses(message) : [reason, status].filter(Boolean).join(" ");
      return this.#row(clock(time), make("span", { className: "bad" }, type), words);
    });
    return this.#section("Failures", rows.length ? rows : "None so far.");
  }

  #section(title, content) {
    const body = typeof content === "string" ? make("p", { className: "quiet" }, content) : make("table", {}, make("tbody", {}, ...content));
    const level = Math.min(titleLevel(this.#host) + 1, 6);
    return [make(`h${level}`, { className: "title" }, title), body];
  }

  /** A row of a name and what is to be said of it. */
  #row(name, ...cells) {
    const data = cells.map((cell, index) => make("td", { className: index > 0 && cell.className === "quiet" ? "end" : "" }, cell));
    return make("tr", {}, make("th", { scope: "row" }, name), ...data);
  }
}
