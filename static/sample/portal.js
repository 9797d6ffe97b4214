// The sample portal's own front end: who is signed in, which page is shown, how it looks.
// Everything that concerns the widget is in `signIn` and `signOut`; a real portal does the same with its own session.

const page = document.documentElement;
const widget = document.querySelector("support-widget");

// --- Who is signed in ---------------------------------------------------------------------------------------------

/** @typedef {{ token: string, requester: string, name: string }} Session What the portal's back end says. */

/** Asks the portal's back end for a fresh session. `?customer=tomas` of the page stands for his log-in. */
async function fetchSession() {
  const url = new URL("/portal/token", location.href);
  const customer = new URLSearchParams(location.search).get("customer");
  if (customer) url.searchParams.set("customer", customer);
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`The portal's back end answered ${response.status}.`);
  return /** @type {Promise<Session>} */ (response.json());
}

async function signIn() {
  try {
    const session = await fetchSession();
    if (widget) {
      // The token says who the customer is. It is short-lived, so the widget is given a way to ask for one.
      widget.getToken = async () => (await fetchSession()).token;
    }
    bind("name", session.name);
    bind("requester", session.requester);
    showSession("in");
  } catch {
    // No back end, or not now: the portal stays usable and the account menu offers to try again.
    showSession("missing");
  }
  showPage();
}

function signOut() {
  widget?.signOut?.();
  bind("name", "Account");
  showSession("out");
  showPage();
}

/** Writes a word wherever the page has a place for it. */
function bind(what, text) {
  for (const place of document.querySelectorAll(`[data-bind="${what}"]`)) place.textContent = text;
}

/** @param {"in" | "out" | "missing"} state */
function showSession(state) {
  page.dataset.session = state;
  for (const part of document.querySelectorAll("[data-session]")) {
    if (part !== page) part.hidden = part.dataset.session !== state;
  }
}

// --- Which page is shown ------------------------------------------------------------------------------------------

const pages = [...document.querySelectorAll("[data-page]")];
const title = document.getElementById("page-title");

/** Shows the page that the address names: `#/orders`. Any other fragment, such as the skip link's, is not ours. */
function showPage({ moveFocus = false } = {}) {
  const asked = location.hash.startsWith("#/") ? location.hash.slice(2) : page.dataset.page;
  const wanted = page.dataset.session === "out" ? "signed-out" : (asked ?? "support");
  const current = pages.find((each) => each.dataset.page === wanted) ?? pages.find((each) => each.dataset.page === "support");
  for (const each of pages) each.hidden = each !== current;
  title.textContent = current.dataset.title;
  document.title = `${current.dataset.title} · Tarrowby Chandlery`;
  if (current.dataset.page !== "signed-out") page.dataset.page = current.dataset.page;
  for (const link of document.querySelectorAll(".sections a")) {
    if (link.hash === `#/${current.dataset.page}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (moveFocus) {
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  }
}

addEventListener("hashchange", () => {
  if (location.hash.startsWith("#/")) showPage({ moveFocus: true });
});

// --- How it looks -------------------------------------------------------------------------------------------------

function showAppearance() {
  for (const what of ["theme", "scheme"]) {
    for (const choice of document.querySelectorAll(`input[name="${what}"]`)) choice.checked = choice.value === page.dataset[what];
  }
  document.getElementById("scheme-choice").disabled = page.dataset.theme === "dispatch";
}

function chooseAppearance(what, value) {
  page.dataset[what] = value;
  showAppearance();
  try {
    localStorage.setItem("tarrowby:appearance", JSON.stringify({ theme: page.dataset.theme, scheme: page.dataset.scheme }));
  } catch {
    // Storage is denied or full: the choice holds until the page is left.
  }
}

// --- The account menu: a button that shows and hides a panel -------------------------------------------------------

const menu = document.querySelector(".account");
const menuButton = document.getElementById("account-button");
const menuPanel = document.getElementById("account-panel");

function openMenu(open) {
  menuButton.setAttribute("aria-expanded", String(open));
  menuPanel.hidden = !open;
}

menuButton.addEventListener("click", () => openMenu(menuPanel.hidden));
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || menuPanel.hidden) return;
  openMenu(false);
  menuButton.focus();
});
menu.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) openMenu(false);
});
document.addEventListener("pointerdown", (event) => {
  if (!menu.contains(event.target)) openMenu(false);
});

menuPanel.addEventListener("change", (event) => chooseAppearance(event.target.name, event.target.value));
document.addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-action]")?.dataset.action;
  if (action === "sign-in") signIn();
  if (action === "sign-out") signOut();
  if (action) {
    openMenu(false);
    title.focus({ preventScroll: true });
  }
});

showAppearance();
showPage();
signIn();
