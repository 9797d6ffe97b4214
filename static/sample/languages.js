// Everything on this page around the widget is in English; the place where the widget stands says another language, and may change it.

import { pseudo } from "./pseudo.js";

const place = document.querySelector("#place");
const widget = place.querySelector("support-widget");
const choice = document.querySelector("#language");

widget.getToken = async () => {
  const url = new URL("/portal/token", location.href);
  const customer = new URLSearchParams(location.search).get("customer");
  if (customer) url.searchParams.set("customer", customer);
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`The portal's back end answered ${response.status}.`);
  return (await response.json()).token;
};

/** Directions of the language that nobody speaks. */
const PSEUDO = { pseudo: "ltr", mirrored: "rtl" };

async function speak(language) {
  const direction = PSEUDO[language];
  if (direction) {
    const english = await (await fetch("/embed/locales/en.json")).json();
    widget.texts = pseudo(english, direction);
    place.lang = "en";
  } else {
    widget.texts = null;
    place.lang = language;
  }
  const address = new URL(location.href);
  address.searchParams.set("language", language);
  history.replaceState(null, "", address);
}

choice.addEventListener("change", () => speak(choice.value));
const asked = new URLSearchParams(location.search).get("language");
if ([...choice.options].some(({ value }) => value === asked)) choice.value = asked;
await speak(choice.value);
