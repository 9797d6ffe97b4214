import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("a double click on Send makes one conversation", {}, async ({ server, between, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.fill();
  // The answer is held back, so that every further press meets a request that is on its way.
  const letGo = between.hold(isCreate);
  await widget.send.doubleClick();
  await waitFor("the request", () => between.requests.some(isCreate));
  await widget.form.css("form").evaluate((form) => form.requestSubmit());
  await widget.form.css("button[type=submit]").evaluate((button) => button.click());
  letGo();
  const number = await widget.receivedNumber();

  assert.equal(between.requests.filter(isCreate).length, 1);
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id }) => id), [number]);
});
