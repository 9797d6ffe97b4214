// Every state that the widget can be seen in, and how a page gets there: for whoever looks at all of them.

import { isConversation, isCreate, isList } from "./between.mjs";
import { Provoker } from "./provoke.mjs";
import { waitFor } from "./wait.mjs";
import { REQUEST } from "./widget.mjs";

const HARD_SUBJECTS = [
  "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhängerverlustmeldung",
  "Die Lieferung kam ohne den Schlüssel für die Kapitänskajüte an, und niemand weiß, wo er liegt",
  "لم يصل الطلب رقم 81204 بعد، ولا تظهر أي معلومات عن الشحنة",
  "Boots",
];

/** What leads to a state, by its name. */
const WAYS = {
  start: async ({ widget }) => void (await widget.whenListed().then(() => widget.showForm())),
  list: async ({ widget }) => void (await widget.whenListed()),
  loading: async ({ widget, page }) => {
    await widget.showList();
    // The skeleton fades in; by then it is all there.
    await waitFor("the skeleton", () => page.css(".skeleton").evaluate((bones) => getComputedStyle(bones).opacity === "1"));
  },
  errors: async ({ widget }) => {
    await widget.send.click();
    await waitFor("the errors", () => widget.errors.isVisible());
  },
  sending: async ({ widget, between }) => {
    await widget.fill();
    await widget.send.click();
    await waitFor("the request", () => between.requests.some(isCreate));
  },
  sent: async ({ widget }) => void (await widget.sendRequest()),
  down: async ({ widget, server }) => {
    await widget.whenListed();
    await widget.showForm();
    await widget.fill({ ...REQUEST, priority: "High" });
    await server.stop();
    await widget.send.click();
    await waitFor("the failure", () => widget.sendNow.isVisible());
  },
  draft: async ({ widget, page }) => {
    await widget.fill();
    await page.reload();
    await waitFor("the draft", () => widget.discard.isVisible());
    await widget.whenListed();
    await widget.showForm();
  },
  offline: async ({ widget, page }) => {
    await goOffline({ widget, page });
    await widget.showForm();
  },
  outbox: async ({ widget, page }) => {
    await goOffline({ widget, page });
    await widget.writeAnother.click();
    await widget.showList();
  },
  "outbox-in-doubt": async ({ widget, server }) => {
    await WAYS.down({ widget, server });
    await widget.writeAnother.click();
    await widget.showList();
  },
  "down-list": async ({ widget, server }) => {
    await widget.whenListed();
    await server.stop();
    await widget.filter("Open").click();
    await waitFor("the failure", () => widget.tryAgain.isVisible());
  },
  empty: async ({ widget }) => void (await widget.whenListed()),
  filtered: async ({ widget }) => {
    await widget.whenListed();
    await widget.filter("Closed").click();
    await waitFor("nothing", () => widget.clearFilters.isVisible());
  },
  several: async ({ widget }) => {
    await widget.whenListed();
    for (const status of ["Open", "Waiting"]) await widget.filter(status).click();
    await widget.filterPriority("High").click();
    await widget.whenListed();
  },
  "nothing-found": async ({ widget }) => {
    await widget.whenListed();
    await widget.find.fill("zeppelin");
    await waitFor("that nothing was found", () => widget.clear.isVisible());
  },
  conversation: async ({ widget }) => {
    await widget.whenListed();
    await openNewest(widget);
    await widget.whenRead();
  },
  "conversation-long": (here) => WAYS.conversation(here),
  "conversation-waiting": (here) => openWith(here, /Waiting: see/),
  "conversation-resolved": (here) => openWith(here, /Resolved/),
  "conversation-late": (here) => openWith(here, /Our answer is late/),
  "conversation-loading": async ({ widget, page }) => {
    await widget.whenListed();
    await openNewest(widget);
    await waitFor("the skeleton", () => page.css(".conversation .skeleton").evaluate((bones) => getComputedStyle(bones).opacity === "1"));
  },
  "conversation-failed": async ({ widget, server }) => {
    await widget.whenListed();
    await server.stop();
    await openNewest(widget);
    await waitFor("the failure", () => widget.conversation.role("button", "Try again").isVisible());
  },
  "conversation-not-found": async ({ widget }) => {
    await waitFor("that there is none", () => widget.conversation.phrase(/We found no conversation/).isVisible());
  },
  "conversation-in-use": async ({ widget }) => {
    await widget.subject.fill("Something else");
    await WAYS.conversation({ widget });
  },
  "follow-up": async ({ widget }) => {
    await WAYS.conversation({ widget });
    await widget.followUp.click();
  },
  damage: async ({ widget }) => {
    await waitFor("the gateway's fields", () => widget.form.role("textbox", "Order number").isVisible());
  },
  "damage-errors": async (here) => {
    await WAYS.damage(here);
    await WAYS.errors(here);
  },
  "damage-filled": async (here) => {
    await WAYS.damage(here);
    const { form } = here.widget;
    await here.widget.element.css(".levels select").choose("House");
    await form.role("combobox", "Shelf").choose("Lamps");
    await form.role("combobox", "Item").choose("Tern desk lamp");
    await here.widget.description.fill("The lamp arrived today. Its shade is cracked, and one screw is missing.");
    await form.role("textbox", "Order number").fill("#81131");
    await form.role("checkbox", "Refund").click();
    await form.phrase("What we send along with your request").click();
  },
  guest: async ({ widget, page }) => {
    await widget.whenListed();
    // Signed out: nobody is known, and the form asks who writes.
    await page.css("support-widget").evaluate((element) => (element.getToken = undefined));
    await waitFor("the question who it is", () => widget.contact.isVisible());
    await widget.showForm();
  },
  launcher: async ({ widget }) => void (await waitFor("the launcher", () => widget.element.role("button", "Ask about this order").isVisible())),
  "launcher-open": async (here) => {
    await WAYS.launcher(here);
    await here.widget.element.role("button", "Ask about this order").click();
    await here.widget.whenUp();
  },
  debug: async ({ widget }) => {
    await widget.whenListed();
    await widget.element.evaluate((element) => (element.debug = true));
    await waitFor("the panel", async () => (await widget.element.css(".debug table").count()) > 0);
  },
  parts: async ({ page }) => {
    for (const tag of ["support-form", "support-conversations"]) {
      await waitFor(tag, () => page.css(tag).role("heading", tag === "support-form" ? "New request" : "My conversations").isVisible());
    }
    await waitFor("the rows", async () => (await page.css("support-conversations").css(".rows").role("article").count()) > 0);
  },
  stopped: async ({ widget, page }) => {
    const provoker = new Provoker(page);
    await provoker.type(widget.description, REQUEST.description, "__wbg_value_", "trap");
    await provoker.whenStopped();
  },
  hard: async ({ widget }) => void (await widget.whenListed()),
  theming: async ({ widget }) => {
    // On a phone the controls fill more than the window, and what is not near it is not loaded.
    await widget.element.evaluate((element) => element.scrollIntoView());
    await widget.whenUp();
    await widget.whenListed();
    await widget.showForm();
  },
  unfolded: async ({ widget }) => {
    await widget.whenListed();
    await widget.unfold();
  },
  found: async ({ widget }) => {
    await widget.whenListed();
    await widget.find.fill("how");
    await waitFor("what was found", () => widget.clear.isVisible());
  },
  news: async ({ widget, page, server }) => {
    await widget.whenListed();
    const { requester } = await server.session();
    await page.evaluate(() => document.querySelector("support-widget").setAttribute("refresh-seconds", "1"));
    for (const subject of ["Where is my second parcel?", "The invoice has the wrong address"]) {
      await server.api("/v1/conversations", { subject, description: "<p>Hello</p>", requested_by: requester, source: "Mail" });
    }
    await waitFor("the news", () => widget.show.isVisible());
    await widget.show.click();
  },
};

