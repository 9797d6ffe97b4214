// What a driver of a browser must be able to do. The journeys use nothing else, so that another browser is another file in
// drivers/ and not another set of tests.

/**
 * @typedef {object} Browser
 * @property {(options?: Look) => Promise<Page>} open Opens a page in a fresh profile.
 * @property {() => Promise<void>} close Ends the browser and removes what it wrote.
 * @property {string} [preamble] A script that must run first in every page, given by whoever serves it; it tells a page's `hear`
 *   what went wrong, by way of `/e2e/trouble`. Only for browsers that don't tell by themselves.
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
 * @property {boolean} [isCutOff] Every request to another host than 127.0.0.1 is noted and refused.
 * @property {{ unplug: (isOffline: boolean) => Promise<void> }} [network] What can cut all connections, for browsers without such a switch.
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
 * @property {() => Promise<void>} back What the browser's Back button does.
 * @property {() => Promise<URL>} address The page's address.
 * @property {(work: () => Promise<void>) => Promise<{ name: string, text: string }>} download Does what leads to a file, and gives the file.
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {(selector: string) => Promise<Place>} frame What stands in a frame, of whatever origin.
 * @property {(keys: string) => Promise<void>} pressKey Presses a key, such as `Shift+Tab`, wherever the focus is.
 * @property {(text: string) => Promise<void>} compose Puts a text where the focus is as an input method does that is not done yet: it may still change.
 * @property {(text: string) => Promise<void>} commit Ends that with what was chosen.
 * @property {<A, R>(work: (argument: A) => R, argument?: A) => Promise<Awaited<R>>} evaluate Runs a function in the page.
 * @property {(file: string, options?: { whole?: boolean }) => Promise<void>} screenshot Writes a PNG of what is in view or of the whole page, with every animation at its end.
 * @property {() => Promise<void>} crash Ends the page's renderer without warning. Only `goto` makes it usable again.
 * @property {(isOffline: boolean) => Promise<void>} offline Takes the page's network away, or gives it back.
 * @property {() => Promise<void>} forward
 * @property {() => Promise<void>} closeTab Closes this page and leaves the profile to the other ones.
 * @property {() => Promise<Page>} another Another page of the same profile: another tab.
 * @property {() => string[]} elsewhere What a page that is cut off has asked other hosts for.
 * @property {() => Trouble[]} troubles What the page has complained about so far.
 * @property {(trouble: Trouble) => void} [hear] Takes a complaint that came by way of whoever serves the page.
 * @property {(selector: string) => Promise<string>} outline What a screen reader finds in an element, as an ARIA snapshot.
 * @property {() => Promise<Memory>} memory What the page holds, after its garbage is collected.
 * @property {() => Promise<void>} close
 *
 * @typedef {Place & PageOnly} Page
 */

/**
 * A way to an element, looked up anew with each use. Actions wait until the element is there and can be acted on.
 *
 * @typedef {object} ElementOnly
 * @property {() => Element} first The first one of those that match.
 * @property {() => Promise<void>} click
 * @property {() => Promise<void>} doubleClick Two clicks with nothing looked at between them.
 * @property {(text: string) => Promise<void>} fill Puts the text in place of what is there.
 * @property {(option: string) => Promise<void>} choose Picks an option of a select by its words.
 * @property {(key: string) => Promise<void>} press Focuses it and presses a key, such as `Enter` or `Control+k`.
 * @property {() => Promise<string>} value
 * @property {() => Promise<string>} text What is to be read in it; empty while it isn't there.
 * @property {() => Promise<string[]>} texts The same for each element that matches.
 * @property {() => Promise<number>} count How many elements match.
 * @property {() => Promise<boolean>} isVisible False, too, while it isn't there.
 * @property {(name: string) => Promise<string | null>} attribute
 * @property {<A, R>(work: (element: any, argument: A) => R, argument?: A) => Promise<Awaited<R>>} evaluate
 * @property {<A, R>(work: (elements: any[], argument: A) => R, argument?: A) => Promise<Awaited<R>>} evaluateAll The same with all that match.
 *
 * @typedef {Place & ElementOnly} Element
 */

/**
 * @typedef {object} Memory
 * @property {number} nodes
 * @property {number} listeners
 * @property {number} heap Of JavaScript, in bytes.
 * @property {number} wasm Of all WebAssembly modules, in bytes.
 * @property {number} untouched The least at the beginning of a module's memory that was never written, in bytes: its stack grows down towards it.
 */

/**
 * @typedef {object} Trouble
 * @property {"console" | "exception" | "policy"} kind An error or warning in the console, an uncaught exception, a violated policy.
 * @property {string} text
 */

/** The browser that is driven, by its file in drivers/. */
export const ENGINE = process.env.E2E_ENGINE ?? "chromium";

const driver = await import(`./drivers/${ENGINE}.mjs`);

/**
 * What this engine can't be made to do or to tell, of the following.
 *
 * - `axe`: examine a page by axe-core and tell its outline, which are taken from one engine alone.
 * - `crash`: end a page's renderer.
 * - `download`: catch a file.
 * - `compose`: type by an input method.
 * - `frame`: look into a frame of another origin.
 * - `media`: another preference of the customer's than light and full motion.
 * - `memory`: what a page holds.
 * - `shifts`: what has moved in a page by itself.
 *
 * @type {("axe" | "compose" | "crash" | "download" | "frame" | "media" | "memory" | "shifts")[]}
 */
export const CANNOT = driver.CANNOT;

/** Starts the browser that `E2E_ENGINE` names. */
export const launch = () => /** @type {Promise<Browser>} */ (driver.launch());
