/** @jsxImportSource vue */
import type { GlobalComponents } from "vue";
import type {} from "support-widget/vue";

export const page = (
  <support-widget
    id="support"
    api-base="/support/v1"
    rich
    urlState="query"
    fields={[{ internal_name: "topic" }]}
    getToken={async () => "token"}
    onSupportCreated={(event) => console.log(event.detail.id)}
  >
    <p>Write to us.</p>
  </support-widget>
);

export const wrong = [
  // @ts-expect-error: there is no such state
  <support-widget urlState="hash" />,
  // @ts-expect-error: a token is a text
  <support-widget getToken={() => 7} />,
  // @ts-expect-error: no such detail
  <support-widget onSupportCreated={(event) => console.log(event.detail.number)} />,
];

// What a template is checked against.
type InTemplates = InstanceType<GlobalComponents["support-widget"]>["$props"];
export const props: InTemplates = { apiBase: "/support/v1", class: "wide" };
// @ts-expect-error: there is no such state
export const wrongProps: InTemplates = { urlState: "hash" };
