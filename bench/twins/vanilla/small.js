// What is drawn in more than one place.

import { exact, relative, words } from "../shared/words.js";
import { make, statusIcon, warningIcon } from "./make.js";

export function moment(at, now, wording) {
  const when = relative(now, at);
  return make(
    "time",
    { class: "moment", datetime: new Date(at * 1000).toISOString(), title: exact(at) },
    wording ? words[wording](when) : when,
    make("span", { class: "visually-hidden" }, `, ${exact(at)}`),
  );
}

export function notice(text, action, onclick) {
  const button = action && make("button", { type: "button", class: "button", part: "button", onclick }, action);
  return make("div", { class: "notice", part: "notice" }, warningIcon(), make("p", {}, text), button);
}

/** Status, number and priority of a conversation. */
export function factsOf(row, statusWords) {
  return [
    make("span", { class: "status", "data-status": row.status }, statusIcon(row.status), make("bdi", {}, statusWords)),
    make("span", { class: "number" }, `#${row.id}`),
    row.priority !== "Medium" &&
      make("span", { class: "priority", "data-priority": row.priority }, make("bdi", {}, words.priorityBeside(row.priority))),
  ];
}