/** Opens what changed last. */
async function openNewest(widget) {
  const [number] = await widget.numbers();
  await widget.opener(number).click();
}

/** Opens the first conversation whose row says so. */
async function openWith({ widget }, words) {
  await widget.whenListed();
  const index = (await widget.rows.texts()).findIndex((row) => words.test(row));
  if (index < 0) throw new Error(`no row says ${words}`);
  await widget.opener((await widget.numbers())[index]).click();
  await widget.whenRead();
}

/** Sends a request that can't leave the device. */
async function goOffline({ widget, page }) {
  await widget.whenListed();
  await widget.showForm();
  await page.offline(true);
  await widget.fill();
  await widget.send.click();
  await waitFor("the end of the first attempts", () => widget.changeIt.isVisible());
}

/** Whose page it is, what the server and the network do, and whether the form is not there from the start, by the state's name. */
const SETTINGS = {
  loading: { prepare: ({ between }) => between.hold(isList) },
  sending: { prepare: ({ between }) => between.hold(isCreate) },
  empty: { customer: "wren" },
  conversation: { customer: "wren", prepare: ({ server }) => talk(server) },
  "conversation-long": { customer: "wren", prepare: ({ server }) => talk(server, 40) },
  "conversation-loading": { prepare: ({ between }) => between.hold(isConversation) },
  "conversation-not-found": { at: "/?support-conversation=1", isLate: true },
  "conversation-in-use": { customer: "wren", prepare: ({ server }) => talk(server) },
  "follow-up": { customer: "wren", prepare: ({ server }) => talk(server) },
  damage: { at: "/damage.html" },
  launcher: { at: "/launcher.html", isLate: true },
  "launcher-open": { at: "/launcher.html", isLate: true },
  parts: { at: "/parts.html", isLate: true },
  stopped: { prepare: (surroundings) => Provoker.prepare(surroundings) },
  theming: { at: "/theming.html", isLate: true },
  "damage-errors": { at: "/damage.html" },
  "damage-filled": { at: "/damage.html" },
  filtered: { customer: "wren", prepare: ({ server }) => write(server, ["A first question"]) },
  hard: { customer: "wren", prepare: ({ server }) => write(server, HARD_SUBJECTS) },
};

