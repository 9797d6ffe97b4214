/**
 * The card that takes an element's place when the module has stopped. It needs nothing of the module's, not
 * even its style sheet, of which it uses the tokens where they are there.
 */

const STYLE = `
.stopped {
  display: grid;
  justify-items: start;
  gap: calc(2 * var(--_unit, 4px));
  max-inline-size: 40em;
  color: var(--_text, light-dark(#1b1f27, #e9ebef));
  font-family: var(--support-font, inherit);
  line-height: 1.5;
  text-align: start;
  overflow-wrap: anywhere;
}
.stopped * { box-sizing: border-box; margin: 0; font: inherit; color: inherit; }
.stopped .title { font-size: 1.125em; font-weight: 600; line-height: 1.3; }
.stopped .title:focus { outline: none; }
.stopped .next {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: calc(2 * var(--_unit, 4px)) calc(4 * var(--_unit, 4px));
  margin-block-start: calc(2 * var(--_unit, 4px));
}
.stopped .again {
  min-block-size: var(--_control-height, 40px);
  padding-inline: calc(4 * var(--_unit, 4px));
  border: 1px solid transparent;
  border-radius: var(--_radius, 8px);
  background: var(--_accent, light-dark(#1c5cc4, #8fb8ff));
  color: var(--_on-accent, light-dark(#fff, #0a1a33));
  font-weight: 500;
  cursor: pointer;
}
.stopped .mail { color: var(--_ink, light-dark(#1c5cc4, #8fb8ff)); text-underline-offset: 0.2em; }
.stopped .typed { display: grid; gap: var(--_unit, 4px); inline-size: 100%; margin-block-start: calc(2 * var(--_unit, 4px)); font-weight: 500; }
.stopped textarea {
  inline-size: 100%;
  padding: calc(2 * var(--_unit, 4px)) calc(3 * var(--_unit, 4px));
  border: 1px solid var(--_edge, light-dark(#767c89, #8b92a0));
  border-radius: var(--_radius, 8px);
  background: var(--_raised, light-dark(#f5f6f8, #20232a));
  font-weight: 400;
  resize: vertical;
}
.stopped :is(button, a, textarea):focus-visible { outline: 2px solid var(--_ink, light-dark(#1c5cc4, #8fb8ff)); outline-offset: 2px; }
`;

/** The most that mail programs take of a link, in characters. */
const MOST_OF_A_LINK = 1_800;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * Makes a card.
 *
 * @param {object} given
 * @param {ReturnType<typeof import("./language.js").loaderWords>} given.words In the customer's language.
 * @param {string | null} given.address To write to.
 * @param {number} given.level Of its title among the page's headings.
 * @param {Record<string, string>} given.typed What the customer has typed, by field.
 * @param {false | (() => void)} given.onAgain Starts everything again, where that is offered.
 * @returns {{ element: HTMLElement, title: HTMLElement, sheet: CSSStyleSheet }}
 */
export function card({ words, address, level, typed, onAgain }) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  const hasTyped = Object.keys(typed).length > 0;
  const title = make(`h${level}`, { className: "title", tabIndex: -1, textContent: words.stopped_title });
  const happened = [words.stopped_text, !onAgain && words.stopped_rest, onAgain && hasTyped && words.stopped_kept].filter(Boolean).join(" ");
  const parts = [title, make("p", { textContent: happened })];
  if (hasTyped && !onAgain) parts.push(copyOf(typed, words.stopped_typed));
  const next = make("div", { className: "next" });
  if (onAgain) next.append(make("button", { type: "button", className: "again", textContent: words.stopped_again, onclick: onAgain }));
  if (address) {
    const textContent = words.stopped_mail.replace("{address}", address);
    next.append(make("a", { className: "mail", href: mailLink(address, typed), textContent }));
  }
  if (next.hasChildNodes()) parts.push(next);
  const stopped = make("section", { className: "stopped", role: "alert", lang: words.lang, dir: words.direction }, ...parts);
  return { element: make("div", { className: "support" }, stopped), title, sheet };
}

/** What was typed, to be copied. */
function copyOf(typed, label) {
  const value = Object.values(typed).join("\n\n");
  const rows = Math.min(8, value.split("\n").length + 1);
  return make("label", { className: "typed" }, label, make("textarea", { readOnly: true, dir: "auto", rows, value }));
}

/** A letter with what was typed in it, if it fits. */
function mailLink(address, { subject = "", ...others }) {
  const to = `mailto:${encodeURIComponent(address).replace("%40", "@")}`;
  const body = Object.values(others).join("\n\n");
  const letter = Object.entries({ subject, body }).filter(([, text]) => text);
  const query = letter.map(([name, text]) => `${name}=${encodeURIComponent(text.replaceAll("\n", "\r\n").toWellFormed())}`).join("&");
  const whole = query ? `${to}?${query}` : to;
  return whole.length > MOST_OF_A_LINK ? to : whole;
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
