/**
 * The second stage of the loader: starts the WebAssembly module for `embed.js`, which loads this file when an element is wanted.
 * Here is what need not be there before. `cargo xtask dist` makes one file of this one and the bindings: `support-widget.js`.
 */

import init, { SupportElement } from "./support-widget.js";

/** @type {Promise<{ SupportElement: typeof SupportElement }> | undefined} */
let starting;

/**
 * Starts the module, once. After a failure it can be tried again.
 *
 * @param {Promise<Response>} module What the server answers for the module.
 */
export function start(module) {
  starting ??= init({ module_or_path: module }).then(() => ({ SupportElement }));
  starting.catch(() => (starting = undefined));
  return starting;
}