/** Puts a conversation of Wren's into the database, with an answer or more. */
async function talk(server, more = 0) {
  const { requester } = await server.session("wren");
  const description = "<p>Order #81204 arrived this morning.<br>Both boots are there, but the left one has no laces.</p><p>https://shop.example/orders/81204</p>";
  const body = { subject: REQUEST.subject, description, requested_by: requester, source: "Mail", priority: "High" };
  const { data } = await server.api("/v1/conversations", body);
  const reply_text = "<p>Hello Wren,</p><p>I am sorry about that. New laces are on their way; you can follow them at https://track.example/x/99.</p>";
  const texts = [reply_text, ...Array.from({ length: more }, (_, index) => `<p>Parcel scanned at stop ${index + 1}.</p>`)];
  for (const text of texts) await server.api(`/v1/conversations/${data.id}/reply`, { reply_text: text, type: "REPLY" });
}

/** Puts conversations of Wren's into the database. */
async function write(server, subjects) {
  const { requester } = await server.session("wren");
  for (const [index, subject] of subjects.entries()) {
    const status = index === 2 ? "Waiting for parts" : "Open";
    const body = { subject, description: "<p>Hello</p>", requested_by: requester, source: "Mail", priority: index ? "Medium" : "Urgent" };
    await server.api("/v1/conversations", { ...body, status }).catch(() => server.api("/v1/conversations", body));
  }
}

/** Their names. */
export const STATES = Object.keys(WAYS);

/**
 * Leads a page into a state.
 *
 * @param {string} state
 * @param {Pick<import("./journey.mjs").Surroundings, "widget" | "page" | "server" | "between" | "dressing">} surroundings
 * @param {{ query?: Record<string, string>, dress?: () => void }} [options] `dress` changes the page, as soon as it is there
 */
export async function reach(state, surroundings, { query, dress } = {}) {
  const { widget, page, server, between } = surroundings;
  const { at = "/", customer, prepare, isLate = false } = SETTINGS[state] ?? {};
  await prepare?.(surroundings);
  const address = new URL(at, between.origin);
  for (const [key, value] of Object.entries({ ...(customer && { customer }), ...query })) address.searchParams.set(key, value);
  await page.goto(address.href);
  if (!isLate) await widget.whenUp();
  if (dress) await page.evaluate(dress);
  await WAYS[state](surroundings);
}
