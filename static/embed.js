/**
 * Defines <support-widget>: the first stage of the loader. It loads the second one (`start.js`) and the WebAssembly module once
 * for any number of elements and forwards to it. No product logic lives here: only the element class, the loading and the
 * fallback.
 *
 * What stands inside the tag is the fallback. It is shown until the widget is up, and stays if it
 * never comes up.
 */

// begin contract (written by `cargo xtask contract`)
const ATTRIBUTES = [
  "api-base",
  "token",
  "requester",
  "requester-id",
  "description-format",
  "rich",
  "url-state",
  "refresh",
  "status-labels",
  "fields",
  "context",
  "page-field",
];
const FLAGS = ["rich"];
const PROPERTIES = ["getToken"];
const METHODS = [];
// end contract

/** @type {ReturnType<typeof import("./start.js").start> | undefined} */
let loading;

/** Loads everything, once. After a failure the next element tries again. */
function load() {
  loading ??= begin();
  loading.catch(() => (loading = undefined));
  return loading;
}

async function begin() {
  // Both at once: the module is the bigger one, and must not wait for the script that starts it.
  const module = fetch(new URL("./support-widget_bg.wasm", import.meta.url));
  module.catch(() => {});
  const { start } = await import("./start.js");
  return start(module);
}

/** @param {string} attribute */
const camelCase = (attribute) => attribute.replace(/-./g, (match) => match[1].toUpperCase());

class SupportWidgetElement extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** The Rust side, once it is up. */
  #element;
  #getToken;
  #fields;
  #context;
  #isStarting = false;
  #isUpdating = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  }

  /** A function that gives the bearer token, or a promise of it. It goes before `token`. */
  get getToken() {
    return this.#getToken;
  }

  set getToken(value) {
    this.#getToken = typeof value === "function" ? value : undefined;
    this.#changed();
  }

  /** The form's fields: a list of definitions. It goes before the attribute, which has them as JSON. */
  get fields() {
    return this.#fields ?? this.getAttribute("fields");
  }

  set fields(value) {
    this.#fields = value;
    this.#changed();
  }

  /** What goes along unseen: an object of texts. It goes before the attribute, which has it as JSON. */
  get context() {
    return this.#context ?? this.getAttribute("context");
  }

  set context(value) {
    this.#context = value;
    this.#changed();
  }

  connectedCallback() {
    // A property that was set before the class was defined hides the accessor: set it anew.
    for (const name of [...PROPERTIES, ...ATTRIBUTES.map(camelCase)]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#start();
  }

  disconnectedCallback() {
    // A move takes the element out and puts it back in one go: that must not restart it.
    setTimeout(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback() {
    this.#changed();
  }

  /** Several changes in a row are taken over together. */
  #changed() {
    if (!this.#element || this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      this.#element?.update(this.#settings());
    });
  }

  #settings() {
    const settings = { getToken: this.#getToken };
    for (const name of ATTRIBUTES.map(camelCase)) settings[name] = this[name] ?? undefined;
    return settings;
  }

  async #start() {
    if (this.#element || this.#isStarting) return;
    this.#isStarting = true;
    try {
      const { SupportElement } = await load();
      if (this.isConnected) {
        this.#element = new SupportElement(this, this.shadowRoot, this.#settings());
      }
    } catch (error) {
      console.error("<support-widget>: could not start, the fallback stays in view.", error);
      const detail = { message: "could not start" };
      const init = { bubbles: true, composed: true, detail };
      this.dispatchEvent(new CustomEvent("support-error", init));
    } finally {
      this.#isStarting = false;
    }
  }

  #stop() {
    this.#element?.destroy();
    this.#element?.free();
    this.#element = undefined;
    this.shadowRoot.replaceChildren(document.createElement("slot"));
  }
}

for (const name of ATTRIBUTES) {
  if (camelCase(name) in SupportWidgetElement.prototype) continue;
  Object.defineProperty(SupportWidgetElement.prototype, camelCase(name), {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(name);
      // Some frameworks write what is off as "false".
      return FLAGS.includes(name) ? value !== null && value !== "false" : value;
    },
    set(value) {
      if (value === true) this.setAttribute(name, "");
      else if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, typeof value === "object" ? JSON.stringify(value) : value);
    },
  });
}

// A second copy of this file, or another version of it, leaves the first one in charge.
if (!customElements.get("support-widget")) {
  customElements.define("support-widget", SupportWidgetElement);
}
