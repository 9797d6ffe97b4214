import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

/** What has the focus, inside of the widget. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document.querySelector("support-widget").shadowRoot;
    return { id: activeElement?.id, conversation: activeElement?.dataset.conversation };
  });

/** A conversation of the signed-in customer's, and what support has said in it. */
async function written(server, { subject, description, replies = [], status = "Open" }) {
  const { requester } = await server.session();
  const { data } = await server.api("/v1/conversations", { subject, description, requested_by: requester, source: "Mail", status });
  for (const reply_text of replies) await server.api(`/v1/conversations/${data.id}/reply`, { reply_text, type: "REPLY" });
  return data;
}

for (const [place, look] of [["beside the list", {}], ["on a phone", { width: 360, height: 740 }]]) {
  journey(`a conversation is opened and left by keyboard, ${place}`, { look }, async ({ server, page, visit, widget }) => {
    const { id } = await written(server, {
      subject: "The left boot came without laces",
      description: "<p>Both are there.<br>See https://shop.example/81204.</p>",
      replies: ["<p>New ones are on their way.</p>"],
    });
    await visit();
    await widget.whenUp();
    await widget.whenListed();
    await widget.opener(id).press("Enter");
    assert.deepEqual(await widget.whenRead(), ["Both are there.\nSee https://shop.example/81204.", "New ones are on their way."]);
    assert.equal(await widget.title.text(), "The left boot came without laces");
    assert.equal((await focused(page)).id, "conversation-title");
    const link = widget.conversation.role("link", "https://shop.example/81204");
    assert.equal(await link.attribute("rel"), "noopener noreferrer nofollow");
    assert.equal(await widget.list.isVisible(), place === "beside the list");

    await widget.back.press("Enter");
    await waitFor("the list", () => widget.list.isVisible());
    await waitFor("the focus on the row", async () => (await focused(page)).conversation === String(id));
    assert.equal(await widget.conversation.isVisible(), false);
  });
}

journey("a long thread shows its end first, and the rest on demand", {}, async ({ server, visit, widget }) => {
  const replies = Array.from({ length: 60 }, (_, index) => `<p>Answer ${index + 1}</p>`);
  const { id } = await written(server, { subject: "A long story", description: "<p>Once</p>", replies });
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.opener(id).click();
  const said = await widget.whenRead();
  assert.deepEqual([said.length, said[0], said.at(-1)], [26, "Once", "Answer 60"]);
  await widget.conversation.role("button", "Show 35 earlier messages").click();
  await widget.conversation.role("button", "Show 10 earlier messages").click();
  await waitFor("all of it", async () => (await widget.messages.count()) === 61);
  assert.deepEqual((await widget.whenRead()).slice(1), replies.map((reply) => reply.replaceAll(/<\/?p>/g, "")));
});

journey("a conversation is lived through from both ends", {}, async ({ between, visit, widget, openWindow }) => {
  await visit();
  await widget.whenUp();
  await widget.element.evaluate((element) => element.setAttribute("refresh-seconds", "1"));
  const number = await widget.sendRequest();
  await widget.showList();
  await widget.opener(number).click();
  await waitFor("the conversation", async () => (await widget.messages.count()) === 1);

  const support = await openWindow();
  await support.goto(`${between.origin}/support-side`);
  await support.role("button", new RegExp(`#${number}`)).click();
  const answer = support.role("textbox", "Your answer");
  await answer.fill("Not for customers: <b>he</b> is right.");
  await support.role("button", "Add as a note for staff").click();
  await waitFor("the note", () => support.phrase("Noted. The customer never sees it.").isVisible());
  await answer.fill("Laces are <b>on their way</b>.\nhttps://track.example/1");
  await support.role("button", "Send to the customer").click();
  await waitFor("the answer", () => support.phrase(/^Sent\./).isVisible());
  await support.role("combobox", "Status").choose("Resolved");
  await support.role("button", "Set").click();
  await waitFor("the status", () => support.phrase("The status is Resolved.").isVisible());

  // Both windows are open: what came is there without being asked for.
  await waitFor("the answer", async () => (await widget.messages.count()) === 2);
  await waitFor("the status", async () => /was Open/.test(await widget.conversation.text()));
  const [, answered] = await widget.whenRead();
  assert.equal(answered, "Laces are <b>on their way</b>.\nhttps://track.example/1");
  const shown = await widget.conversation.text();
  assert.match(shown, /Resolved/);
  assert.ok(!shown.includes("Not for customers"), "a note is for staff");
  assert.match(shown, /This request is resolved\. A follow-up is a new request/);

  await widget.followUp.click();
  assert.match(await widget.subject.value(), /^Re: The left boot/);
  assert.equal(await widget.description.value(), `This follows up my request number ${number}.\n\n`);
  await widget.send.click();
  const second = await widget.receivedNumber();
  await waitFor("both", async () => (await widget.numbers()).slice(0, 2).join() === [second, number].join());
});

journey("a follow-up leaves alone what was begun", {}, async ({ server, visit, widget }) => {
  const { id } = await written(server, { subject: "Boots", description: "<p>Hello</p>" });
  await visit();
  await widget.whenUp();
  await widget.subject.fill("Something else");
  await widget.whenListed();
  await widget.opener(id).click();
  await widget.whenRead();
  assert.equal(await widget.followUp.isVisible(), false);
  await widget.conversation.role("button", "Show what I have begun").click();
  assert.equal(await widget.subject.value(), "Something else");
});
