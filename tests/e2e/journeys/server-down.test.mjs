import assert from "node:assert/strict";

import { isCreate, isList } from "../between.mjs";
import { FAILED_REQUEST, journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("a server that is down loses nothing, and sending again makes one conversation", { troubles: FAILED_REQUEST }, async ({ server, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.fill({ ...REQUEST, priority: "Urgent" });
  await server.stop("SIGKILL");
  await widget.send.click();
  await waitFor("what happened", async () => /could not send it/.test(await widget.alert.text()));
  assert.match(await widget.alert.text(), /Your text is kept/);
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(await widget.description.value(), REQUEST.description);
  assert.equal(await widget.priority.value(), "Urgent");

  // Still down: nothing changes, and nothing is lost.
  await widget.sendAgain.click();
  await waitFor("the second attempt to fail", async () => (await widget.sendAgain.isVisible()) && /could not send it/.test(await widget.alert.text()));
  assert.equal(await widget.subject.value(), REQUEST.subject);

  await server.start();
  await widget.sendAgain.click();
  const number = await widget.receivedNumber();
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id, priority }) => [id, priority]), [[number, "Urgent"]]);
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
});

journey("an answer that is lost on the way makes no second conversation", { troubles: FAILED_REQUEST }, async ({ server, between, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.fill();
  between.loseAnswer(isCreate);
  await widget.send.click();
  await waitFor("what happened", () => widget.sendAgain.isVisible());
  const [stored] = await server.conversations(requester);
  assert.equal(stored.subject, REQUEST.subject, "the server has it; only the page does not know");

  await widget.sendAgain.click();
  assert.equal(await widget.receivedNumber(), stored.id);
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id }) => id), [stored.id]);
});

journey("a list that can't be had says so and comes back", { troubles: FAILED_REQUEST }, async ({ server, visit, widget }) => {
  await visit();
  await widget.whenUp();
  const { total } = await widget.whenListed();
  await server.stop("SIGKILL");
  await widget.filter("Open").click();
  await waitFor("what happened", () => widget.tryAgain.isVisible());
  await server.start();
  await widget.tryAgain.click();
  await waitFor("the filtered list", async () => {
    const { shown } = await widget.whenListed();
    return shown > 0 && shown < total;
  });
});

journey("a list that the server fails to give can be asked for again", { troubles: FAILED_REQUEST }, async ({ between, visit, widget }) => {
  between.refuse(isList, 500);
  await visit();
  await widget.whenUp();
  await waitFor("what happened", () => widget.list.phrase(/The help desk had a problem/).isVisible());
  await widget.tryAgain.click();
  assert.ok((await widget.whenListed()).total > 0);
});
