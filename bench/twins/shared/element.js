// The element around a twin, and the start of each: what a page loads before a twin is wanted. The twin itself (`app.js`) comes when it
// is: at once, or with `load="interaction"` when somebody points at it or tabs to it.

const sheet = new CSSStyleSheet();
sheet.replaceSync(":host{display:block;min-block-size:48em}[part=launcher]{padding:.6em 1.1em;font:inherit}");

class SupportTwin extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #unmount;
  #isStarting = false;

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet];
    if (this.getAttribute("load") !== "interaction") return void this.#start();
    const launcher = document.createElement("button");
    launcher.textContent = "Help";
    launcher.part.add("launcher");
    this.#root.append(launcher);
    for (const event of ["pointerover", "focusin"]) this.addEventListener(event, () => this.#start());
  }

  disconnectedCallback() {
    this.#unmount?.();
    this.#unmount = undefined;
    this.#isStarting = false;
    this.#root.replaceChildren();
  }

  async #start() {
    if (this.#isStarting) return;
    this.#isStarting = true;
    const { mount, style, createApi } = await import("./app.js");
    if (!this.isConnected) return;
    this.#root.adoptedStyleSheets = [style, sheet];
    this.#root.replaceChildren();
    this.#unmount = mount(this.#root, createApi(this.getAttribute("api-base") ?? "/support/v1", async () => this.getAttribute("token")));
  }
}

customElements.define("support-twin", SupportTwin);
