// Faults inside of the widget's module, as it is shipped: what the module calls of the browser's is wrapped, so that at a chosen
// place of a chosen kind of work something goes wrong in the midst of it.

import { isList } from "./between.mjs";
import { answer } from "./faults.mjs";
import { waitFor } from "./wait.mjs";

const SCRIPT = "/provoke.js";

/**
 * What can go wrong.
 *
 * - `trap`: no memory is to be had, so that the module aborts. A panic ends in the same way.
 * - `refusal`: the browser refuses what it was asked for, which Yew takes for impossible: a panic.
 * - `exception`: the browser throws where it can't, and nothing in the module catches it.
 * - `overflow`: the stack is used up.
 * - `shortage`: the browser has no more memory to give, which is noticed later.
 *
 * @typedef {"trap" | "refusal" | "exception" | "overflow" | "shortage"} Fault
 *
 * @typedef {object} Provoked What has come of it in the page.
 * @property {number} faults
 * @property {number} instances Instances of the module that were made.
 * @property {number | undefined} shownAfter When the card was there, in milliseconds since the last fault.
 * @property {string[]} errors What the page heard as `error` or `unhandledrejection`.
 * @property {string[]} reports The messages of the `support-error` events.
 */

export class Provoker {
  #page;

  /** @param {import("./driver.mjs").Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * Loads a page of the portal, prepared for faults.
   *
   * @param {import("./journey.mjs").Surroundings} surroundings
   * @param {{ armed?: { place: string, fault: Fault }, path?: string }} [options] `armed`: what is armed from the beginning.
   */
  static async visit({ between, dressing, page, visit }, { armed, path = "/" } = {}) {
    Provoker.prepare({ between, dressing }, { armed, path });
    await visit(path);
    return new Provoker(page);
  }

  /**
   * Prepares a page of the portal for faults, for whoever loads it then.
   *
   * @param {Pick<import("./journey.mjs").Surroundings, "between" | "dressing">} surroundings
   * @param {{ armed?: { place: string, fault: Fault }, path?: string }} [options] As above.
   */
  static prepare({ between, dressing }, { armed, path = "/" } = {}) {
    const script = `(${prepare})(${JSON.stringify(armed ?? null)});`;
    dressing.alter(path, (page) => (page.body = page.body.replace("<head>", `<head><script src="${SCRIPT}"></script>`)));
    between.replace(({ path }) => path === SCRIPT, answer(200, { headers: { "Content-Type": "text/javascript" }, body: script }));
  }

  /**
   * Has something go wrong the next time that the module calls something of the browser's.
   *
   * @param {string} place The beginning of that import's name, as wasm-bindgen gives it.
   * @param {Fault} fault
   */
  async arm(place, fault) {
    await this.#page.evaluate((given) => window.provoked.arm(given), { place, fault });
  }

  /**
   * Presses a control, with something going wrong on the way. It is armed only then: of its own accord, too, the module calls much
   * of the same, and there is nothing left to press once it has stopped.
   *
   * @param {import("./driver.mjs").Element} control
   * @param {string} place
   * @param {Fault} fault
   */
  async press(control, place, fault) {
    await control.evaluate(
      (control, given) => {
        window.provoked.arm(given);
        control.click();
      },
      { place, fault },
    );
  }

  /**
   * Has the list asked for again, with something going wrong once an answer is there: the list's, or one that comes before it.
   *
   * @param {import("./journey.mjs").Surroundings} surroundings
   * @param {string} place
   * @param {Fault} fault
   */
  async hear({ between, widget }, place, fault) {
    const before = between.requests.length;
    const letGo = between.hold(isList);
    await widget.sort.choose("Recently updated");
    await waitFor("the question", () => between.requests.slice(before).some(isList));
    await this.arm(place, fault);
    letGo();
  }

