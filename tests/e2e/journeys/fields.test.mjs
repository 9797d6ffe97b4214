// A form with fields of every kind: the sample portal's page for damage.

import assert from "node:assert/strict";

import { isFields } from "../between.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** The values of a conversation's custom fields, by internal name, as the desk has them. */
async function values(server, number) {
  const [one, definitions] = await Promise.all([
    server.api(`/v1/conversations/${number}`),
    server.api("/v1/conversations/fields?per_page=100"),
  ]);
  const name = (id) => definitions.data.find((field) => field.id === id).internal_name;
  return Object.fromEntries(one.data.custom_fields.map((field) => [name(field.conversation_field_id), field.value]));
}

journey("fields of every kind arrive at the desk as what they are", {}, async ({ server, visit, widget }) => {
  const { form, element } = widget;
  await visit("/damage.html?customer=wren#a-fragment");
  await widget.whenUp();
  await waitFor("the gateway's fields", () => form.role("textbox", "Order number").isVisible());
  assert.equal(await widget.subject.value(), "Damaged on arrival");
  assert.notEqual(await form.role("textbox", "What is it about?").attribute("readonly"), null);
  assert.equal(await widget.priority.count(), 0, "the page has set it");

  // Everything that is missing is said at once, and leads to its field.
  await widget.send.click();
  await waitFor("what to do", () => widget.errors.isVisible());
  const link = widget.errors.role("button", "Which item? Choose down to the last step.");
  await link.click();
  const levels = element.css(".levels select");
  await waitFor("the focus on the first level", () => levels.evaluate((select) => select.getRootNode().activeElement === select));

  await levels.choose("House");
  await form.role("combobox", "Shelf").choose("Lamps");
  await form.role("combobox", "Item").choose("Tern desk lamp");
  await widget.description.fill(REQUEST.description);
  await form.role("textbox", "Order number").fill("#81131");
  await form.role("textbox", /^How many pieces/).fill("1,5");
  await element.css("input[type=date]").fill("2026-11-20");
  const damage = form.role("textbox", "What does the damage look like?");
  assert.equal(await damage.count(), 0);
  await form.role("checkbox", "Spare parts").click();
  await form.role("checkbox", "Refund").click();
  await waitFor("the field that a refund needs", () => damage.isVisible());
  await damage.fill("Two cracks\nin the shade");
  await form.role("textbox", /^Who else/).fill("ben@example.com");
  await form.role("textbox", /^Photos/).fill("https://files.example/lamp");
  await form.role("checkbox", /^The carrier may/).click();

  // What goes along unseen can be seen.
  await form.phrase("What we send along with your request").click();
  const along = await element.css(".along dl").text();
  for (const part of ["/damage.html", "4.2.0", "TC-20419", "High"]) assert.ok(along.includes(part), along);
  assert.ok(!along.includes("wren") && !along.includes("fragment"), along);

  await widget.send.click();
  const number = await widget.receivedNumber();
  const { page_address: address, ...others } = await values(server, number);
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/damage\.html$/);
  assert.deepEqual(others, {
    topic: "A delivery",
    order_number: "#81131",
    item: "House > Lamps > Tern desk lamp",
    pieces: 1.5,
    arrived_on: "2026-11-20",
    remedy: ["Refund", "Spare parts"],
    damage: "Two cracks\nin the shade",
    copy_to: "ben@example.com",
    portal_version: "4.2.0",
    account_number: "TC-20419",
  });
  const { data } = await server.api(`/v1/conversations/${number}`);
  assert.equal(data.priority, "High");
  assert.equal(data.description_text, `${REQUEST.description}\n\nhttps://files.example/lamp`);
});

journey("the first page needs its two fields only", {}, async ({ server, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await waitFor("the gateway's fields", () => widget.form.role("textbox", /^Order number/).isVisible());
  const number = await widget.sendRequest();
  const { page_address: address, ...others } = await values(server, number);
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.deepEqual(others, { portal_version: "4.2.0" });
});

journey("fields that come late take neither words nor focus", {}, async ({ between, visit, widget }) => {
  const letGo = between.hold(isFields);
  await visit();
  await widget.whenUp();
  await widget.description.fill("Half a sentence");
  letGo();
  await waitFor("the gateway's fields", () => widget.form.role("textbox", /^Order number/).isVisible());
  assert.equal(await widget.description.value(), "Half a sentence");
  assert.ok(await widget.description.evaluate((area) => area.getRootNode().activeElement === area));
});

journey("without the gateway's fields the form still sends", { troubles: FAILED_REQUEST }, async ({ between, visit, widget }) => {
  between.cut(isFields);
  await visit();
  await widget.whenUp();
  await waitFor("the question for the fields", () => between.requests.some(isFields));
  assert.ok((await widget.sendRequest()) > 0);
});
