/**
 * Asks for the first page of the list while the module is still on its way, so that the customer waits for the slower of the two and
 * not for their sum. It asks exactly what the module is about to ask, in the name of the same token; whatever is less than certain is
 * left to the module. Never is a list asked for without a requester.
 */

const DEFAULT_API_BASE = "/support/v1";
/** What the module asks first: 25 rows, the newest first. */
const FIRST_PAGE = ["per_page=25", "sort_by=created_at&sort_order=desc"];

/** What was asked for and not taken yet, by address. */
const asked = new Map();

/** A page's `getToken`, and the one that the module gets in its place. */
const shared = new WeakMap();

/**
 * A `getToken` whose next answer may have been asked for already, so that the page is not asked twice. The same function gives
 * the same one.
 *
 * @param {unknown} getToken
 */
export function shareToken(getToken) {
  if (typeof getToken !== "function") return getToken;
  if (!shared.has(getToken)) {
    let early;
    const ask = () => {
      const answer = early ?? getToken();
      early = undefined;
      return answer;
    };
    ask.early = () => (early ??= new Promise((resolve) => resolve(getToken())));
    shared.set(getToken, ask);
  }
  return shared.get(getToken);
}

/**
 * Asks, if it is certain what for.
 *
 * @param {Record<string, any>} settings As the module gets them.
 */
export function askAhead(settings) {
  const url = firstPage(settings);
  if (!url || asked.has(url)) return;
  const controller = new AbortController();
  const question = ask(url, settings, controller.signal);
  question.catch(() => {});
  asked.set(url, { question, controller });
}

/**
 * The answer to a request of the module: what came ahead, if it was asked in the same name, or else what the server says now.
 *
 * @param {Request} request
 * @returns {Promise<Response> | undefined} Nothing, if it was not asked for ahead.
 */
export function takeAhead(request) {
  const entry = asked.get(request.url);
  if (!entry || request.method !== "GET" || request.headers.has("If-None-Match")) return undefined;
  asked.delete(request.url);
  // With the reason: a deadline that has passed is not the same as something that nobody wants any more.
  request.signal.addEventListener("abort", ({ target }) => entry.controller.abort(target.reason));
  return take(request, entry);
}

async function take(request, { question, controller }) {
  const asked = await question.catch(() => undefined);
  if (asked?.authorization === request.headers.get("Authorization")) return asked.answer;
  controller.abort();
  return fetch(request);
}

/** Gives up what was asked for and not taken. */
export function forgetAhead() {
  for (const { controller } of asked.values()) controller.abort();
  asked.clear();
}

/** The address of the first page, if the settings are sure to lead to it. */
function firstPage({ apiBase, requester, requesterId, urlState, part }) {
  const base = (apiBase?.trim() || DEFAULT_API_BASE).replace(/\/+$/, "");
  if (part === "form" || requester?.trim() || !/^(\/|https?:\/\/)[^/?#\\]/.test(base)) return undefined;
  // The page's address may name filters.
  if (urlState && urlState !== "off" && location.href.includes("support-")) return undefined;
  const id = requesterId?.trim();
  if (id && !/^[1-9]\d{0,14}$/.test(id)) return undefined;
  const [size, order] = FIRST_PAGE;
  const query = [size, ...(id ? [`requested_by_id=${id}`] : []), order].join("&");
  return new URL(`${base}/conversations?${query}`, document.baseURI).href;
}

/** Asks, and says in whose name. It fails where nothing is asked for. */
async function ask(url, { getToken, token, requesterId }, signal) {
  const bearer = getToken ? await getToken.early() : token?.trim();
  if (!requesterId?.trim() && !namesSomebody(bearer)) throw new Error("nobody is known");
  const authorization = bearer ? `Bearer ${bearer}` : null;
  const headers = { Accept: "application/json", ...(authorization && { Authorization: authorization }) };
  const answer = fetch(url, { headers, signal });
  answer.catch(() => {});
  return { authorization, answer };
}

/** Whether a token is one that says, in a way that the module is sure to understand, whose it is. */
function namesSomebody(token) {
  try {
    const claims = JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    return /^[^\s@<>,;"]+@[^\s@.]+(\.[^\s@.]+)+$/.test(claims.email) || /^\+\d{7,15}$/.test(claims.phone);
  } catch {
    return false;
  }
}
