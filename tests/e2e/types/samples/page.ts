// A page's own script. A line below `@ts-expect-error` must not compile: that it does is an error, too.

import type { SupportField, SupportWidgetElement } from "support-widget";

const support = document.querySelector("support-widget");
if (!support) throw new Error("no element");
const element: SupportWidgetElement = support;

element.getToken = async () => (await fetch("/token")).text();
element.getToken = () => "token";
element.getToken = undefined;
// @ts-expect-error: a token is a text
element.getToken = () => 7;

element.apiBase = "/support/v1";
element.requester = null;
const base: string | null = element.apiBase;
element.rich = true;
const isRich: boolean = element.rich;
element.refreshSeconds = 60;
element.refreshSeconds = "60";
element.headingLevel = 3;
element.urlState = "query";
// @ts-expect-error: there is no such state
element.urlState = "hash";
// @ts-expect-error: not a number
element.refreshSeconds = "often";
element.statusLabels = { Pending: "Your turn" };
// @ts-expect-error: a label is a text
element.statusLabels = { Pending: 1 };

const fields: SupportField[] = [
  { internal_name: "topic", required: true, field_options: ["Returns", { name: "Repairs" }] },
  { internal_name: "why", when: { topic: ["Returns"] }, type: "multi_line_text" },
];
element.fields = fields;
// @ts-expect-error: a definition needs a name
element.fields = [{ required: true }];
// @ts-expect-error: there is no such type of a field
element.fields = [{ internal_name: "x", type: "colour" }];
element.context = { version: "4.2", tags: ["a", "b"] };

element.addEventListener("support-created", (event) => {
  const id: number = event.detail.id;
  // @ts-expect-error: a number is no text
  const text: string = event.detail.id;
  console.log(id, text);
});
document.addEventListener("support-error", ({ detail }) => console.log(detail.message));
document.addEventListener("support-identity-needed", (event) => console.log(event.detail.reason));
// @ts-expect-error: nothing is in this one's detail
element.addEventListener("support-ready", (event) => console.log(event.detail.id));

element.addEventListener("support-before-send", (event) => {
  event.detail.conversation.subject = "changed";
  // @ts-expect-error: a subject is a text
  event.detail.conversation.subject = 7;
});
element.addEventListener("support-failed", ({ detail }) => {
  const isOffline: boolean = detail.reason === "offline" && !detail.willRetry;
  // @ts-expect-error: there is no such reason
  const isTired = detail.reason === "tired";
  console.log(isOffline, isTired, detail.status);
});

await element.show("list");
await element.show(12345);
// @ts-expect-error: there is no such place
await element.show("inbox");
await element.prefill({ subject: "Order 7", items: ["a", "b"] });
// @ts-expect-error: a value is a text
await element.prefill({ subject: {} });
const isOver: boolean = await element.signOut();
await element.whenReady();

console.log(base, isRich, isOver);
