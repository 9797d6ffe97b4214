import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("the first page is the support page, with one whole widget for the signed-in customer", {}, async ({ server, page, visit, widget, portal }) => {
  const { name, requester } = await server.session();
  await visit();
  await portal.whenSignedIn(name);
  await widget.whenUp();
  assert.equal(await portal.title.text(), "Support");
  assert.equal(await page.css("support-widget").count(), 1);
  assert.equal(await widget.element.attribute("requester"), requester);
  assert.ok(await widget.form.isVisible());
  assert.ok(await widget.list.isVisible());
  assert.match(await page.role("contentinfo").text(), /This is a sample/);
});

journey("going through the portal and coming back leaves the widget as it was", {}, async ({ page, visit, widget, portal }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  for (const name of ["Overview", "Orders", "Invoices"]) {
    await portal.visit(name);
    assert.equal(await page.css("h1").count(), 1);
    assert.equal(await widget.element.isVisible(), false);
  }
  await portal.visit("Support");
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(await page.role("navigation", "Main").role("link", "Support").attribute("aria-current"), "page");
});

journey("the account menu can be used by keyboard", {}, async ({ page, visit, portal }) => {
  await visit();
  assert.equal(await portal.accountPanel.isVisible(), false);
  await portal.accountButton.press("Enter");
  await waitFor("the account menu", () => portal.accountPanel.isVisible());
  assert.equal(await portal.accountButton.attribute("aria-expanded"), "true");
  await page.role("radio", "Harbour").press("Escape");
  await waitFor("the menu to close", async () => !(await portal.accountPanel.isVisible()));
  assert.equal(await portal.accountButton.evaluate((button) => document.activeElement === button), true);
});
