import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { FAILED_REQUEST, journey } from "../journey.mjs";
import { TOP } from "../server.mjs";
import { waitFor } from "../wait.mjs";

/** The names of entries that docs/storage.md lists, as patterns. */
async function documented() {
  const text = await readFile(path.join(TOP, "docs/storage.md"), "utf8");
  const names = [...text.matchAll(/^\| `(support-widget:[^`]+)` \|/gm)].map(([, name]) => name);
  assert.ok(names.length >= 3, `${names}`);
  return names.map((name) => new RegExp(`^${name.replaceAll(/<\w+>/g, "[0-9a-z]+")}$`));
}

journey("what is kept on the device is what is documented, at most three entries, and never the token", { troubles: FAILED_REQUEST }, async (here) => {
  const { between, page, server, visit, widget } = here;
  const { token } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.whenListed();

  // All there is to keep: what was seen, what waits, what is typed.
  await widget.opener((await widget.numbers())[0]).click();
  await widget.whenRead();
  await page.offline(true);
  await widget.back.click();
  await widget.showForm();
  await widget.fill();
  await widget.send.click();
  await waitFor("the request to wait", () => widget.writeAnother.isVisible());
  await widget.writeAnother.click();
  await widget.subject.fill("And something else");
  const stored = () => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("support")));
  const entries = await waitFor("all three entries", async () => {
    const found = await stored();
    return found.length >= 3 && found.some(([, text]) => text.includes("And something else")) && found;
  });

  assert.equal(entries.length, 3);
  const patterns = await documented();
  for (const [name] of entries) assert.ok(patterns.some((pattern) => pattern.test(name)), `${name} is not documented`);
  const secrets = token.split(".");
  for (const text of entries.flat()) {
    for (const secret of secrets) assert.ok(!text.includes(secret), "the token is stored");
  }

  const elsewhere = await page.evaluate(async () => ({
    others: Object.keys(localStorage).filter((name) => !name.startsWith("support-widget:")),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(elsewhere, { others: [], session: [], cookies: "", databases: 0, caches: 0, workers: 0 });
  assert.ok(!/set-cookie/i.test(between.traffic));
  assert.ok(between.traffic.includes(secrets[0]), "the search can find it");
});
