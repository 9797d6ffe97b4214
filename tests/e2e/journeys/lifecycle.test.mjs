import assert from "node:assert/strict";

import { isList, isModule } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

journey("removing the tag stops everything, and putting it back starts anew", {}, async ({ between, page, visit, widget }) => {
  const letGo = between.hold(isList);
  await visit();
  const list = await waitFor("the list to be asked for", () => between.requests.find(isList));
  await page.evaluate(() => {
    window.removed = document.querySelector("support-widget");
    window.formerPlace = window.removed.parentElement;
    window.removed.remove();
  });
  await waitFor("the request to be given up", () => list.isAborted);
  await waitFor("the widget to be gone", () => page.evaluate(() => !window.removed.shadowRoot.querySelector("input, article, button")));
  letGo();

  await page.evaluate(() => window.formerPlace.append(window.removed));
  await widget.whenUp();
  assert.ok((await widget.whenListed()).total > 0);
  assert.equal(between.requests.filter(isModule).length, 1, "the module is loaded once");
});

journey("moving the tag restarts nothing, and what was typed stays", {}, async ({ between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  await widget.fill();
  const mark = (input) => void (input.isTheSame = true);
  const isMarked = (input) => input.isTheSame === true;
  await widget.subject.evaluate(mark);
  const lists = between.requests.filter(isList).length;
  await page.evaluate(() => {
    const place = document.createElement("section");
    document.querySelector("main").append(place);
    place.append(document.querySelector("support-widget"));
  });
  assert.ok(await widget.subject.evaluate(isMarked), "the field is another one");
  assert.equal(await widget.subject.value(), REQUEST.subject);
  assert.equal(await widget.description.value(), REQUEST.description);

  // It works as before where it stands now.
  await widget.send.click();
  const number = await widget.receivedNumber();
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  assert.equal(between.requests.filter(isList).length, lists, "the list was asked for again");
});

journey("two tags on a page share one module and nothing else", {}, async ({ between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  await page.evaluate(() => {
    const second = document.createElement("support-widget");
    second.setAttribute("api-base", "/support/v1");
    second.setAttribute("load", "eager");
    second.id = "second";
    document.querySelector("main").append(second);
  });
  const second = page.css("#second");
  await waitFor("the second form", () => second.role("textbox", "Subject").isVisible());
  assert.equal(await second.role("textbox", "Subject").value(), "");
  assert.ok(await second.phrase(/don’t know who you are/).isVisible());
  assert.equal(await page.css("support-widget:not(#second)").role("textbox", "Subject").value(), REQUEST.subject);
  assert.equal(between.requests.filter(isModule).length, 1);
});
