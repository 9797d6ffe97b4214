// Everything by keys alone: what is reached in which order, that one sees where one is, and where the focus goes and comes back to.

import assert from "node:assert/strict";

import { isCreate } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { Widget } from "../widget.mjs";

/**
 * What has the focus, open shadow roots included: its name, whether one sees that it has it, and how big it is.
 *
 * @param {import("../driver.mjs").Page} page
 */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const label = (element.labels?.[0] ?? element).textContent;
    // The mark may be drawn around more than the element, by a box of its own.
    const isSeen = [undefined, "::before", "::after"].some((box) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, box);
      // `auto` is the browser's own ring, as a launcher has it that is not loaded yet.
      return outlineStyle === "auto" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    });
    const { width, height, top, bottom } = element.getBoundingClientRect();
    return {
      name: (element.ariaLabel ?? label).replaceAll(/\s+/g, " ").trim(),
      isSeen,
      isInView: bottom > 0 && top < innerHeight,
      isOurs: document.activeElement.localName.startsWith("support-"),
      isInline: getComputedStyle(element).display === "inline",
      size: Math.min(width, height),
    };
  });

class Keys {
  /** @param {import("../driver.mjs").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {string} key */
  async press(key) {
    await this.page.pressKey(key);
  }

  async type(text) {
    for (const letter of text) await this.press(letter);
  }

  /**
   * Goes on until something of that name has the focus. Of everything of ours on the way one must see that it has it, and be able to hit it.
   *
   * @param {string | RegExp} name
   * @param {string} [key]
   */
  async reach(name, key = "Tab") {
    const way = [];
    for (let step = 0; step < 80; step += 1) {
      await this.press(key);
      const here = await focused(this.page);
      way.push(here.name);
      if (here.isOurs) {
        assert.ok(here.isSeen, `one doesn't see that ${here.name} has the focus`);
        assert.ok(here.isInView, `${here.name} has the focus out of sight`);
        assert.ok(here.isInline || here.size >= 24, `${here.name} is ${here.size} pixels small`);
      }
      if (typeof name === "string" ? here.name === name : name.test(here.name)) return;
    }
    assert.fail(`${name} was not reached: ${way.join(" | ")}`);
  }

  /** Waits until the focus has been put somewhere. */
  async whenAt(name) {
    await waitFor(`the focus on ${name}`, async () => {
      const here = (await focused(this.page)).name;
      return typeof name === "string" ? here === name : name.test(here);
    });
  }
}

journey("a request is written, sent, found and read by keys alone", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.whenListed();
  const keys = new Keys(page);

  // In vain at first: the summary takes the focus, and leads to the fields.
  await keys.reach("Subject");
  await keys.press("Enter");
  await keys.whenAt(/^Please check these fields/);
  await keys.reach("Enter a subject, in a few words.");
  await keys.press("Enter");
  await keys.whenAt("Subject");
  await keys.type("Laces");
  await keys.reach("Description");
  await keys.type("One is missing.");
  await keys.reach("Send");
  await keys.press("Enter");
  const number = await widget.receivedNumber();
  await keys.whenAt("We have your request");

  await keys.reach("See it in My conversations");
  await keys.press("Enter");
  await waitFor("the request in the list", async () => (await widget.numbers())[0] === number);
  await keys.reach("Laces");
  await keys.press("Enter");
  await widget.whenRead();
  await keys.whenAt("Laces");
  await keys.reach("Back to My conversations", "Shift+Tab");
  await keys.press("Enter");
  await keys.whenAt("Laces");
  assert.equal(await widget.conversation.isVisible(), false);
});

journey("the list is filtered, sorted and searched by keys alone", {}, async ({ page, visit, widget }) => {
  await visit();
  const before = await widget.whenListed();
  const keys = new Keys(page);
  await keys.reach(/^Resolved/);
  await keys.press("Space");
  await waitFor("the resolved ones", async () => (await widget.whenListed()).total < before.total);
  await keys.whenAt(/^Resolved/);
  await keys.press("Space");
  await waitFor("all", async () => (await widget.whenListed()).total === before.total);
  const newest = await widget.numbers();
  await keys.reach("Sort by");
  // By its first letter: an arrow chooses in one engine and opens the menu in another.
  await keys.press("o");
  await waitFor("the oldest first", async () => (await widget.numbers())[0] < newest[0]);
  await keys.whenAt("Sort by");
  await keys.reach(/^Find in these/, "Shift+Tab");
  await keys.type("invoice");
  await waitFor("what was found", () => widget.clear.isVisible());
  await keys.reach("Clear");
  await keys.press("Enter");
  await waitFor("all of them", async () => (await widget.numbers()).length > 10);
});

