// Making elements, and keeping them.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`, …) and children; what is `null`, `undefined` or `false` is left out. */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else set(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets an attribute, or takes it away. */
export function set(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

/** Sets the text of an element that holds nothing else. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes the children of an element these, and touches only those that are not in their place. */
export function place(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
}

function drawing(name, ...shapes) {
  const svg = fill(document.createElementNS(SVG, "svg"), { class: name, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, []);
  for (const [tag, attributes] of shapes) svg.append(fill(document.createElementNS(SVG, tag), attributes, []));
  return svg;
}

const RING = ["circle", { cx: 8, cy: 8, r: 5, class: "outline" }];
const SHAPES = {
  Open: [RING],
  Pending: [RING, ["path", { d: "M8 3a5 5 0 0 1 0 10z", class: "fill" }]],
  Resolved: [["path", { d: "M3.5 8.5l3 3 6-7", class: "outline" }]],
  Closed: [["rect", { x: 4, y: 4, width: 8, height: 8, rx: 1, class: "fill" }]],
};
const OTHER = [["circle", { cx: 8, cy: 8, r: 3, class: "fill" }]];

export const statusIcon = (status) => drawing("icon status-icon", ...(SHAPES[status] ?? OTHER));
export const checkIcon = () => drawing("icon check-icon", ["path", { d: "M3 8.5l3.5 3.5L13 4.5", class: "outline" }]);
export const backIcon = () => drawing("icon back-icon", ["path", { d: "M7.5 3.5L3 8l4.5 4.5M3.5 8H13", class: "outline" }]);
export const warningIcon = () =>
  drawing(
    "icon",
    ["circle", { cx: 8, cy: 8, r: 6.25, class: "outline" }],
    ["path", { d: "M8 4.75v4", class: "outline" }],
    ["circle", { cx: 8, cy: 11.25, r: 0.9, class: "fill" }],
  );
