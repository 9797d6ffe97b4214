// Where things are in the widget: the only file that knows its words and roles.

import { waitFor } from "./wait.mjs";

/** What a customer writes. */
export const REQUEST = {
  subject: "The left boot came without laces",
  description: "Order #81204 arrived this morning.\nBoth boots are there, but the left one has no laces.",
};

/**
 * Conversations in the order in which the list has them: closed ones are folded away at its end.
 *
 * @param {{ status: string }[]} rows
 */
export const asListed = (rows) => [...rows.filter(({ status }) => status !== "Closed"), ...rows.filter(({ status }) => status === "Closed")];

export class Widget {
  /**
   * @param {import("./driver.mjs").Place} page The page, or a frame in it.
   * @param {string} [tag] Of the whole, of a part of it, or of what holds it: a selector.
   */
  constructor(page, tag = "support-widget") {
    this.element = page.css(tag);
    this.stopped = this.element.css(".stopped");
    this.startAgain = this.stopped.role("button", "Try again");
    this.form = this.element.role("region", "New request");
    this.subject = this.form.role("textbox", "Subject");
    this.description = this.form.role("textbox", "Description");
    this.contact = this.form.role("textbox", "Your e-mail address or telephone number");
    this.priority = this.form.role("combobox", "Priority");
    this.send = this.form.role("button", "Send");
    this.sendAgain = this.form.role("button", "Send again");
    this.sendNow = this.form.role("button", "Send now");
    this.changeIt = this.form.role("button", "Change it");
    this.writeAnother = this.form.role("button", "Write another");
    this.discard = this.form.role("button", "Discard");
    this.alert = this.form.role("alert");
    this.errors = this.form.role("group", "Please check these fields");
    this.receipt = this.form.role("heading", "We have your request");
    this.sendAnother = this.form.role("button", "Send another");
    this.seeInList = this.form.role("button", "See it in My conversations");

    this.list = this.element.role("region", "My conversations");
    this.rows = this.list.css(".rows").role("article");
    this.outbox = this.list.role("list", "Not sent yet").role("article");
    this.sort = this.list.role("combobox", "Sort by");
    this.showMore = this.list.role("button", "Show more");
    this.clearFilters = this.list.role("button", "Clear filters");
    this.clear = this.list.role("button", "Clear");
    this.find = this.list.role("searchbox");
    this.show = this.list.role("button", "Show");
    this.markAsRead = this.list.role("button", "Mark as read");
    this.showBefore = this.list.role("button", "Show those before");
    this.writeToUs = this.list.role("button", "Write to us");
    this.tryAgain = this.list.role("button", "Try again");

    this.conversation = this.element.css(".conversation-pane");
    this.title = this.conversation.css("#conversation-title");
    this.messages = this.conversation.role("article");
    this.back = this.conversation.role("button", "Back to My conversations");
    this.followUp = this.conversation.role("button", "Write a follow-up");

    // Where there is no room for both: what leads from the one to the other.
    this.views = this.element.role("navigation", "Support");
  }

  /** @param {string} status As the chip says it; what it counts doesn't matter. */
  filter(status) {
    return this.list.role("group", "Filter by status").role("button", new RegExp(`^${status}( [\\d,]+\\+?)?$`));
  }

  /** @param {string} priority */
  filterPriority(priority) {
    return this.list.role("group", "Filter by priority").role("button", new RegExp(`^${priority}( [\\d,]+\\+?)?$`));
  }

  /** Unfolds the closed conversations, if there are any. */
  async unfold() {
    const fold = this.list.role("button", /^[\d,]+ closed/);
    if ((await fold.count()) && (await fold.attribute("aria-expanded")) === "false") await fold.click();
  }

  /** Waits until the widget is up. */
  async whenUp() {
    await waitFor("the form", () => this.subject.isVisible());
    // The contact field is there only as long as nobody is signed in.
    await waitFor("the customer to be known", async () => (await this.contact.count()) === 0);
  }

  /** Waits until the list has come, and gives how much of it is in view. */
  async whenListed() {
    await this.showList();
    return waitFor("the list", async () => {
      if (await this.list.phrase("You have no conversations yet.").isVisible()) return { shown: 0, total: 0 };
      if (await this.list.phrase("No conversation matches these filters.").isVisible()) return { shown: 0, total: 0 };
      const [, shown, total] = (await this.list.role("status").text()).match(/([\d,]+) of ([\d,]+)/) ?? [];
      const count = (words) => Number(words.replaceAll(",", ""));
      return shown && { shown: count(shown), total: count(total) };
    });
  }

  /** Subjects in the order in which they are listed. */
  async subjects() {
    return this.rows.role("heading").texts();
  }

  /** Numbers in the order in which they are listed. */
  async numbers() {
    // The last one in a row: a subject may speak of an order's number.
    return (await this.rows.texts()).map((row) => Number([...row.matchAll(/#(\d+)/g)].at(-1)?.[1]));
  }

  /** What is to be read in a row: subject, status and the rest. */
  row(subject) {
    return this.list.css(".rows").role("article", subject);
  }

  /** What leads from a row to its conversation. */
  opener(number) {
    return this.list.css(`[data-conversation="${number}"]`);
  }

  /** Waits until the conversation in view is all there, and gives what was said. */
  async whenRead() {
    await waitFor("the conversation", async () => (await this.conversation.css(".conversation[aria-busy=false]").count()) === 1);
    return this.conversation.css(".said .prose").texts();
  }

  async showForm() {
    await this.#show("New request", this.form);
  }

  async showList() {
    await this.#show("My conversations", this.list);
  }

  async #show(name, pane) {
    const view = this.views.role("button", name);
    if (await view.isVisible()) await view.click();
    await waitFor(name, () => pane.isVisible());
  }

  /** @param {{ subject: string, description: string, priority?: string }} [request] */
  async fill(request = REQUEST) {
    await this.subject.fill(request.subject);
    await this.description.fill(request.description);
    if (request.priority) await this.priority.choose(request.priority);
  }

  /** Fills the form, sends it, and gives the number of what came of it. */
  async sendRequest(request = REQUEST) {
    await this.fill(request);
    await this.send.click();
    return this.receivedNumber();
  }

  /** What is in the field for the subject at this moment; nothing where there is no such field. Waits for nothing. */
  async subjectNow() {
    return this.subject.evaluateAll(([field]) => field?.value);
  }

  /** Presses "Send now" if it is there at this moment. A click would wait for one that has just gone. */
  async hurry() {
    await this.sendNow.evaluateAll(([button]) => button?.click());
  }

  /** The number on the receipt. */
  async receivedNumber() {
    await waitFor("the receipt", () => this.receipt.isVisible());
    const text = await this.form.text();
    const number = Number(text.match(/number (\d+)/)?.[1]);
    if (!number) throw new Error(`no number on the receipt: ${text}`);
    return number;
  }
}
