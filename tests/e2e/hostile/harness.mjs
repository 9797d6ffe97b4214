// What is done in the page: events fired at everything, and a look at what the vectors have become.

import { EVENTS } from "./generated.mjs";

/**
 * Fires every kind of event at every element in the widget, and clicks on what a vector has become. Links are kept from leading away,
 * and forms from being sent, which Firefox does for an event that nobody made; what they would run is seen by their address.
 *
 * @param {import("../driver.mjs").Page} page
 */
export async function provoke(page) {
  return page.evaluate(async (events) => {
    for (const kind of ["click", "submit"]) document.addEventListener(kind, (event) => event.preventDefault(), { capture: true });
    const root = document.querySelector("support-widget").shadowRoot;
    const all = [...root.querySelectorAll("*")];
    for (const element of all) {
      for (const kind of events) element.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true, composed: true }));
    }
    for (const element of root.querySelectorAll(".prose *:not(button)")) element.click?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return all.length;
  }, EVENTS);
}

/** Numbers of the vectors that ran. */
export const executed = (page) => page.evaluate(() => window.executed);

/**
 * What stands in the widget's texts that must not: an element or attribute that is not allowed, an address that is not.
 *
 * @param {import("../driver.mjs").Page} page
 * @param {{ place: string, elements: string[], attributes: string[] }} allowed
 * @returns {Promise<string[]>} At most ten.
 */
export async function intruders(page, allowed) {
  return page.evaluate(({ place, elements, attributes }) => {
    const found = [];
    const root = document.querySelector("support-widget").shadowRoot;
    // By the prototypes' own accessors: an element may have a child that is named like a property.
    const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;
    for (const element of root.querySelectorAll(`${place} *`)) {
      const names = [...attributesOf.call(element)].map(({ name }) => name);
      const isAllowed = elements.includes(element.localName) && names.every((name) => attributes.includes(name));
      const href = element.getAttribute("href");
      const isGood = href === null || /^(https?:\/\/|mailto:)/i.test(href);
      const rel = href === null || element.getAttribute("rel") === "noopener noreferrer nofollow";
      if (!isAllowed || !isGood || !rel) found.push(element.cloneNode(false).outerHTML.slice(0, 200));
    }
    return found.slice(0, 10);
  }, allowed);
}

/** Elements that must stand nowhere in the widget, and handlers that must not, wherever the words came from. */
export async function strangers(page) {
  return page.evaluate(() => {
    const root = document.querySelector("support-widget").shadowRoot;
    const never = "script, iframe, object, embed, base, meta, link, style, img, image, video, audio, math, template, support-widget, form form, [style]";
    const found = [...root.querySelectorAll(never)];
    for (const element of root.querySelectorAll("*")) {
      if (element.getAttributeNames().some((name) => name.startsWith("on"))) found.push(element);
    }
    return found.map((element) => element.cloneNode(false).outerHTML.slice(0, 200)).slice(0, 10);
  });
}

/**
 * The control: puts vectors in as HTML, each into a frame of its own, and fires the events. What comes of it may take its time.
 *
 * @param {import("../driver.mjs").Page} page
 * @param {{ number: number, text: string }[]} vectors
 */
export async function runRaw(page, vectors) {
  await page.evaluate(
    async ({ vectors, events }) => {
      window.executed = [];
      window.ran = (number) => void executed.push(number);
      for (let start = 0; start < vectors.length; start += 50) {
        const frames = vectors.slice(start, start + 50).map(({ text }) => {
          const frame = document.createElement("iframe");
          // Scripts run as in any page; the one thing kept from them is to take this page away.
          frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
          document.body.append(frame);
          frame.contentDocument.body.innerHTML = text;
          return frame;
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
        for (const frame of frames) {
          try {
            const elements = [...frame.contentDocument.querySelectorAll("body *")];
            for (const element of elements) {
              for (const kind of events) element.dispatchEvent(new Event(kind));
            }
            for (const element of elements) element.click?.();
          } catch {
            // It has led its frame somewhere else.
          }
        }
      }
    },
    { vectors, events: EVENTS },
  );
}
