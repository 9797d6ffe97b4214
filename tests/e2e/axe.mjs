// What axe-core says of a page: every rule but those of WCAG's level AAA, best practices and experimental ones included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const SCRIPT = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * @typedef {object} Finding Something that is wrong, or that axe could not decide.
 * @property {string} rule
 * @property {string} where
 * @property {string} why
 */

/**
 * What axe finds wrong in a page, and what it leaves undecided and is not settled here either. How far a text stands out from its
 * ground axe can't tell where a gradient or a drawn box lies between them (an arrow in a select, the mark of the row that is open), nor
 * where the element is larger than what is seen of it (a subject that is cut after two lines) or is not seen at all (the launcher
 * behind its dialog). There the colours themselves are measured.
 *
 * @param {import("./driver.mjs").Page} page
 * @param {{ isForced?: boolean }} [look] `isForced`: the colours are the customer's own, of which nobody here knows the contrast.
 * @returns {Promise<{ findings: Finding[], rules: number }>} `rules`: how many had something to look at and were content.
 */
export async function examine(page, { isForced = false } = {}) {
  await page.evaluate(/** @type {any} */ (SCRIPT));
  return page.evaluate(run, isForced);
}

/** Runs in the page. */
async function run(isForced) {
  const axe = /** @type {any} */ (window).axe;
  // `hidden-content` only says that what is hidden was not looked at: it is, in the states that show it.
  const left = ["hidden-content", ...(isForced ? ["color-contrast"] : [])];
  const rules = axe.getRules().filter(({ ruleId, tags }) => !left.includes(ruleId) && !tags.includes("wcag2aaa") && !tags.includes("deprecated"));
  const result = await axe.run(document, { runOnly: { type: "rule", values: rules.map(({ ruleId }) => ruleId) } });

  const find = (target) => target.flat().reduce((root, selector) => (root.shadowRoot ?? root).querySelector(selector), document);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** Every ground under an element, the lowest first, what is drawn before its ancestors' content included. */
  const grounds = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement ?? each.getRootNode().host) {
      layers.unshift(getComputedStyle(each).backgroundColor, getComputedStyle(each, "::before").backgroundColor);
    }
    return ["white", ...layers];
  };
  const isLegible = (element) => {
    const under = luminance(grounds(element));
    const over = luminance([...grounds(element), getComputedStyle(element).color]);
    return (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05) >= 4.5;
  };
  const UNSURE = ["bgGradient", "pseudoContent", "elmPartiallyObscuring", "elmPartiallyObscured", "bgOverlap"];
  const isSettled = (rule, node) => {
    const why = [...node.any, ...node.all, ...node.none].map(({ data }) => data?.messageKey);
    return rule === "color-contrast" && why.some((key) => UNSURE.includes(key)) && isLegible(find(node.target));
  };
  const told = ({ id, nodes }) =>
    nodes
      .filter((node) => !isSettled(id, node))
      .map(({ target, any, all, none }) => ({
        rule: id,
        where: target.flat().join(" "),
        why: [...any, ...all, ...none].map(({ message }) => message).join("; "),
      }));
  return { findings: [...result.violations.flatMap(told), ...result.incomplete.flatMap(told)], rules: result.passes.length };
}
