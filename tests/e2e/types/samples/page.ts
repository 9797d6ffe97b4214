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
element.refresh = 60;
element.refresh = "60";
element.urlState = "query";
// @ts-expect-error: there is no such state
element.urlState = "hash";
// @ts-expect-error: not a number
element.refresh = "often";
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

console.log(base, isRich);
