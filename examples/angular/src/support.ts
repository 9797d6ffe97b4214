import { CUSTOM_ELEMENTS_SCHEMA, Component, computed, input, signal } from "@angular/core";
import "support-widget";

import { supportToken } from "../../shared/session.js";

@Component({
  selector: "portal-support",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Support</h1>
    <p>Ask about an order, or see what became of an earlier request.</p>
    <p class="portal-news" role="status">@if (created()) {Request {{ created() }} is with us.}</p>
    <support-widget [getToken]="getToken()" (support-created)="created.set($any($event).detail.id)">
      The form could not be loaded. Write to <a href="mailto:support@tarrowby.example">support@tarrowby.example</a>.
    </support-widget>
  `,
})
export class Support {
  readonly customer = input.required<string>();
  protected readonly created = signal<number | undefined>(undefined);
  // The same customer, the same function: another one says that another customer may have come.
  protected readonly getToken = computed(() => {
    const customer = this.customer();
    return () => supportToken(customer);
  });
}
