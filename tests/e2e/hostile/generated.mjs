// Hostile texts by multiplication: element × event × way of writing it, and carrier × scheme × way of writing it.

const ELEMENTS = [
  "a", "article", "audio", "b", "body", "button", "details", "div", "embed", "form", "iframe", "img", "input", "link", "marquee", "math",
  "object", "p", "select", "style", "svg", "table", "textarea", "video",
];

/** The kinds of event that are fired at whatever comes of a vector, too. */
export const EVENTS = [
  "animationend", "animationstart", "auxclick", "beforeinput", "beforetoggle", "blur", "change", "click", "contextmenu", "copy", "dblclick",
  "dragstart", "drop", "error", "focus", "focusin", "input", "invalid", "keydown", "load", "mousedown", "mouseenter", "mouseover",
  "paste", "pointerdown", "pointerover", "scroll", "select", "submit", "toggle", "touchstart", "transitionend", "wheel",
];

/** Ways to write a handler. */
const HANDLERS = [
  (element, event, js) => `<${element} on${event}=${js} src=x>x</${element}>`,
  (element, event, js) => `<${element.toUpperCase()}/ON${event.toUpperCase()}="${js}"/SRC=x>x`,
  (element, event, js) => `<${element} on${event}\n=\n'${[...js].map((c) => `&#${c.codePointAt(0)};`).join("")}' tabindex=0 autofocus>x</${element}>`,
  (element, event, js) => `"'><${element} x="<" on${event}=\`${js}\` on${event}=${js} style='animation:x 1s'>`,
];

const CARRIERS = ["a href", "area href", "base href", "button formaction", "embed src", "form action", "iframe src", "img src", "input src", "link href", "object data", "script src", "svg><a xlink:href", "video poster"];

const SCHEMES = ["javascript:JS", "JAVASCRIPT:JS", "data:text/html,<script>JS</script>", "data:image/svg+xml,<svg onload=JS>", "vbscript:JS", "https://elsewhere.invalid/", "//elsewhere.invalid/", "feed:javascript:JS"];

/** Ways to write an address. */
const ADDRESSES = [
  (address) => `"${address}"`,
  (address) => `"\u0001 ${address}"`,
  (address) => `"${[...address].map((c) => (/[a-z:]/i.test(c) ? `&#x${c.codePointAt(0).toString(16)};` : c)).join("")}"`,
  (address) => `"${address.replace("a", "a\t").replace(":", "\n:")}"`,
];

/** Each vector's text, numbered from `first` on. */
export function generated(first) {
  const texts = [];
  const js = () => `top.ran(${first + texts.length})`;
  for (const element of ELEMENTS) {
    for (const event of EVENTS) {
      for (const write of HANDLERS) texts.push(write(element, event, js()));
    }
  }
  for (const carrier of CARRIERS) {
    for (const scheme of SCHEMES) {
      for (const write of ADDRESSES) {
        // Quotes would end the attribute before its time.
        const address = write(scheme.replaceAll("JS", js()));
        texts.push(`<${carrier}=${address}>x`);
      }
    }
  }
  return texts;
}
