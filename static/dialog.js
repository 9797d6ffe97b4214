/**
 * The dialog of `display="launcher"`: the browser's own, in the top layer, so that it needs no z-index. The launcher itself is
 * `embed.js`'s, and there before this file is.
 */

import { titleLevel } from "./heading.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host([display=launcher]:not([hidden])) { display: inline-block }
[part=launcher] { cursor: pointer }
[part=launcher]:hover { background: color-mix(in oklab, var(--support-accent, #1c5cc4) 88%, #000) }
[part=launcher]:focus-visible { outline: 2px solid var(--support-accent, #1c5cc4); outline-offset: 2px }
@media (pointer: coarse) { [part=launcher] { min-block-size: 44px } }

[part=dialog] {
  box-sizing: border-box;
  inline-size: min(40em, 100% - 3em);
  block-size: min(52em, 100% - 3em);
  max-inline-size: none;
  max-block-size: none;
  padding: 0;
  border: 0;
  border-radius: calc(1.5 * var(--support-radius, 8px));
  overflow: hidden;
  font-family: var(--support-font, inherit);
  color: var(--support-text, light-dark(#1b1f27, #e9ebef));
  background: var(--support-surface, light-dark(#fff, #17191e));
  box-shadow: 0 1em 3em #0005;
}
:host([theme=light]) [part=dialog] { color-scheme: light }
:host([theme=dark]) [part=dialog] { color-scheme: dark }
[part=dialog][open] { display: flex; flex-direction: column; animation: appear 150ms ease-out }
[part=dialog]::backdrop { background: #0006 }
@keyframes appear { from { opacity: 0; transform: translateY(8px) } }
@media (prefers-reduced-motion: reduce) { [part=dialog][open] { animation: none } }

header {
  display: flex;
  justify-content: space-between;
  align-items: center;
  padding-block: .5em;
  padding-inline: 1.5em .5em;
  border-block-end: 1px solid var(--support-line, light-dark(#dfe2e7, #353a44));
}
.title { margin: 0; font-size: 1em; font-weight: 600; line-height: 1.3 }
[part=close] {
  inline-size: 44px;
  block-size: 44px;
  padding: 0;
  border: 0;
  border-radius: var(--support-radius, 8px);
  color: var(--support-quiet, light-dark(#596070, #a6adba));
  background: none;
  cursor: pointer;
}
[part=close] svg { display: block; margin: auto; inline-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.5 }
[part=close]:hover { background: var(--support-raised, light-dark(#f5f6f8, #20232a)) }
[part=close]:focus-visible { outline: 2px solid currentColor; outline-offset: -4px }
[part=body] { flex: 1; padding: .75em 1.5em 1.5em; overflow: auto; overscroll-behavior: contain }
/* What scrolls is a stop of its own for keys in Firefox, and in Chromium where nothing in it is. */
[part=body]:focus-visible { outline: 2px solid currentColor; outline-offset: -4px }

@media (width < 40em) {
  [part=dialog] { inline-size: 100%; block-size: 100%; border-radius: 0 }
  header { padding-inline-start: 1em }
  [part=body] { padding: .5em 1em 1em }
}
@media (forced-colors: active) { [part=dialog] { border: 1px solid } }
`);

/**
 * @param {string} tag
 * @param {object} properties
 * @param {(Node | string)[]} children
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Drawn, since no letter says it to everybody. */
function cross() {
  const [svg, lines] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("aria-hidden", "true");
  lines.setAttribute("d", "M2 2l10 10M12 2 2 12");
  svg.append(lines);
  return svg;
}

const TITLE = "support-dialog-title";

export class Dialog {
  #host;
  #launcher;
  /** What gets the focus back. */
  #opener;
  #close = make("button", { part: "close", type: "button" }, cross());
  #title = make("h1", {});
  /** @type {HTMLDialogElement} */
  #dialog;

  /**
   * @param {HTMLElement} host Hears `support-opened` and `support-closed`.
   * @param {ShadowRoot} root Holds the launcher.
   * @param {Node} content
   * @param {ReturnType<typeof import("./language.js").loaderWords>} words
   */
  constructor(host, root, content, words) {
    this.#host = host;
    this.#launcher = root.querySelector("[part=launcher]");
    this.#close.addEventListener("click", () => this.close());
    const header = make("header", {}, this.#title, this.#close);
    this.#dialog = make("dialog", { part: "dialog" }, header, make("div", { part: "body" }, content));
    this.#dialog.setAttribute("aria-labelledby", TITLE);
    this.#dialog.addEventListener("close", () => this.#hearClose());
    this.say(words);
    this.#closeOnBackdrop();
    // The launcher stays where it is: moved, it would lose the focus of who has just reached for it by keys.
    for (const node of [...root.childNodes]) if (node !== this.#launcher) node.remove();
    root.append(this.#dialog);
    root.adoptedStyleSheets.push(sheet);
  }

  /** Says it in other words. @param {ReturnType<typeof import("./language.js").loaderWords>} words */
  say(words) {
    Object.assign(this.#dialog, { lang: words.lang, dir: words.direction });
    this.#close.ariaLabel = words.close;
  }

  /** Opens it, unless it is open. The focus goes into it, and comes back when it is closed. */
  open() {
    if (this.#dialog.open || !this.#dialog.isConnected) return;
    // One level above the titles in it, whatever the page says of them by now.
    const title = make(`h${titleLevel(this.#host) - 1}`, { id: TITLE, className: "title" }, this.#launcher.textContent);
    this.#title.replaceWith(title);
    this.#title = title;
    // A button of the page may have opened it. Safari gives a button that is clicked no focus: then it is the launcher, too.
    const { activeElement, body } = document;
    this.#opener = [this.#host, body].includes(activeElement) ? this.#launcher : activeElement;
    this.#dialog.showModal();
    this.#raise("support-opened");
  }

  /** Closes it, if it is open. */
  close() {
    this.#dialog.close();
  }

  /** Pressed and let go beside it: a selection made with the mouse may begin within and end there. */
  #closeOnBackdrop() {
    let pressed;
    this.#dialog.addEventListener("pointerdown", ({ target }) => (pressed = target));
    this.#dialog.addEventListener("click", ({ target }) => {
      if (target === this.#dialog && pressed === this.#dialog) this.close();
    });
  }

  #hearClose() {
    this.#opener.focus();
    this.#raise("support-closed");
  }

  #raise(name) {
    this.#host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}
