// Where things are in the sample portal around the widget.

import { waitFor } from "./wait.mjs";

export class Portal {
  /** @param {import("./driver.mjs").Page} page */
  constructor(page) {
    this.page = page;
    this.title = page.css("h1");
    this.accountButton = page.css("#account-button");
    this.accountPanel = page.css("#account-panel");
  }

  /** @param {"Overview" | "Orders" | "Invoices" | "Support"} name */
  async visit(name) {
    await this.page.role("navigation", "Main").role("link", name).click();
    await waitFor(`the page ${name}`, async () => (await this.title.text()) === name);
  }

  /** @param {string} name Of the signed-in customer. */
  async whenSignedIn(name) {
    await waitFor(`${name} in the header`, async () => (await this.accountButton.evaluate((button) => button.textContent.trim())) === name);
  }

  async openAccount() {
    await this.accountButton.click();
    await waitFor("the account menu", () => this.accountPanel.isVisible());
  }

  /** How far the page can be scrolled sideways, in pixels. */
  async sidewaysScroll() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
