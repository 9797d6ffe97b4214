// The files whose names carry their content, as `cargo xtask dist` packs them: each holds what it loads to a digest.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { ENGINE } from "../driver.mjs";
import { journey } from "../journey.mjs";
import { TOP } from "../server.mjs";
import { waitFor } from "../wait.mjs";
import { Widget } from "../widget.mjs";

const DIST = path.join(TOP, "dist/embed");
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** What the page may complain about when something is refused. */
const REFUSED = /integrity|digest|Failed to load|Failed to fetch|Load failed|NetworkError|could not start/i;

/** The names of the files with content in them, and the loader's digest. */
async function packed() {
  const { hashed_entry: loader, files } = JSON.parse(await readFile(path.join(DIST, "manifest.json"), "utf8"));
  const hashed = (ending) => files.find(({ name, immutable }) => immutable && name.startsWith("support-widget") && name.endsWith(ending)).name;
  const { integrity } = files.find(({ name }) => name === loader);
  return { loader, integrity, glue: hashed(".js"), module: hashed(".wasm") };
}

/**
 * Serves the bundle in the place of the site's, and the page with the tag that the documentation shows.
 *
 * @param {import("../journey.mjs").Surroundings} surroundings
 * @param {Record<string, (bytes: Buffer) => Buffer>} [changes] By the names of files.
 */
async function serve({ between, dressing }, changes = {}) {
  const { loader, integrity } = await packed();
  between.replace(({ path }) => path.startsWith("/embed/"), async ({ request, response }) => {
    const name = path.basename(request.url);
    const bytes = await readFile(path.join(DIST, name));
    const headers = { "Content-Type": TYPES[path.extname(name)], "Cache-Control": "public, max-age=31536000, immutable" };
    response.writeHead(200, headers).end((changes[name] ?? ((same) => same))(bytes));
  });
  const tag = `<script type="module" src="/embed/${loader}" integrity="${integrity}" crossorigin></script>`;
  dressing.alter("/", (page) => (page.body = page.body.replace('<script type="module" src="/embed/embed.js"></script>', tag)));
}

/** A script that leaves a mark when it runs. */
const marked = (bytes) => Buffer.concat([bytes, Buffer.from("\nglobalThis.hasRun = true;")]);

/** With the last byte of it changed: of the names, which no engine needs. */
const flipped = (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) ^ 1])]);

/** What was asked for. WebKit's preloads and fetches have no cache in common while it is automated: there it is what was asked for at all. */
function loaded(between) {
  const all = between.requests.filter(({ path }) => path.startsWith("/embed/")).map(({ path }) => path.slice("/embed/".length));
  return ENGINE === "webkit" ? [...new Set(all)] : all;
}

journey("what was not touched starts, in five requests at most", {}, async (here) => {
  const { between, page, visit, widget } = here;
  const { loader, glue, module } = await packed();
  await serve(here);
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  assert.deepEqual(loaded(between).sort(), [loader, glue, module].sort());
  assert.equal(await page.css("link[rel=modulepreload]").count(), 1);
});

for (const what of ["glue", "module"]) {
  journey(`a ${what} with a byte changed is refused, and the page's own words stay`, { troubles: REFUSED }, async (here) => {
    const { page, visit, widget } = here;
    const { [what]: name } = await packed();
    await serve(here, { [name]: what === "glue" ? marked : flipped });
    await visit();
    await waitFor("the refusal", () => page.troubles().some(({ text }) => text.includes("could not start")));
    assert.ok(await page.role("link", "support@tarrowby.example").isVisible());
    assert.equal(await widget.subject.isVisible(), false);
    assert.equal(await page.evaluate(() => "hasRun" in globalThis), false, "the script has run");
    assert.equal(await widget.element.css(".support").count(), 0, "the module has drawn");
    assert.deepEqual(page.troubles().filter(({ kind }) => kind === "exception"), []);
  });
}

journey("a loader with a byte changed is refused by the tag itself", { troubles: REFUSED }, async (here) => {
  const { between, page, visit } = here;
  const { loader } = await packed();
  await serve(here, { [loader]: marked });
  // Until the page's load event, which waits for its scripts. Not every browser says to the page what it refuses.
  await visit();
  assert.deepEqual(loaded(between), [loader]);
  assert.ok(await page.role("link", "support@tarrowby.example").isVisible());
  assert.ok(await page.evaluate(() => !("hasRun" in globalThis) && !customElements.get("support-widget")));
});

journey("a stale name and a fresh one side by side are one widget", {}, async (here) => {
  const { between, page, visit, widget } = here;
  const { module } = await packed();
  await serve(here);
  await visit();
  await widget.whenUp();
  await widget.fill();
  await page.evaluate(() => import("/embed/embed.js"));
  await page.evaluate(async () => {
    const widget = Object.assign(document.createElement("support-widget"), { id: "second", load: "eager" });
    widget.getToken = document.querySelector("support-widget").getToken;
    document.querySelector("main").append(widget);
    await widget.whenReady();
  });
  await new Widget(page, "#second").whenUp();
  assert.deepEqual(loaded(between).filter((name) => name.endsWith(".wasm")), [module]);
});
