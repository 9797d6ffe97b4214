import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
];

// That nothing was violated and nothing written to the console is what every journey checks at its end.
journey("the whole journey keeps a strict content security policy", {}, async ({ server, page, visit, widget, portal }) => {
  const response = await fetch(server.origin);
  const policy = response.headers.get("content-security-policy").split(/\s*;\s*/);
  for (const directive of POLICY) assert.ok(policy.includes(directive), `${directive} is not in ${policy.join("; ")}`);
  assert.ok(!policy.some((directive) => /'unsafe-/.test(directive)));

  await visit();
  await widget.whenUp();
  await widget.send.click();
  await waitFor("what to do", () => widget.errors.isVisible());
  const number = await widget.sendRequest();
  await waitFor("the request in the list", async () => (await widget.numbers())[0] === number);
  await widget.filter("Waiting").click();
  await waitFor("the pending ones", async () => !(await widget.numbers()).includes(number));
  await widget.filter("Waiting").click();
  await widget.sort.choose("Recently updated");
  await waitFor("all of them", async () => (await widget.numbers()).includes(number));
  await waitFor("more of them", async () => {
    // Unless the list in the new order takes their place: it may come only now.
    if (await widget.showMore.isVisible()) await widget.showMore.click();
    return (await widget.whenListed()).shown > 25;
  });
  await widget.opener(number).click();
  await widget.whenRead();
  await widget.back.click();
  await portal.openAccount();
  await page.role("radio", "Dark").click();
  for (const name of ["Overview", "Orders", "Invoices", "Support"]) await portal.visit(name);
  assert.equal(await page.css("[style]").count(), 0, "no style attribute anywhere");
});

journey("a violation of the policy would be noticed", { troubles: /style/ }, async ({ page, visit }) => {
  await visit();
  await page.evaluate(() => document.head.append(Object.assign(document.createElement("style"), { textContent: "p { color: red }" })));
  await waitFor("the report", () => page.troubles().some(({ kind }) => kind === "policy"));
});
