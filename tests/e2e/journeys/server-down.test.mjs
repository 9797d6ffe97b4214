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
  const inDoubt = async () => (await widget.sendNow.isVisible()) && /not sure it arrived/.test(await widget.alert.text());
  await waitFor("what happened", inDoubt);
  assert.match(await widget.alert.text(), /nothing is needed from you/);
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(await widget.description.value(), REQUEST.description);
  assert.equal(await widget.priority.value(), "Urgent");
  assert.match(await widget.outbox.text(), /The left boot.*Not confirmed yet/s);

  // Still down: nothing changes, and nothing is lost.
  await widget.sendNow.click();
  await waitFor("the second round to fail", inDoubt);
  assert.equal(await widget.subject.value(), REQUEST.subject);

  await server.start();
  await widget.sendNow.click();
  const number = await widget.receivedNumber();
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id, priority }) => [id, priority]), [[number, "Urgent"]]);
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  assert.equal(await widget.outbox.count(), 0);
});

journey("an answer that is lost on the way is asked for again by itself and makes no second conversation", { troubles: FAILED_REQUEST }, async ({ server, between, visit, widget }) => {
  const { requester } = await server.session();
  await visit();
  await widget.whenUp();
  await widget.fill();
  between.loseAnswer(isCreate);
  await widget.send.click();
  const number = await widget.receivedNumber();
  assert.ok(between.requests.filter(isCreate).length >= 2);
  const made = (await server.conversations(requester)).filter(({ subject }) => subject === REQUEST.subject);
  assert.deepEqual(made.map(({ id }) => id), [number]);
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
