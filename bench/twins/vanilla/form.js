import { EMPTY_DRAFT, FIELDS, PRIORITIES, faultsOf, newKey, requestOf } from "../shared/model.js";
import { words } from "../shared/words.js";
import { checkIcon, make, place, say, set, warningIcon } from "./make.js";
import { notice } from "./small.js";

/** The form, or the receipt that takes its place. */
export function formPane(api, { onSent, onOpen, onShowList }) {
  let [draft, faults, phase, key] = [EMPTY_DRAFT, {}, "editing", undefined];
  const fields = {
    subject: field("subject", make("input", { type: "text", autocomplete: "off" })),
    description: field("description", make("textarea", { rows: 4 })),
  };
  const priority = make("select", { id: "priority", part: "control", onchange: () => type("priority", priority.value) },
    PRIORITIES.toReversed().map((one) => make("option", { value: one }, words.priorities[one])));
  const [summary, status] = [make("div", { class: "form-summary" }), make("div", { class: "form-status", role: "alert" })];
  const button = make("button", { type: "submit", class: "button primary send", part: "button primary" }, words.send);
  const form = make("form", { class: "form", novalidate: true, onsubmit: send }, summary,
    make("div", { class: "fields" }, fields.subject.element, fields.description.element,
      make("div", { class: "field", part: "field" },
        make("label", { part: "label", for: "priority" }, make("bdi", {}, words.labels.priority)), make("div", { class: "control" }, priority))),
    status, make("div", { class: "actions" }, button));
  const element = make("div", {}, form);

  function field(name, control) {
    const hint = words.hints[name] && make("p", { class: "hint", part: "hint", id: `${name}-hint` }, make("bdi", {}, words.hints[name]));
    for (const [key, value] of Object.entries({ id: name, name, part: "control", dir: "auto", "aria-required": "true" })) set(control, key, value);
    control.addEventListener("input", () => type(name, control.value));
    const message = make("div", { class: "message", part: "error", id: `${name}-error` });
    const label = make("label", { part: "label", for: name }, make("bdi", {}, words.labels[name]));
    const element = make("div", { class: "field", part: "field" }, label, hint, make("div", { class: "control" }, control), message);
    return {
      element,
      control,
      draw(fault) {
        control.readOnly = phase === "sending";
        element.classList.toggle("has-error", Boolean(fault));
        set(control, "aria-invalid", fault && "true");
        set(control, "aria-describedby", [hint && `${name}-hint`, fault && `${name}-error`].filter(Boolean).join(" ") || null);
        const text = fault ? words.faults[name][fault] : "";
        if (message.textContent !== text) place(message, fault ? [warningIcon(), make("span", {}, text)] : []);
      },
    };
  }
  function type(name, text) {
    const hadFault = faults[name];
    draft = { ...draft, [name]: text };
    // Other words are another request.
    key = undefined;
    if (!hadFault) return;
    faults = { ...faults, [name]: faultsOf(draft)[name] };
    draw();
  }
  function draw() {
    set(form, "aria-busy", String(phase === "sending"));
    for (const name of FIELDS) fields[name].draw(faults[name]);
    priority.disabled = phase === "sending";
    place(summary, phase === "rejected" && FIELDS.some((name) => faults[name]) ? [summaryOf()] : []);
    place(status, phase === "failed" ? [notice(words.sendFailed)] : []);
    say(button, phase === "sending" ? words.sending : phase === "failed" ? words.sendAgain : words.send);
    set(button, "aria-disabled", phase === "sending" && "true");
  }
  function summaryOf() {
    const item = (name) =>
      make("li", {}, make("button", { type: "button", class: "link", part: "link", onclick: () => fields[name].control.focus() }, words.faults[name][faults[name]]));
    return make("div", { class: "error-summary", part: "notice", tabindex: -1, "aria-labelledby": "errors-title", role: "group" },
      make("h3", { id: "errors-title" }, words.errorsTitle), make("ul", {}, FIELDS.filter((name) => faults[name]).map(item)));
  }
  async function send(event) {
    event.preventDefault();
    if (phase === "sending") return;
    faults = faultsOf(draft);
    phase = Object.keys(faults).length ? "rejected" : "sending";
    draw();
    if (phase === "rejected") return summary.firstChild.focus();
    key ??= newKey();
    try {
      const row = await api.create(requestOf(draft), key);
      [draft, key, phase] = [EMPTY_DRAFT, undefined, "editing"];
      for (const name of FIELDS) fields[name].control.value = "";
      priority.value = draft.priority;
      const title = make("h3", { tabindex: -1 }, words.sentTitle);
      place(element, [receipt(row.id, title)]);
      title.focus();
      onSent(row);
    } catch {
      phase = "failed";
    }
    draw();
  }
  function receipt(id, title) {
    const action = (label, look, onclick) => make("button", { type: "button", class: look, part: look, onclick }, label);
    return make("div", { class: "receipt", part: "receipt" }, checkIcon(), title,
      make("p", {}, words.receipt(id), " ", make("button", { type: "button", class: "link", "data-conversation": id, onclick: () => onOpen(id) }, words.openIt)),
      make("p", { class: "quiet" }, words.whatComesNext),
      make("div", { class: "actions" },
        action(words.seeInList, "button primary", onShowList), action(words.sendAnother, "button", () => place(element, [form]))));
  }

  priority.value = draft.priority;
  draw();
  return element;
}