  /**
   * Puts a text into a control, as typing it would, with something going wrong on the way. It is armed only then: while it draws,
   * the module calls much of the same.
   *
   * @param {import("./driver.mjs").Element} control
   * @param {string} text
   * @param {string} place
   * @param {Fault} fault
   */
  async type(control, text, place, fault) {
    await control.evaluate(
      (control, { text, ...given }) => {
        control.focus();
        control.value = text;
        window.provoked.arm(given);
        control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      },
      { text, place, fault },
    );
  }

  /**
   * Ends the module by a key stroke, and waits for the card.
   *
   * @param {import("./driver.mjs").Element} control
   * @param {string} text What stands in it then.
   * @param {number} [ends] How many ends that makes.
   */
  async end(control, text, ends = 1) {
    await this.type(control, text, "__wbg_value_", "trap");
    return this.whenStopped(ends);
  }

  /** @returns {Promise<Provoked>} */
  async state() {
    return this.#page.evaluate(() => ({ ...window.provoked }));
  }

  /** Waits until so many faults have happened and the card is there, and gives what has come of it. */
  async whenStopped(faults = 1) {
    return waitFor("the card", async () => {
      const state = await this.state();
      return state.faults >= faults && state.shownAfter !== undefined && state;
    });
  }

  /** Lets time go by, as far as the page can see. */
  async later(minutes) {
    await this.#page.evaluate((minutes) => window.provoked.later(minutes), minutes);
  }
}

/** What runs in the page before anything else. */
function prepare(armed) {
  const FAULTS = {
    trap: (exports) => exports.__wbindgen_malloc(2 ** 31, 8),
    refusal: (exports) => {
      const index = exports.__externref_table_alloc();
      exports.__wbindgen_externrefs.set(index, new Error("provoked"));
      exports.__wbindgen_exn_store(index);
    },
    exception: () => {
      throw new Error("provoked");
    },
    overflow: () => {
      const deeper = () => deeper() + 1;
      deeper();
    },
    shortage: ({ memory, __wbindgen_malloc: take }) => {
      const pieces = (most, work) => {
        for (let size = most; size >= 1; ) {
          try {
            work(size);
          } catch {
            size /= 2;
          }
        }
      };
      pieces(2 ** 15, (pages) => memory.grow(pages));
      pieces(2 ** 20, (bytes) => take(bytes, 1));
    },
  };
  let skew = 0;
  const now = performance.now.bind(performance);
  performance.now = () => now() + skew;
  const provoked = {
    faults: 0,
    instances: 0,
    shownAfter: undefined,
    errors: [],
    reports: [],
    arm: (given) => void (armed = given),
    later: (minutes) => void (skew += minutes * 60_000),
  };
  window.provoked = provoked;
  addEventListener("error", (event) => provoked.errors.push(String(event.message)));
  addEventListener("unhandledrejection", (event) => provoked.errors.push(String(event.reason)));
  addEventListener("support-error", (event) => provoked.reports.push(event.detail.message));

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    // The loader first tries out whether there is WebAssembly at all.
    if (!imports) return instantiate(module);
    let exports;
    for (const [name, work] of Object.entries(imports["./support-widget_bg.js"])) {
      imports["./support-widget_bg.js"][name] = (...given) => {
        if (!armed || !name.startsWith(armed.place)) return work(...given);
        const { fault } = armed;
        armed = null;
        provoked.faults += 1;
        let answer;
        try {
          answer = FAULTS[fault](exports);
        } finally {
          // Only now: to use up all memory takes its time.
          watch();
        }
        return fault === "refusal" ? answer : work(...given);
      };
    }
    provoked.instances += 1;
    const instance = await instantiate(module, imports);
    exports = instance.exports;
    return instance;
  };

  /** Notes when the card is there. */
  function watch() {
    const began = now();
    provoked.shownAfter = undefined;
    const look = () => {
      const root = document.querySelector("support-widget")?.shadowRoot;
      if (root?.querySelector(".stopped")) provoked.shownAfter = now() - began;
      else setTimeout(look, 5);
    };
    setTimeout(look);
  }
}
