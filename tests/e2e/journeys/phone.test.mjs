import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const LONG = {
  subject: "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhängerverlustmeldung",
  description: "https://tarrowby.example/a/very/long/address/without/a/single/place/to/break/it/up/on/a/small/screen",
};

journey("the journey works on a phone of 320 pixels, without scrolling sideways", { look: { width: 320, height: 640 } }, async ({ visit, widget, portal }) => {
  const fits = async (what) => assert.equal(await portal.sidewaysScroll(), 0, `${what} is wider than the screen`);
  await visit();
  await widget.whenUp();
  await fits("the form");
  assert.equal(await widget.list.isVisible(), false, "one thing at a time");

  await widget.send.click();
  await waitFor("what to do", () => widget.errors.isVisible());
  await fits("the form with errors");

  const number = await widget.sendRequest(LONG);
  await fits("the receipt");

  await widget.seeInList.click();
  await waitFor("the list", () => widget.list.isVisible());
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  await fits("the list");

  await widget.filter("Closed").click();
  await waitFor("the closed ones", async () => !(await widget.numbers()).includes(number));
  await fits("the filtered list");

  await widget.showForm();
  assert.equal(await widget.list.isVisible(), false);
  for (const page of ["Overview", "Orders", "Invoices", "Support"]) {
    await portal.visit(page);
    await fits(page);
  }
});
