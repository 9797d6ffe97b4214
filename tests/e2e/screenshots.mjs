// Pictures of every state, for humans to look at: `npm run screenshots -- FOLDER [PATTERN]`, where only pictures whose name
// matches the pattern are taken. Not a test: nothing is compared.

import { mkdir } from "node:fs/promises";
import path from "node:path";

import { Between } from "./between.mjs";
import { Dressing } from "./dressing.mjs";
import { launch } from "./driver.mjs";
import { Portal } from "./portal.mjs";
import { Server } from "./server.mjs";
import { STATES, reach } from "./states.mjs";
import { tour } from "./tour.mjs";
import { waitFor } from "./wait.mjs";
import { Widget } from "./widget.mjs";

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

/**
 * One picture, with a server of its own.
 *
 * @param {string} name
 * @param {{ state: string, width: number, look?: object, query?: Record<string, string>, dress?: () => void, page?: string }} options
 */
async function picture(browser, name, { state, width, look, query, dress, page: part }) {
  if (!pattern.test(name)) return;
  const server = await Server.start();
  const dressing = new Dressing(browser.preamble);
  const between = await Between.start(server.origin, dressing);
  const page = await browser.open({ width, height: width < 500 ? 720 : 900, ...look });
  try {
    const portal = new Portal(page);
    await reach(state, { widget: new Widget(page), page, server, between, dressing }, { query, dress });
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

/** Each language's views, and its dialog, on a phone and on a wide screen. */
async function languages(browser) {
  const tags = ["en", "es", "pt-BR", "fr", "de", "ja", "hi", "ar", "he", "zh-Hans"];
  const shots = tags.flatMap((tag) => [1280, 360].map((width) => ({ tag, width, name: `language-${tag}-${width}` })));
  for (const { tag, width, name } of shots.filter(({ name }) => pattern.test(name))) {
    const server = await Server.start();
    const page = await browser.open({ width, height: 800 });
    const widget = new Widget(page);
    const keep = (view) => page.screenshot(path.join(folder, `${name}-${view}.png`), { whole: true });
    try {
      await page.goto(`${server.origin}/languages.html?customer=maya&language=${tag}`);
      await waitFor("the list", async () => (await widget.element.css(".rows .row").count()) > 0);
      await waitFor("the words", async () => (await widget.element.css(".support").attribute("lang"))?.startsWith(tag));
      await tour({ page, widget }, keep);
      await page.goto(`${server.origin}/launcher.html`);
      await page.evaluate((tag) => (document.querySelector("support-widget").lang = tag), tag);
      await widget.element.css("[part=launcher]").click();
      await waitFor("the form", () => widget.element.css(".send").isVisible());
      await waitFor("the words", async () => (await widget.element.css(".support").attribute("lang"))?.startsWith(tag));
      await keep("launcher");
      console.log(name);
    } catch (error) {
      console.error(name, error);
      process.exitCode = 1;
    } finally {
      await page.close();
      await server.remove();
    }
  }
}

await mkdir(folder, { recursive: true });
const browser = await launch();
try {
  for (const width of WIDTHS) {
    for (const state of STATES) await picture(browser, `${state}-${width}`, { state, width });
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
  await languages(browser);
} finally {
  await browser.close();
}
