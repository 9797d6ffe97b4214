// The widget in pages that allow next to nothing (bar D1): what a strict portal allows is enough from the first byte to the list.

import assert from "node:assert/strict";

import { isModule } from "../between.mjs";
import { NONCE } from "../dressing.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'none'; connect-src 'self'";
const BY_NONCE = `${NOTHING}; script-src 'nonce-${NONCE}' 'strict-dynamic'`;

/** What a portal allows, by its origin. */
const POLICIES = {
  "scripts by nonce and what they load": () => `${BY_NONCE} 'wasm-unsafe-eval'`,
  "no text that becomes script or markup": () => `${BY_NONCE} 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'`,
  "scripts by host": (origin) => `${NOTHING}; script-src ${origin} 'wasm-unsafe-eval'`,
};

/** A page with nothing but the tag. */
const page = (token) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A strict portal</title>
    <script type="module" src="/embed/embed.js"></script>
  </head>
  <body>
    <support-widget api-base="/support/v1" display="launcher" token="${token}"><p>Call us instead.</p></support-widget>
  </body>
</html>`;

/** Some browsers look for a picture that the page never asked for, and complain that they may not. */
const troubles = /favicon\.ico/;

for (const [name, policy] of Object.entries(POLICIES)) {
  journey(`under a policy of ${name} the widget opens, sends and lists`, { troubles }, async ({ server, between, dressing, page: tab, visit, widget }) => {
    const { token } = await server.session();
    dressing.policy = policy(between.origin);
    dressing.pages.set("/strict", page(token));
    await visit("/strict");
    await widget.element.role("button", "Help").click();
    await widget.whenUp();
    const { total } = await widget.whenListed();
    assert.ok(total > 0);
    await widget.showForm();
    const number = await widget.sendRequest();
    await widget.showList();
    await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
    await widget.opener(number).click();
    await widget.whenRead();
    assert.equal(await tab.css("[style]").count(), 0, "no style attribute anywhere");
  });
}

// The control: what is not allowed is refused, and seen to be.
journey("under a policy without WebAssembly the page's own words stay", { troubles: /./ }, async ({ server, between, dressing, page: tab, visit, widget }) => {
  const { token } = await server.session();
  dressing.policy = BY_NONCE;
  dressing.pages.set("/strict", page(token).replace('display="launcher"', 'load="eager"'));
  await visit("/strict");
  await waitFor("the failure", () => tab.troubles().some(({ text }) => /could not start/.test(text)));
  // WebKit raises no event for it, and says it in the error.
  await waitFor("the reason", () => tab.troubles().some(({ text }) => /wasm-unsafe-eval|script-src/.test(text)));
  assert.ok(await tab.phrase("Call us instead.").isVisible());
  assert.equal(await widget.subject.isVisible(), false);
  assert.ok(between.requests.filter(isModule).length <= 1, "what can't run was loaded again");
});
