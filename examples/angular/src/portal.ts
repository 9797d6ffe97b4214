import { Component, signal } from "@angular/core";

import { CUSTOMERS } from "../../shared/session.js";
import { Support } from "./support";

const pageOfAddress = () => (location.hash === "#/support" ? "support" : "overview");

@Component({
  selector: "portal-root",
  imports: [Support],
  host: { "(window:hashchange)": "page.set(pageOfAddress())" },
  template: `
    <header class="masthead">
      <b>Tarrowby Chandlery</b>
      <nav aria-label="Main">
        <a href="#/" [attr.aria-current]="page() === 'overview' ? 'page' : null">Overview</a>
        <a href="#/support" [attr.aria-current]="page() === 'support' ? 'page' : null">Support</a>
      </nav>
      <label>
        Signed in as
        <select #choice (change)="customer.set(choice.value)">
          @for (each of customers; track each[0]) {
            <option [value]="each[0]">{{ each[1] }}</option>
          }
        </select>
      </label>
    </header>
    <main>
      @if (page() === "support") {
        <portal-support [customer]="customer()" />
      } @else {
        <h1>Overview</h1>
        <p>Three orders are on their way to you.</p>
      }
    </main>
  `,
})
export class Portal {
  protected readonly customers = Object.entries(CUSTOMERS);
  protected readonly customer = signal("maya");
  protected readonly page = signal(pageOfAddress());
  protected readonly pageOfAddress = pageOfAddress;
}
