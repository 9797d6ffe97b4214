/** The widget as a customer sees it: by role and label, wherever the words stand. */

export class Widget {
  constructor(page) {
    this.page = page;
    this.root = page.locator("support-widget");
    this.subject = this.root.getByLabel("Subject", { exact: true });
    this.description = this.root.getByLabel("Description", { exact: true });
    this.priority = this.root.getByLabel("Priority", { exact: true });
    this.send = this.root.getByRole("button", { name: /^Send( again)?$/ });
    this.receipt = this.root.getByRole("heading", { name: "We have your request" });
    this.rows = this.root.getByRole("article");
    this.shown = this.root.locator(".shown");
  }

  static async open(page, url) {
    await page.goto(url);
    const widget = new Widget(page);
    await widget.send.waitFor();
    return widget;
  }

  async fill(subject, description) {
    await this.subject.fill(subject);
    await this.description.fill(description);
  }

  /** Sends a request and gives its number. */
  async sendRequest(subject, description = "Some words.") {
    await this.fill(subject, description);
    await this.send.click();
    await this.receipt.waitFor();
    return this.number();
  }

  /** The number on the receipt. */
  async number() {
    return Number(/It is number (\d+)/.exec(await this.root.locator(".receipt").innerText())[1]);
  }

  /** The row with this subject. */
  row(subject) {
    return this.rows.filter({ has: this.page.getByRole("heading", { name: subject, exact: true }) });
  }

  async subjects() {
    return this.rows.getByRole("heading").allInnerTexts();
  }

  async waitForRows() {
    await this.rows.first().waitFor();
  }

  button(name) {
    return this.root.getByRole("button", { name, exact: true });
  }

  chip(status) {
    return this.root.getByRole("group", { name: "Filter by status" }).getByRole("button", { name: status });
  }

  async hears(words) {
    await this.root.getByText(words).first().waitFor();
  }
}
