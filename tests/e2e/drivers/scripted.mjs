// Pages and elements for browsers whose driver can do little more than run a script, click at a point and press a key.

import path from "node:path";
import { fileURLToPath } from "node:url";

import { buildSync } from "esbuild";

import { DEADLINE, waitFor } from "../wait.mjs";

/**
 * What such a driver must be able to do in a tab.
 *
 * @typedef {object} Hands
 * @property {(expression: string) => Promise<unknown>} run Evaluates an expression in the page and waits for what it promises.
 * @property {(point: { x: number, y: number }, times: number) => Promise<void>} clickAt With a real mouse.
 * @property {(key: string, held: string[]) => Promise<void>} pressKey On a real keyboard, while other keys are held.
 */

/** @typedef {import("./inpage/finder.mjs").Step} Step */

const FINDER = 'globalThis[Symbol.for("support-widget-e2e")]';
const PAUSE = 25;

/** @type {string | undefined} */
let script;

/** The finder as one script, with what it needs. */
function finder() {
  script ??= buildSync({
    entryPoints: [path.join(path.dirname(fileURLToPath(import.meta.url)), "inpage/finder.mjs")],
    bundle: true,
    write: false,
    format: "iife",
  }).outputFiles[0].text;
  return `(() => { ${script} })()`;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

let last = 0;

/**
 * Runs some code in the page, with the finder in reach.
 *
 * @param {Hands} hands
 * @param {string} code An expression.
 */
async function ask(hands, code) {
  const number = (last += 1);
  const begin = `${FINDER}?.begin(${number}, async () => { const finder = ${FINDER}; return ${code}; }) ?? "no finder"`;
  let answer = await hands.run(begin);
  if (answer === "no finder") {
    await hands.run(finder());
    answer = await hands.run(begin);
  }
  while (answer === null) answer = await hands.run(`${FINDER}?.wait(${number}) ?? "no finder"`);
  if (answer === "no finder") throw new Error("the page was left while something was done in it");
  const { value, error } = JSON.parse(answer);
  if (error !== undefined) throw new Error(`in the page: ${error}`);
  return value;
}

/** The same for what changes nothing, over again if the page goes away meanwhile. */
async function look(hands, code) {
  const end = performance.now() + DEADLINE;
  for (;;) {
    try {
      return await ask(hands, code);
    } catch (error) {
      if (error.message.startsWith("in the page: ") || performance.now() > end) throw error;
      await pause();
    }
  }
}

/**
 * Tries until the page no longer says why not.
 *
 * @param {string} what
 * @param {() => Promise<{ why?: string }>} attempt
 */
async function insist(what, attempt) {
  const end = performance.now() + DEADLINE;
  for (;;) {
    const answer = await attempt();
    if (!answer.why) return answer;
    if (performance.now() > end) throw new Error(`waited ${DEADLINE / 1000} s for ${what}: it is ${answer.why}`);
    await pause();
  }
}

/** @param {string | RegExp} words */
const plain = (words) => (words instanceof RegExp ? { source: words.source, flags: words.flags } : words);

const given = (argument) => JSON.stringify(argument) ?? "undefined";

/**
 * @param {Hands} hands
 * @param {Step[]} [steps] What has been narrowed down so far.
 * @returns {import("../driver.mjs").Place}
 */
export function placeIn(hands, steps = []) {
  const next = (step) => element(hands, [...steps, step]);
  return {
    role: (role, name) => next({ role, name: name === undefined ? undefined : plain(name) }),
    phrase: (words) => next({ phrase: plain(words) }),
    css: (selector) => next({ css: selector }),
  };
}

/**
 * Goes through the history, and waits until the page is there.
 *
 * @param {Hands} hands
 * @param {number} steps Back if negative.
 * @param {() => Promise<void>} [whenLeft] When the page may be asked again.
 */
export async function travel(hands, steps, whenLeft = async () => {}) {
  const way = (last += 1);
  await ask(hands, `finder.go(${way}, ${steps})`);
  await whenLeft();
  await waitFor("the page in the history", () => look(hands, `finder.hasGone(${way})`));
}

/**
 * What stands in a frame.
 *
 * @param {Hands} hands In the page around it, whose viewport is what is clicked at.
 * @param {string} selector
 * @param {Hands["run"]} run Evaluates an expression in the frame.
 */
export async function placeInFrame(hands, selector, run) {
  const corner = await element(hands, [{ css: selector }]).evaluate((frame) => {
    const { x, y } = frame.getBoundingClientRect();
    return { x: x + frame.clientLeft, y: y + frame.clientTop };
  });
  return placeIn({ ...hands, run, clickAt: ({ x, y }, times) => hands.clickAt({ x: corner.x + x, y: corner.y + y }, times) });
}

/**
 * Presses a key, others held, as in `Shift+Tab`.
 *
 * @param {Hands} hands
 * @param {string} keys
 */
export async function pressKey(hands, keys) {
  const held = keys.split("+");
  await hands.pressKey(held.pop(), held);
}

/** Runs a function in the page. */
export const evaluate = (hands, work, argument) => ask(hands, `(${work})(${given(argument)})`);

/**
 * @param {Hands} hands
 * @param {Step[]} steps
 * @returns {import("../driver.mjs").Element}
 */
function element(hands, steps) {
  const place = JSON.stringify(steps);
  const there = () => insist(place, () => look(hands, `finder.read(${place}, () => true)`));
  const read = async (reader) => (await insist(place, () => look(hands, `finder.read(${place}, ${reader})`))).value;
  const click = async (times) => {
    await insist(place, async () => {
      const aimed = await look(hands, `finder.aim(${place})`);
      if (aimed.why) return aimed;
      await hands.clickAt(aimed.point, times);
      return (await look(hands, "finder.hasLanded()")) ? {} : { why: "hard to hit" };
    });
  };
  return {
    ...placeIn(hands, steps),
    first: () => element(hands, [...steps, { isFirst: true }]),
    click: () => click(1),
    doubleClick: () => click(2),
    fill: async (text) => void (await insist(place, () => look(hands, `finder.fill(${place}, ${given(text)})`))),
    choose: async (option) => void (await insist(place, () => look(hands, `finder.choose(${place}, ${given(option)})`))),
    press: async (key) => {
      await insist(place, () => look(hands, `finder.focus(${place})`));
      await pressKey(hands, key);
    },
    value: () => read("(element) => element.value"),
    text: async () => (await look(hands, `finder.texts(${place})`)).join("\n"),
    texts: () => look(hands, `finder.texts(${place})`),
    count: () => look(hands, `finder.all(${place}).length`),
    isVisible: () => look(hands, `finder.isVisible(${place})`),
    attribute: (name) => read(`(element) => element.getAttribute(${given(name)})`),
    evaluate: async (work, argument) => {
      await there();
      return ask(hands, `(${work})(finder.one(${place}), ${given(argument)})`);
    },
    evaluateAll: (work, argument) => ask(hands, `(${work})(finder.all(${place}), ${given(argument)})`),
  };
}
