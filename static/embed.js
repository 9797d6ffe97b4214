/**
 * Defines <support-widget> and its parts: the first stage of the loader, and all that a page pays before the widget is used, so every
 * byte counts. It keeps the place, waits for what `load` says, then loads the second stage (`start.js`), once for any number of
 * elements, and hands over. No product logic lives here.
 *
 * What stands inside the tag is the fallback. It is shown until the widget is up, and stays if it never comes up.
 */

// begin contract (written by `cargo xtask contract`)
const TAGS = "support-widget support-form support-conversations".split(" ");
const NAMES = "getToken api-base token requester requester-id description-format rich theme heading-level url-state refresh-seconds status-labels texts fields context page-field debug display label load contact-email".split(" ");
const FLAGS = "rich debug".split(" ");
const METHODS = "open close show prefill refresh signOut whenReady".split(" ");
// end contract

const sheet = new CSSStyleSheet();
// What stands on the accent is white, or black where the accent is too light for that. Written tightly: nobody minifies it.
sheet.replaceSync(`:host(:not([display=launcher],[hidden])){min-block-size:var(--support-reserve,48em);display:block}\
[part=launcher]{padding:.6em 1.1em;border:0;border-radius:var(--support-radius,8px);font:inherit;font-weight:500;\
color:var(--support-on-accent,oklch(from color(from var(--support-accent,#1c5cc4) xyz y y y) clamp(0,(.565 - l)*1e6,1) 0 0));\
background:var(--support-accent,#1c5cc4)}`);

/** The property of each setting, by its name. */
const PROPERTIES = {};

/** Makes an element of these properties and children. */
const make = (tag, properties, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return Object.assign(element, properties);
};

/** @type {Promise<typeof import("./start.js")> | undefined} The second stage, for all elements. */
let loading;
/** @type {Promise<Response | string>} The WebAssembly module, or why there is none. */
let module;

/**
 * Loads the second stage and, at the same time, the module, which that one takes over: what fails of it, it asks for again.
 *
 * `import.meta.integrity` is the digest of the second stage, where the name of this file carries one: `cargo xtask dist` knows it. Where
 * there is none, what is done with it goes, and with it an address that bundlers would take for a file to ship.
 */
const load = async () => {
  module = fetch(new URL("./support-widget_bg.wasm", import.meta.url)).catch(String);
  if (import.meta.integrity) {
    const href = import.meta.resolve("./start.js");
    const integrity = import.meta.integrity;
    // For WebKit, which preloads without a look at the digest. Elsewhere what follows finds it in the cache.
    await fetch(href, { integrity });
    // What is preloaded does not run; `import` would run even what this refuses, and so has to wait.
    await new Promise((onload, onerror) => document.head.append(make("link", { integrity, href, onload, onerror, rel: "modulepreload" })));
  }
  return import("./start.js");
};

class SupportElement extends HTMLElement {
  // No attribute has a capital letter in its name, so that a property which has none is observed in vain.
  static observedAttributes = NAMES;

  /** Also tries again, when what could not be loaded comes into view again. */
  static #sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#start();
    },
    { rootMargin: "25%" },
  );

  static {
    for (const name of NAMES) {
      PROPERTIES[name] = name.replace(/-./g, (match) => match[1].toUpperCase());
      Object.defineProperty(this.prototype, PROPERTIES[name], {
        get() {
          const value = this.#given[name] ?? this.getAttribute(name);
          // Some frameworks write what is off as "false".
          return !FLAGS.includes(name) ? value : value !== null && value !== "false";
        },
        set(value) {
          // No attribute can hold an object or a function.
          this.#given[name] = Object(value) === value ? value : undefined;
          if ((value ?? false) === false) this.removeAttribute(name);
          else if (!this.#given[name]) this.setAttribute(name, value === true ? "" : value);
          this.#change();
        },
      });
    }
    for (const name of METHODS) {
      // Those who wait for the same promise are served in order.
      this.prototype[name] = async function (argument) {
        this.#start();
        return (await this.#arrival).call(name, argument);
      };
    }
  }

  #root = this.attachShadow({ mode: "open" });
  /** Objects and functions, which were set by property and go before the attribute. */
  #given = {};
  /** The button of `display="launcher"`. */
  #launcher;
  /** The second stage of this element, once it is there. */
  #app;
  /** The same, for those who wait for it. */
  #arrival;
  #tellArrival;
  #isStarting;

  constructor() {
    super();
    this.#stop();
  }

  connectedCallback() {
    // A property that was set before the class was defined hides the accessor: it is set anew.
    for (const [name, value] of Object.entries(this)) {
      delete this[name];
      this[name] = value;
    }
    this.#prepare();
  }

  disconnectedCallback() {
    // A move takes the element out and puts it back in one go: that must not restart it.
    setTimeout(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name) {
    if (name === "display") this.#stop();
    if (this.isConnected) this.#prepare();
    this.#change();
  }

  #change() {
    if (this.#launcher) this.#launcher.textContent = this.label ?? "Help";
    this.#app?.update();
  }

  /** Shows the fallback, or the launcher, and waits for what `load` says. */
  #prepare() {
    const isLauncher = this.display === "launcher";
    if (!this.#root.firstChild) {
      if (isLauncher) this.#launcher = make("button", { part: "launcher", ariaHasPopup: "dialog", onclick: () => this.open() });
      this.#root.replaceChildren(this.#launcher ?? make("slot"));
      this.#change();
    }
    const load = this.load ?? (isLauncher && "interaction");
    if (load === "eager") this.#start();
    else if (load === "idle") (window.requestIdleCallback ?? setTimeout)(this.#start, { timeout: 3_000 });
    else if (load === "interaction") for (const event of ["pointerover", "focusin"]) this.addEventListener(event, this.#start);
    else SupportElement.#sight.observe(this);
  }

  #start = async () => {
    if (!this.isConnected || this.#isStarting) return;
    this.#isStarting = true;
    try {
      const { App } = await (loading ??= load());
      if (this.isConnected) this.#tellArrival((this.#app ??= new App(this, this.#root, PROPERTIES, module)));
    } catch (error) {
      loading = this.#isStarting = undefined;
      console.error("could not start", this, error);
      const address = this.contactEmail;
      const words = address ? ["Write to ", make("a", { href: `mailto:${address}` }, address)] : [];
      this.#root.replaceChildren(this.#launcher ?? "", make("slot"), ...words);
      this.dispatchEvent(new CustomEvent("support-error", { bubbles: true, composed: true, detail: { message: "could not start" } }));
    }
  };

  #stop() {
    SupportElement.#sight.unobserve(this);
    this.#app?.destroy();
    this.#app = this.#launcher = this.#isStarting = undefined;
    this.#arrival = new Promise((resolve) => (this.#tellArrival = resolve));
    this.#root.replaceChildren();
    this.#root.adoptedStyleSheets = [sheet];
  }
}

// A second copy of this file, or another version of it, leaves the first one in charge.
for (const tag of TAGS) {
  if (!customElements.get(tag)) customElements.define(tag, class extends SupportElement {});
}
