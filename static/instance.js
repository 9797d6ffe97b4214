/**
 * One instance of the WebAssembly module, from its start to its end.
 *
 * It ends when an exception leaves one of its functions, whatever the exception's kind: a panic, memory or stack that ran out, or
 * something that the page threw. The module is built to abort, so whatever was under way has let go of nothing: what was borrowed
 * stays borrowed, and Yew's scheduler believes for good that it is still at work. Nothing of such an instance may run again, and
 * nothing of it is left in the page.
 */

import { bindings } from "./support-widget.js";

/** What a call gets that comes too late. The bindings look into it for the parts of a result. */
const NOTHING = Object.freeze([]);

export class Instance {
  /** The Rust side of an element; its objects belong to this instance. */
  SupportElement;
  #end = new AbortController();
  #onEnd;
  #timers = new Set();
  /** How many of its functions are under way, one inside of the other. */
  #depth = 0;

  /** @param {(error: unknown) => void} onEnd Hears why it has ended, once, after everything that was under way. */
  constructor(onEnd) {
    this.#onEnd = onEnd;
  }

  /** Whether it can't be used any more. */
  get isOver() {
    return this.#end.signal.aborted;
  }

  /** @param {WebAssembly.Module} module */
  async start(module) {
    const { SupportElement, imports, attach } = bindings({ guard: (exports) => this.#guarded(exports), ...this.#clock() });
    const made = await WebAssembly.instantiate(module, imports);
    this.attempt(() => attach(made, module));
    this.SupportElement = SupportElement;
    this.attempt(() => SupportElement.begin(this.#end.signal));
  }

  /**
   * Calls into the module. What fails because the instance is over is no failure of the caller's.
   *
   * @template T
   * @param {() => T} work
   * @returns {T | undefined}
   */
  attempt(work) {
    try {
      const result = work();
      return this.isOver ? undefined : result;
    } catch (error) {
      if (!this.isOver) throw error;
    }
  }

  /** The module's exports, with an end. */
  #guarded(exports) {
    const guarded = {};
    for (const [name, item] of Object.entries(exports)) {
      guarded[name] = typeof item === "function" ? this.#guardedCall(item) : item;
    }
    return guarded;
  }

  #guardedCall(work) {
    return (...given) => {
      if (this.isOver) return this.#stop();
      this.#depth += 1;
      try {
        return work(...given);
      } catch (error) {
        this.#finish(error);
      } finally {
        this.#depth -= 1;
      }
      return this.#stop();
    };
  }

  /** Inside of another function of the module, that one must go as well; else there is nobody whom an exception would help. */
  #stop() {
    if (this.#depth > 0) throw new Error("the module has stopped");
    return NOTHING;
  }

  #finish(error) {
    if (this.isOver) return;
    this.#end.abort();
    this.#timers.forEach((timer) => clearTimeout(timer));
    queueMicrotask(() => this.#onEnd(error));
  }

  /** The browser's timers, for the bindings to use in their place: none outlives the instance. */
  #clock() {
    const timers = this.#timers;
    const clear = (timer) => {
      timers.delete(timer);
      clearTimeout(timer);
    };
    return {
      setTimeout(work, delay) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          work();
        }, delay);
        timers.add(timer);
        return timer;
      },
      setInterval(work, delay) {
        const timer = setInterval(work, delay);
        timers.add(timer);
        return timer;
      },
      clearTimeout: clear,
      clearInterval: clear,
    };
  }
}
