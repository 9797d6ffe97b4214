// A portal's front end, by hand: two pages by the address's fragment, and who is signed in.

import { CUSTOMERS, supportToken } from "./shared/session.js";

const main = document.getElementById("main");
const customer = document.getElementById("customer");

customer.append(...Object.entries(CUSTOMERS).map(([id, name]) => new Option(name, id)));
customer.addEventListener("change", signIn);
addEventListener("hashchange", showPage);
showPage();

function showPage() {
  const page = location.hash === "#/support" ? "support" : "overview";
  main.replaceChildren(document.getElementById(page).content.cloneNode(true));
  for (const link of document.querySelectorAll("nav a")) {
    link.toggleAttribute("aria-current", link.hash === (page === "support" ? "#/support" : "#/"));
  }
  const widget = main.querySelector("support-widget");
  widget?.addEventListener("support-created", ({ detail }) => {
    main.querySelector(".portal-news").textContent = `Request ${detail.id} is with us.`;
  });
  signIn();
}

/** Each customer has a function of their own: another function says that another customer may have come. */
function signIn() {
  const id = customer.value;
  const widget = main.querySelector("support-widget");
  if (widget) widget.getToken = () => supportToken(id);
}
