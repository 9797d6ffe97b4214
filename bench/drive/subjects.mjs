// What is compared: our widget as it ships, its twins, and Sentry's form.

import path from "node:path";

/**
 * @typedef {object} Subject
 * @property {string} name Also its folder in the site.
 * @property {string} title
 * @property {string} folder Where its files are.
 * @property {boolean} hasList
 * @property {(settings: { token: string, isLazy?: boolean }) => string} html What a page has of it.
 * @property {string} form What is there as soon as the form can be used.
 */

const FORM = "form:not(.is-partial) #subject";

/** The tag, then what defines it: as a page has it. */
function element(tag, script) {
  return ({ token, isLazy = false }) =>
    `<${tag} api-base="/support/v1" token="${token}" load="${isLazy ? "interaction" : "eager"}"${isLazy && tag === "support-widget" ? ' display="launcher"' : ""}></${tag}>` +
    `<script type="module" src="${script}"></script>`;
}

const SENTRY = ({ isLazy = false }) =>
  isLazy
    ? '<button id="help">Help</button><script type="module">document.querySelector("#help").onpointerover = async () => (await import("/sentry/app.js")).openForm();</script>'
    : '<script type="module">(await import("/sentry/app.js")).openForm();</script>';

/**
 * @param {string} bundle Our folder, as `cargo xtask dist` writes it.
 * @param {string} twins The folder of the built twins.
 * @returns {Subject[]}
 */
export function subjects(bundle, twins) {
  const twin = (name, title) => ({
    name,
    title,
    folder: path.join(twins, name),
    hasList: true,
    html: element("support-twin", `/${name}/element.js`),
    form: FORM,
  });
  return [
    { name: "ours", title: "support-widget", folder: bundle, hasList: true, html: element("support-widget", "/ours/embed.js"), form: FORM },
    twin("vanilla", "vanilla"),
    twin("solid", "Solid"),
    twin("preact", "Preact"),
    twin("react", "React"),
    { name: "sentry", title: "Sentry feedback", folder: path.join(twins, "sentry"), hasList: false, html: SENTRY, form: "dialog[open] #message, .dialog #message, #message" },
  ];
}

/** A page with nothing but a subject. The probe comes first, so that it sees everything; so does the counter, where nothing is timed. */
export const pageOf = (subject, settings) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject?.title ?? "Nothing"}</title>` +
  `<link rel="icon" href="data:,">${settings?.isCounted ? '<script src="/counter.js"></script>' : ""}<script src="/probe.js"></script></head>` +
  "<body><h1>A page</h1><script>bench.begin()</script>" +
  `${subject?.html(settings) ?? ""}</body></html>`;
