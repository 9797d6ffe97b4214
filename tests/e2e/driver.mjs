// What a driver of a browser must be able to do. The journeys use nothing else, so that another browser is another file in
// drivers/ and not another set of tests.

/**
 * @typedef {object} Browser
 * @property {(options?: Look) => Promise<Page>} open Opens a page in a fresh profile.
 * @property {() => Promise<void>} close Ends the browser and removes what it wrote.
 */

/**
 * How the page is looked at.
 *
 * @typedef {object} Look
 * @property {number} [width] In CSS pixels; 1280 if not given.
 * @property {number} [height] 900 if not given.
 * @property {"light" | "dark"} [colorScheme] What the customer prefers; light if not given.
 * @property {boolean} [reducedMotion]
 * @property {boolean} [forcedColors]
 */

/**
 * Where elements are looked for, open shadow roots included.
 *
 * @typedef {object} Place
 * @property {(role: string, name?: string | RegExp) => Element} role By ARIA role and accessible name; a string is the whole name.
 * @property {(words: string | RegExp) => Element} phrase By the words in it; a string is the whole text.
 * @property {(selector: string) => Element} css By a CSS selector.
 */

/**
 * @typedef {object} PageOnly
 * @property {(url: string) => Promise<void>} goto Loads a page, and waits for its load event.
 * @property {() => Promise<void>} reload
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {<A, R>(work: (argument: A) => R, argument?: A) => Promise<Awaited<R>>} evaluate Runs a function in the page.
 * @property {(file: string, options?: { whole?: boolean }) => Promise<void>} screenshot Writes a PNG of what is in view or of the whole page, with every animation at its end.
 * @property {() => Trouble[]} troubles What the page has complained about so far.
 * @property {(isOffline: boolean) => Promise<void>} offline Takes the page's network away, or gives it back.
 * @property {() => Promise<Memory>} memory What the page holds, after its garbage is collected.
 * @property {() => Promise<void>} close
 *
 * @typedef {Place & PageOnly} Page
 */

/**
 * A way to an element, looked up anew with each use. Actions wait until the element is there and can be acted on.
 *
 * @typedef {object} ElementOnly
 * @property {() => Promise<void>} click
 * @property {() => Promise<void>} doubleClick Two clicks with nothing looked at between them.
 * @property {(text: string) => Promise<void>} fill Puts the text in place of what is there.
 * @property {(option: string) => Promise<void>} choose Picks an option of a select by its words.
 * @property {(key: string) => Promise<void>} press Focuses it and presses a key, such as `Enter`.
 * @property {() => Promise<string>} value
 * @property {() => Promise<string>} text What is to be read in it; empty while it isn't there.
 * @property {() => Promise<string[]>} texts The same for each element that matches.
 * @property {() => Promise<number>} count How many elements match.
 * @property {() => Promise<boolean>} isVisible False, too, while it isn't there.
 * @property {(name: string) => Promise<string | null>} attribute
 * @property {<A, R>(work: (element: any, argument: A) => R, argument?: A) => Promise<Awaited<R>>} evaluate
 *
 * @typedef {Place & ElementOnly} Element
 */

/**
 * @typedef {object} Memory
 * @property {number} nodes
 * @property {number} listeners
 * @property {number} heap Of JavaScript, in bytes.
 * @property {number} wasm Of all WebAssembly modules, in bytes.
 */

/**
 * @typedef {object} Trouble
 * @property {"console" | "exception" | "policy"} kind An error or warning in the console, an uncaught exception, a violated policy.
 * @property {string} text
 */

/** Starts the browser that `E2E_ENGINE` names. */
export async function launch() {
  const engine = process.env.E2E_ENGINE ?? "chromium";
  const driver = await import(`./drivers/${engine}.mjs`);
  return /** @type {Promise<Browser>} */ (driver.launch());
}
