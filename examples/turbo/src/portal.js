import "@hotwired/turbo";
import "support-widget";

/** A page of the next customer comes with the next customer's session: the server knows whose token to give. */
async function supportToken() {
  const answer = await fetch("/support-token", { cache: "no-store" });
  return answer.ok ? answer.text() : undefined;
}

/** @param {ParentNode} page */
function equip(page) {
  for (const widget of page.querySelectorAll("support-widget")) widget.getToken = supportToken;
}

// Turbo puts another body in the place of the former: its elements are told before they are in the page.
equip(document);
document.addEventListener("turbo:before-render", ({ detail }) => equip(detail.newBody));

// On the document, which stays: once for all pages.
document.addEventListener("support-created", ({ detail }) => {
  document.querySelector(".portal-news").textContent = `Request ${detail.id} is with us.`;
});
document.addEventListener("change", ({ target }) => {
  if (target.name === "customer") target.form.requestSubmit();
});
