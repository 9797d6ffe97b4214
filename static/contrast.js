/**
 * How far what the widget draws stands out from what it is drawn on, by the colours that the browser makes of the page's: for the
 * debug panel. WCAG 2.2 asks for 4.5 for text, and for 3 for what shows where a control is (1.4.3, 1.4.11).
 */

/** What is measured, and on which roles it is seen; `ground` is what the page has painted under the widget. */
const PAIRS = [
  { what: "text on the accent", colour: "--_on-accent", on: ["--_accent"], least: 4.5 },
  { what: "links", colour: "--_ink", on: ["--_surface", "ground"], least: 4.5 },
  { what: "text", colour: "--_text", on: ["--_surface", "--_raised", "ground"], least: 4.5 },
  { what: "secondary text", colour: "--_quiet", on: ["--_surface", "--_raised", "ground"], least: 4.5 },
  { what: "what is wrong", colour: "--_danger", on: ["--_surface", "ground"], least: 4.5 },
  { what: "what waits", colour: "--_caution", on: ["--_surface", "--_raised", "ground"], least: 4.5 },
  { what: "edges of controls", colour: "--_edge", on: ["--_surface", "ground"], least: 3 },
];

/** A colour in sRGB, each part from 0 to 1. @typedef {{ red: number, green: number, blue: number, alpha: number }} Colour */

/**
 * Measures what an element shows, in each look that it may be seen in: light, dark, or both.
 *
 * @param {HTMLElement} root What the roles are declared on.
 * @param {HTMLElement} probe In the page, and free to be coloured.
 * @returns {{ look: "light" | "dark", what: string, on: string, ratio: number, least: number }[]} What stands out too little.
 */
export function faint(root, probe) {
  const { colorScheme } = getComputedStyle(root);
  // A page that says nothing is light.
  const looks = /** @type {const} */ (["light", "dark"]).filter((look) => colorScheme.includes(look));
  const now = looks.length > 1 && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : (looks[0] ?? "light");
  const found = (looks.length ? looks : [now]).flatMap((look) => {
    const reader = new Reader(root, probe, look);
    const opaque = reader.over(reader.role("--_surface"), reader.read("Canvas"));
    // What the page paints is known for the look that it is in.
    const grounds = { ground: look === now ? reader.ground() : undefined };
    return PAIRS.flatMap(({ what, colour, on, least }) =>
      on.flatMap((role) => {
        const under = role in grounds ? grounds[role] : reader.over(reader.role(role), opaque);
        const ratio = under && contrast(reader.over(reader.role(colour), under), under);
        return ratio < least ? { look, what, on: role.replace("--_", ""), ratio, least } : [];
      }),
    );
  });
  probe.removeAttribute("style");
  return found;
}

/** Has the browser work out colours in one of the looks. */
class Reader {
  #root;
  #probe;
  #roles;

  constructor(root, probe, look) {
    this.#root = root;
    this.#probe = probe;
    this.#roles = getComputedStyle(root);
    probe.style.colorScheme = look;
  }

  /** The colour of a role, as it is in this look. */
  role(name) {
    return this.read(`color(from ${this.#roles.getPropertyValue(name)} srgb r g b)`);
  }

  /** @param {string} colour Whatever CSS takes. @returns {Colour} */
  read(colour) {
    this.#probe.style.color = colour;
    return parsed(getComputedStyle(this.#probe).color);
  }

  /** A colour that lets something of another one through. @param {Colour} above @param {Colour} below */
  over({ alpha, ...above }, below) {
    const mix = (part) => above[part] * alpha + below[part] * (1 - alpha);
    return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
  }

  /** What the page has painted under the widget; nothing where that is a picture. @returns {Colour | undefined} */
  ground() {
    const layers = [];
    for (let each = this.#root; each; each = each.assignedSlot ?? each.parentElement ?? each.getRootNode().host) {
      const { backgroundColor, backgroundImage } = getComputedStyle(each);
      if (backgroundImage !== "none") return undefined;
      layers.unshift(this.read(`color(from ${backgroundColor} srgb r g b)`));
      if (layers[0].alpha === 1) break;
    }
    return layers.reduce((below, above) => this.over(above, below), this.read("Canvas"));
  }
}

/** @param {string} colour As browsers write it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)` or `color(srgb 0.1 0.2 none / 0.5)`. */
function parsed(colour) {
  const [red, green, blue, alpha = 1] = (colour.match(/(?<![a-z])-?[\d.]+(e-?\d+)?|none/g) ?? []).map((part) => Number(part) || 0);
  const most = colour.startsWith("rgb") ? 255 : 1;
  const [r, g, b] = [red, green, blue].map((part) => Math.min(Math.max(part / most, 0), 1));
  return { red: r, green: g, blue: b, alpha };
}

/** @param {Colour} colour */
function luminance({ red, green, blue }) {
  const [r, g, b] = [red, green, blue].map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {Colour} one @param {Colour} other */
function contrast(one, other) {
  const [more, less] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}
