// The card wherever an element may stand: twice on a page, in a launcher's dialog; and a page that signs its customer out before it.

import assert from "node:assert/strict";

import { isModule } from "../between.mjs";
import { journey } from "../journey.mjs";
import { Provoker } from "../provoke.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

const troubles = /stopped by a fault of its own/;

/** Whether words are on the device by now. */
const isKept = (page, words) => page.evaluate((words) => Object.values({ ...localStorage }).join().includes(words), words);

journey("two cards on a page go by one click, and each form stands as it stood", { troubles }, async (surroundings) => {
  const { between, page } = surroundings;
  const provoker = await Provoker.visit(surroundings);
  await new Widget(page).whenUp();
  await page.evaluate(() => {
    const first = document.querySelector("support-widget");
    const second = Object.assign(document.createElement("support-widget"), { id: "second", load: "eager", getToken: first.getToken });
    first.id = "first";
    first.after(second);
  });
  const widgets = ["first", "second"].map((id) => new Widget(page, `#${id}`));
  const [first, second] = widgets;
  await second.whenUp();
  await second.fill({ subject: "In the second", description: "Of the second alone" });
  await waitFor("the second to be kept", () => isKept(page, "Of the second alone"));
  const ordinary = await first.priority.value();
  await first.priority.choose("High");
  const high = await first.priority.value();
  await first.subject.fill("In the first");
  await waitFor("the first to be kept", () => isKept(page, "In the first"));
  await provoker.end(first.subject, "In the first, to its end");
  for (const { stopped } of widgets) await waitFor("the card", () => stopped.isVisible());

  await second.startAgain.click();
  for (const widget of widgets) {
    await widget.whenUp();
    assert.equal(await widget.stopped.count(), 0);
  }
  await waitFor("what was kept of the first", async () => (await first.priority.value()) === high);
  assert.deepEqual([await first.subject.value(), await first.description.value()], ["In the first, to its end", ""]);
  await waitFor("what was typed in the second", async () => (await second.subject.value()) === "In the second");
  assert.deepEqual([await second.description.value(), await second.priority.value()], ["Of the second alone", ordinary]);
  const { instances, reports } = await provoker.state();
  assert.equal(instances, 2, "one for both");
  assert.equal(reports.length, 1, "told once");
  assert.equal(between.requests.filter(isModule).length, 1, "loaded once");
});

journey("who signs out before the card leaves nothing in it, and the next one begins anew", { troubles }, async (surroundings) => {
  const { page, server, widget } = surroundings;
  const { requester } = await server.session();
  const provoker = await Provoker.visit(surroundings);
  await widget.whenUp();
  await widget.subject.fill(REQUEST.subject);
  await provoker.end(widget.description, REQUEST.description);
  const isOver = await page.evaluate(() => document.querySelector("support-widget").signOut());
  assert.equal(isOver, true);
  await waitFor("the form of nobody", async () => (await widget.contact.isVisible()) && (await widget.subjectNow()) === "");
  const found = await widget.element.evaluate(
    ({ shadowRoot, token, getToken }) => {
      const fields = [...shadowRoot.querySelectorAll("input, textarea")].map(({ value }) => value);
      return [shadowRoot.textContent, ...fields, ...Object.entries(localStorage).flat(), token, getToken].join("\n");
    },
  );
  for (const words of [REQUEST.subject, REQUEST.description, requester]) assert.ok(!found.includes(words), words);
  assert.equal(await widget.stopped.count(), 0);
});

journey("the card stands in a launcher's dialog, and the form comes back into it", { troubles }, async (surroundings) => {
  const { page, widget } = surroundings;
  const provoker = await Provoker.visit(surroundings, { path: "/launcher.html" });
  const launcher = widget.element.role("button", "Ask about this order");
  const dialog = widget.element.role("dialog", "Ask about this order");
  await launcher.click();
  await widget.whenUp();
  await provoker.end(widget.subject, REQUEST.subject);
  assert.ok(await dialog.css(".stopped").isVisible());
  assert.equal(await page.evaluate(() => document.querySelector("support-widget").shadowRoot.querySelector("dialog").matches(":modal")), true);

  // Closed and opened again, it is still there.
  await dialog.role("button", "Close").click();
  await waitFor("the dialog to go", async () => !(await dialog.isVisible()));
  await launcher.click();
  await waitFor("the card", () => dialog.css(".stopped").isVisible());

  await widget.startAgain.click();
  await widget.whenUp();
  await waitFor("what was typed", async () => (await widget.subject.value()) === REQUEST.subject);
  assert.ok(await dialog.isVisible());
  assert.equal(await dialog.css(".support").count(), 1);
});
