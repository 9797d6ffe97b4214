import { words } from "../shared/words.js";
import { conversationPane } from "./conversation.js";
import { formPane } from "./form.js";
import { listPane } from "./list.js";
import { make, place, set } from "./make.js";

export { createApi } from "../shared/api.js";
export { default as style } from "../shared/style.js";

/** Draws form and list into a shadow root, and the conversation that is open in the form's place; what comes back takes them away. */
export function mount(root, api) {
  let open;
  const list = listPane(api, { onOpen, onWrite: () => show("form") });
  const form = formPane(api, { onSent: list.add, onOpen, onShowList: () => show("list") });
  const pane = make("section", { class: "pane conversation-pane", part: "conversation", "aria-labelledby": "conversation-title", hidden: true });
  const tabs = { form: tab("form", words.formTitle), list: tab("list", words.listTitle) };
  const frame = make(
    "div",
    { class: "frame", "data-part": "whole" },
    make("nav", { class: "views", part: "views", "aria-label": words.views }, tabs.form, tabs.list),
    make("section", { class: "pane form-pane", part: "form", "aria-labelledby": "form-title" },
      make("h2", { id: "form-title", part: "heading" }, words.formTitle), form),
    pane,
    make("section", { class: "pane list-pane", part: "list", "aria-labelledby": "list-title" },
      make("h2", { id: "list-title", part: "heading", tabindex: -1 }, words.listTitle), list.element),
  );

  function tab(name, label) {
    return make("button", { type: "button", onclick: () => show(name) }, label);
  }
  function show(name, id) {
    open?.end();
    open = id && conversationPane(api, id, list.find(id), () => goBack(id));
    set(frame, "data-view", name);
    for (const [each, button] of Object.entries(tabs)) set(button, "aria-current", String((each === "form") === (name === "form")));
    set(pane, "hidden", !open);
    place(pane, open ? [open.element] : []);
    list.mark(id);
    open?.focus();
  }
  function onOpen(id) {
    show("conversation", id);
  }
  function goBack(id) {
    show("list");
    (root.querySelector(`.rows [data-conversation="${id}"]`) ?? root.querySelector("#list-title")).focus();
  }

  show("form");
  root.append(make("div", { class: "support", lang: "en", dir: "ltr" }, frame));
  return () => {
    open?.end();
    list.end();
    root.replaceChildren();
  };
}
