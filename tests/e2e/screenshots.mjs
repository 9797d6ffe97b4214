// Pictures of every state, for humans to look at: `npm run screenshots -- FOLDER [PATTERN]`, where only pictures whose name
// matches the pattern are taken. Not a test: nothing is compared.

import { mkdir } from "node:fs/promises";
import path from "node:path";

import { Between, isConversation, isCreate, isList } from "./between.mjs";
import { launch } from "./driver.mjs";
import { Portal } from "./portal.mjs";
import { Server } from "./server.mjs";
import { waitFor } from "./wait.mjs";
import { REQUEST, Widget } from "./widget.mjs";

const folder = path.resolve(process.argv[2] ?? "screenshots");
const pattern = new RegExp(process.argv[3] ?? "");

const WIDTHS = [1280, 880, 560, 320];

/** How the page is looked at; `dress` changes the page itself. */
const LOOKS = {
  light: {},
  dark: { look: { colorScheme: "dark" } },
  dispatch: { query: { theme: "dispatch" } },
  forced: { look: { forcedColors: true } },
};

/** Other pages that the widget must fit into, at full width and on a phone. */
const HOSTS = {
  rtl: { dress: () => void (document.documentElement.dir = "rtl") },
  serif: {
    dress: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        html { font: 18px/1.5 Georgia, "Liberation Serif", serif; }
        support-widget:is(*) { --support-accent: #ffd400; --support-on-accent: #1a1a1a; }
      `);
      document.adoptedStyleSheets = [sheet];
    },
  },
  "large-text": {
    dress: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 200%; }");
      document.adoptedStyleSheets = [sheet];
    },
  },
};

const HARD_SUBJECTS = [
  "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhängerverlustmeldung",
  "Die Lieferung kam ohne den Schlüssel für die Kapitänskajüte an, und niemand weiß, wo er liegt",
  "لم يصل الطلب رقم 81204 بعد، ولا تظهر أي معلومات عن الشحنة",
  "Boots",
];

/** What is done before the picture is taken, by the state's name. */
const STATES = {
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
    await STATES.down({ widget, server });
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
  "conversation-long": (here) => STATES.conversation(here),
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
    await STATES.conversation({ widget });
  },
  "follow-up": async ({ widget }) => {
    await STATES.conversation({ widget });
    await widget.followUp.click();
  },
  damage: async ({ widget }) => {
    await waitFor("the gateway's fields", () => widget.form.role("textbox", "Order number").isVisible());
  },
  "damage-errors": async (here) => {
    await STATES.damage(here);
    await STATES.errors(here);
  },
  "damage-filled": async (here) => {
    await STATES.damage(here);
    const { form } = here.widget;
    await here.widget.element.css(".levels select").choose("House");
    await form.role("combobox", "Shelf").choose("Lamps");
    await form.role("combobox", "Item").choose("Tern desk lamp");
    await here.widget.description.fill("The lamp arrived today. Its shade is cracked, and one screw is missing.");
    await form.role("textbox", "Order number").fill("#81131");
    await form.role("checkbox", "Refund").click();
    await form.phrase("What we send along with your request").click();
  },
  hard: async ({ widget }) => void (await widget.whenListed()),
  theming: async ({ widget }) => void (await widget.whenListed().then(() => widget.showForm())),
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

/** Whose page it is, and what the server and the network do, by the state's name. */
const SETTINGS = {
  loading: { prepare: ({ between }) => between.hold(isList) },
  sending: { prepare: ({ between }) => between.hold(isCreate) },
  empty: { customer: "wren" },
  conversation: { customer: "wren", prepare: ({ server }) => talk(server) },
  "conversation-long": { customer: "wren", prepare: ({ server }) => talk(server, 40) },
  "conversation-loading": { prepare: ({ between }) => between.hold(isConversation) },
  "conversation-not-found": { at: "/?support-conversation=1" },
  "conversation-in-use": { customer: "wren", prepare: ({ server }) => talk(server) },
  "follow-up": { customer: "wren", prepare: ({ server }) => talk(server) },
  damage: { at: "/damage.html" },
  theming: { at: "/theming.html" },
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

/**
 * One picture, with a server of its own.
 *
 * @param {string} name
 * @param {{ state: string, width: number, look?: object, query?: Record<string, string>, dress?: () => void, page?: string }} options
 */
async function picture(browser, name, { state, width, look, query, dress, page: part }) {
  if (!pattern.test(name)) return;
  const server = await Server.start();
  const between = await Between.start(server.origin);
  const page = await browser.open({ width, height: width < 500 ? 720 : 900, ...look });
  try {
    const { at = "/", customer, prepare } = SETTINGS[state] ?? {};
    const widget = new Widget(page);
    const portal = new Portal(page);
    await prepare?.({ server, between });
    const address = new URL(at, between.origin);
    for (const [key, value] of Object.entries({ ...(customer && { customer }), ...query })) address.searchParams.set(key, value);
    await page.goto(address.href);
    if (!at.includes("conversation")) await widget.whenUp();
    if (dress) await page.evaluate(dress);
    await STATES[state]({ widget, page, server, between });
    if (part) await portal.visit(part);
    await page.screenshot(path.join(folder, `${name}.png`), { whole: true });
    const sideways = await portal.sidewaysScroll();
    console.log(name, sideways > 0 ? `: scrolls sideways by ${sideways} px` : "");
  } catch (error) {
    // One state out of reach does not cost the pictures of the others.
    console.error(name, error);
    process.exitCode = 1;
  } finally {
    await page.close();
    await between.close();
    await server.remove();
  }
}

await mkdir(folder, { recursive: true });
const browser = await launch();
try {
  for (const width of WIDTHS) {
    for (const state of Object.keys(STATES)) await picture(browser, `${state}-${width}`, { state, width });
  }
  for (const [name, options] of Object.entries(LOOKS)) {
    if (name === "light") continue;
    for (const state of ["start", "errors", "sent", "down", "list", "several", "conversation", "damage-filled", "outbox"]) {
      for (const width of [1280, 320]) await picture(browser, `${name}-${state}-${width}`, { state, width, ...options });
    }
  }
  for (const [name, options] of Object.entries(HOSTS)) {
    for (const state of ["start", "hard", "conversation", "damage-filled"]) {
      for (const width of [1280, 320]) await picture(browser, `host-${name}-${state}-${width}`, { state, width, ...options });
    }
  }
  for (const look of ["plain", "harbour", "dispatch", "almanac", "beacon", "taxi"]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1280, 320]) await picture(browser, `look-${look}-${colorScheme}-${width}`, { state: "theming", width, look: { colorScheme }, query: { look } });
    }
  }
  for (const [name, options] of Object.entries(LOOKS)) {
    for (const part of ["Overview", "Orders", "Invoices"]) {
      for (const width of [1280, 320]) await picture(browser, `portal-${part.toLowerCase()}-${name}-${width}`, { state: "start", width, page: part, ...options });
    }
  }
} finally {
  await browser.close();
}
