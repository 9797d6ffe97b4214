// Every view of the widget, one after the other, in whatever language it speaks: by what the module calls things, not by words.

import { waitFor } from "./wait.mjs";

/**
 * @param {Pick<import("./journey.mjs").Surroundings, "page" | "widget">} surroundings Of somebody who has conversations.
 * @param {(view: "form" | "errors" | "list" | "conversation" | "receipt") => Promise<void>} look
 */
export async function tour({ page, widget }, look) {
  const { element } = widget;
  const show = async (place) => {
    await page.evaluate((place) => document.querySelector("support-widget").show(place), place);
  };
  await show("form");
  await waitFor("the form", () => element.css(".send").isVisible());
  await look("form");
  await element.css(".send").click();
  await waitFor("the errors", () => element.css(".error-summary").isVisible());
  await look("errors");
  await show("list");
  await waitFor("the list", async () => (await element.css(".rows .row").count()) > 0);
  await look("list");
  await element.css(".row-link").first().click();
  await waitFor("the conversation", async () => (await element.css(".conversation[aria-busy=false]").count()) === 1);
  await look("conversation");
  await show("form");
  await element.css("#subject").fill("Boots");
  await element.css("#description").fill("The left one came without laces.");
  await element.css(".send").click();
  await waitFor("the receipt", () => element.css(".receipt").isVisible());
  await look("receipt");
}
