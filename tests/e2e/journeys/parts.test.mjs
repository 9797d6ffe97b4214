import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST, Widget } from "../widget.mjs";

/** The two parts of the sample page, each found as the whole widget is. */
const parts = (page) => ({ form: new Widget(page, "support-form"), list: new Widget(page, "support-conversations") });

/** What has the focus, inside of a part. */
const focused = (part) => part.element.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.id);

journey("the form here and the list there are one support", {}, async ({ between, page, visit }) => {
  await visit("/parts.html?customer=maya");
  const { form, list } = parts(page);
  await form.whenUp();
  await waitFor("the list", async () => (await list.rows.count()) > 0);
  assert.equal(between.requests.filter(({ path }) => path.startsWith("/portal/token")).length, 1, "one question for the token");
  const lists = () => between.requests.filter(isList).length;
  const before = lists();

  const number = await form.sendRequest();
  await waitFor("the row", async () => (await list.numbers())[0] === number);
  assert.equal(lists(), before, "no list was asked for again");

  await form.form.role("button", "Open it").click();
  await waitFor("the conversation", () => list.title.isVisible());
  assert.equal(await focused(list), "conversation-title");
  assert.equal((await page.address()).searchParams.get("support-conversation"), String(number));
  await list.whenRead();
  await list.followUp.click();
  await waitFor("the follow-up", async () => (await form.subject.value()) === `Re: ${REQUEST.subject}`);
  assert.equal(await focused(form), "subject");

  await form.send.click();
  const second = await form.receivedNumber();
  await form.seeInList.click();
  await waitFor("the list", async () => (await list.numbers()).slice(0, 2).join() === [second, number].join());
  assert.equal(await focused(list), "list-title");
});

journey("a follow-up leads into the form behind its launcher", {}, async ({ dressing, page, visit }) => {
  dressing.alter("/parts.html", (page) => (page.body = page.body.replace("<support-form", '$& display="launcher" label="Ask"')));
  await visit("/parts.html?customer=maya");
  const { form, list } = parts(page);
  const dialog = form.element.role("dialog", "Ask");
  await waitFor("the list", async () => (await list.rows.count()) > 0);
  const [subject] = await list.subjects();
  await list.opener((await list.numbers())[0]).click();
  await list.whenRead();
  assert.equal(await dialog.isVisible(), false, "the launcher has opened by itself");

  await list.followUp.click();
  await waitFor("the dialog", () => dialog.isVisible());
  assert.equal(await form.subject.value(), `Re: ${subject}`);
  await waitFor("the focus in it", async () => (await focused(form)) === "subject");
});