journey("the launcher's dialog is opened, used and left by keys alone", {}, async ({ page, visit, widget }) => {
  await visit("/launcher.html");
  const keys = new Keys(page);
  await keys.reach("Ask about this order");
  await keys.press("Enter");
  await widget.whenUp();
  await keys.whenAt("Close");
  await keys.reach("My conversations");
  await keys.press("Enter");
  await waitFor("the list", () => widget.list.isVisible());
  await keys.reach("New request", "Shift+Tab");
  await keys.press("Enter");
  await keys.reach("Subject");
  await keys.type("Laces");
  await keys.reach("Description");
  await keys.type("One is missing.");
  await keys.reach("Send");
  await keys.press("Space");
  await widget.receivedNumber();
  await keys.whenAt("We have your request");
  await keys.reach("Close", "Shift+Tab");
  await keys.press("Escape");
  await keys.whenAt("Ask about this order");
});

journey("one part leads into the other by keys alone", {}, async ({ page, visit }) => {
  await visit("/parts.html?customer=maya");
  const [form, list] = ["support-form", "support-conversations"].map((tag) => new Widget(page, tag));
  await form.whenUp();
  await waitFor("the rows", async () => (await list.numbers()).length > 0);
  const keys = new Keys(page);
  await keys.reach("Subject");
  await keys.type("Laces");
  await keys.reach("Description");
  await keys.type("One is missing.");
  await keys.reach("Send");
  await keys.press("Enter");
  const number = await form.receivedNumber();
  await keys.reach("See it in My conversations");
  await keys.press("Enter");
  await keys.whenAt("My conversations");
  assert.equal((await list.numbers())[0], number);
  await keys.reach("Laces");
  await keys.press("Enter");
  await list.whenRead();
  await keys.whenAt("Laces");
  await keys.reach("Write a follow-up");
  await keys.press("Enter");
  await waitFor("the follow-up in the other part", async () => (await form.subject.value()).includes("Laces"));
  assert.ok(await page.evaluate(() => document.activeElement.localName === "support-form"), "the focus went along");
});

journey("the debug panel is folded and unfolded by keys", {}, async ({ page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.element.evaluate((element) => (element.debug = true));
  const panel = widget.element.css(".debug details");
  await waitFor("the panel", async () => (await panel.attribute("open")) !== null);
  const keys = new Keys(page);
  // Up from the end of the page it is near.
  await keys.reach("Debug <support-widget>", "Shift+Tab");
  await keys.press("Enter");
  await waitFor("the panel to fold", async () => (await panel.attribute("open")) === null);
  await keys.press("Space");
  await waitFor("the panel to unfold", async () => (await panel.attribute("open")) !== null);
  await keys.whenAt("Debug <support-widget>");
});

journey("what an input method has not finished is neither judged nor sent", { needs: ["compose"] }, async ({ between, page, visit, widget }) => {
  await visit();
  await widget.whenUp();
  await widget.send.click();
  const hasFault = async () => (await widget.form.css("#subject-error").text()) !== "";
  await waitFor("the fault", hasFault);
  await page.evaluate(() => {
    window.keys = [];
    document.addEventListener("keydown", ({ key }) => window.keys.push(key));
  });
  const sent = () => between.requests.some(isCreate);

  await widget.subject.click();
  for (const text of ["k", "く", "くt", "くつ"]) {
    await page.compose(text);
    assert.equal(await widget.subject.value(), text);
    assert.ok(await hasFault(), `${text} is not whole yet`);
  }
  assert.deepEqual(await page.evaluate(() => window.keys), [], "no key of it reaches the page");
  await page.commit("靴");
  await waitFor("the fault to go", async () => !(await hasFault()));
  assert.equal(await widget.subject.value(), "靴");
  await widget.description.click();
  for (const text of ["ひ", "ひも"]) await page.compose(text);
  await page.commit("紐がありません。");
  assert.ok(!sent());
  await widget.send.click();
  await widget.receivedNumber();
  await widget.seeInList.click();
  await waitFor("it in the list", async () => (await widget.subjects())[0] === "靴");
  await widget.opener((await widget.numbers())[0]).click();
  assert.deepEqual(await widget.whenRead(), ["紐がありません。"]);
});
