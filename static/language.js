/**
 * Which language an element speaks, and its words. English is built into the module; of the others the one in use is loaded, once for
 * all elements that speak it.
 */

// begin words (written by `cargo xtask contract`)
const LANGUAGES = "es pt fr de ja hi ar he zh".split(" ");
const ENGLISH = {
  direction: "ltr",
  close: "Close",
  unavailable: "We can’t show this just now.",
  unavailable_mail: "Write to {address} and we will answer there.",
  unavailable_reload: "Load the page again in a few minutes.",
  stopped_title: "This part of the page has stopped working",
  stopped_text: "The fault is ours; nothing else on the page is affected.",
  stopped_kept: "What you have typed is kept.",
  stopped_again: "Try again",
  stopped_rest: "It has stopped several times by now. Load the page again in a few minutes to start it once more.",
  stopped_mail: "Write to {address}",
  stopped_typed: "What you have typed",
};
// end words

/** @type {Record<string, [name: string, integrity: string]> | undefined} Files by their content; `cargo xtask dist` knows them. */
const FILES = import.meta.locales;

/** @typedef {{ tag: string, words?: Record<string, string> }} Language A BCP 47 tag, and messages by key; English needs none. */

/** @type {Language} */
export const FALLBACK = { tag: "en" };

/** @type {Map<string, Promise<Record<string, string>>>} What was loaded, by language. */
const loading = new Map();

/** @type {Set<() => void>} Those who hear when a page says something else about its language. */
const listeners = new Set();
const observer = new MutationObserver(() => listeners.forEach((listener) => listener()));

/**
 * The language of an element: what its own `lang` says, or else the nearest one around it, or else the browser.
 *
 * @param {HTMLElement} host
 * @returns {string} A well-formed tag.
 */
export function languageOf(host) {
  return canonical(declared(host)) ?? canonical(navigator.language) ?? FALLBACK.tag;
}

/** What the page declares, across the borders of shadow trees. */
function declared(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const near = node.closest("[lang]");
    if (near) return near.lang;
  }
}

/** A tag as the browser writes it, with the customer's own region where the page names none; `undefined` for what is no tag. */
function canonical(tag) {
  try {
    const wanted = new Intl.Locale(tag);
    if (wanted.baseName !== wanted.language) return wanted.baseName;
    return navigator.languages.find((own) => new Intl.Locale(own).language === wanted.language) ?? wanted.baseName;
  } catch {
    return undefined;
  }
}

/**
 * A language with its words, once they are there.
 *
 * @param {string} tag
 * @param {boolean} isVouchedFor Whether the page brings words of its own, so that a language that we lack is not English.
 * @returns {Promise<Language>} Fails where they can't be had.
 */
export async function speak(tag, isVouchedFor) {
  const { language } = new Intl.Locale(tag);
  if (language === "en") return { tag };
  if (!LANGUAGES.includes(language)) return isVouchedFor ? { tag } : FALLBACK;
  return { tag, words: await load(language) };
}

function load(language) {
  if (!loading.has(language)) {
    const words = fetchWords(language);
    loading.set(language, words);
    // The next one who wants it tries again.
    words.catch(() => loading.delete(language));
  }
  return loading.get(language);
}

async function fetchWords(language) {
  // Two ways to say it: bundlers look for the first, and find the files to ship.
  if (!FILES) return read(await fetch(new URL(`./locales/${language}.json`, import.meta.url)));
  const [name, integrity] = FILES[language];
  return read(await fetch(new URL(name, import.meta.url), { integrity }));
}

/** @param {Response} response */
function read(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

/**
 * What the loader itself says.
 *
 * @param {{ language?: Language, texts?: string }} settings
 * @returns {typeof ENGLISH & { lang: string }}
 */
export function loaderWords({ language = FALLBACK, texts }) {
  return { lang: language.tag, ...ENGLISH, ...language.words, ...parsed(texts) };
}

/** What the module has complained of is not said. */
function parsed(texts) {
  try {
    return Object.fromEntries(Object.entries(JSON.parse(texts)).filter(([, text]) => typeof text === "string"));
  } catch {
    return {};
  }
}

/**
 * Has a listener hear when the page may say something else about an element's language.
 *
 * @param {HTMLElement} host
 * @param {() => void} listener
 */
export function watch(host, listener) {
  for (let root = host.getRootNode(); root; root = root.host?.getRootNode()) {
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ["lang"] });
  }
  listeners.add(listener);
}

/** Ends that. @param {() => void} listener */
export function unwatch(listener) {
  listeners.delete(listener);
  if (listeners.size === 0) observer.disconnect();
}
