/** @jsxImportSource solid-js */
import type {} from "support-widget/solid";

export const page = (
  <support-widget
    id="support"
    api-base="/support/v1"
    rich
    urlState="query"
    fields={[{ internal_name: "topic" }]}
    getToken={async () => "token"}
    on:support-created={(event) => console.log(event.detail.id)}
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
  <support-widget on:support-created={(event) => console.log(event.detail.number)} />,
];
