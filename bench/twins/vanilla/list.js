import {
  FIRST_WINDOW, NO_FILTER, ORDERS, PRIORITIES, STATUSES, asksAlike, back, countsOf, drawn, further, hasSearch, isNarrowed, layoutOf, now, shownTime, toggled,
} from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { make, place, say, set, statusIcon } from "./make.js";
import { factsOf, moment, notice } from "./small.js";

/** The customer's list: what is there, what is drawn of it, and what can be done with it. */
export function listPane(api, { onOpen, onWrite }) {
  let [status, rows, total, cursor] = ["loading", [], 0, null];
  let [filter, window, showsClosed, openId] = [NO_FILTER, FIRST_WINDOW, false, undefined];
  let layout = layoutOf(rows, filter, showsClosed);
  let awaited = null;
  let asking;
  /** The rows that are drawn, by number. */
  let lines = new Map();

  const bar = filterBar(choose);
  const shown = make("span", { class: "shown", "aria-hidden": "true" });
  const clear = make("button", { type: "button", class: "link", part: "link", onclick: clearAll }, words.clear);
  const count = make("div", { class: "count" }, shown);
  const head = make("div", { class: "list-head" });
  const spoken = make("p", { class: "visually-hidden", role: "status" });
  const start = make("div", { class: "list-start" });
  const [before, closed] = [make("ul", { class: "rows" }), make("ul", { class: "rows" })];
  const foldButton = make("button", { type: "button", class: "fold-button", onclick: () => fold(!showsClosed) });
  const foldLine = make("div", { class: "fold" });
  const none = make("div", { class: "empty", part: "empty" }, make("p", {}, words.nothingFound));
  const moreButton = make("button", { type: "button", class: "button more", part: "button", onclick: onMore });
  const moreFailed = notice(words.listFailed, words.tryAgain, onMore);
  const earlier = make("button", { type: "button", class: "button", part: "button", onclick: () => look(back(window)) }, words.showBefore);
  const moreLine = make("div");
  const end = make("div", { class: "list-end" }, make("div", { class: "end-line" }, moreLine));
  const rowsBody = make("div", { class: "rows-body" }, start, before, foldLine, closed, end);
  const body = make("div", { class: "list-body" });
  const element = make("div", { class: "list" }, head, make("div", { class: "list-line" }, count), spoken, body);

  async function load(after) {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    status = after ? "more" : status === "there" ? "stale" : "loading";
    draw();
    try {
      const page = await api.list(filter, after, signal);
      rows = after ? [...rows, ...page.data] : page.data;
      [status, total, cursor] = ["there", page.total_count, page.pages.next_cursor];
      window = after ? further(window) : FIRST_WINDOW;
    } catch {
      if (signal.aborted) return;
      status = after ? "more-failed" : "failed";
    }
    arrange();
  }
  function arrange() {
    layout = layoutOf(rows, filter, showsClosed);
    bar.count(rows, !cursor);
    draw();
  }
  function choose(change) {
    const asked = { ...filter, ...change };
    const isAlike = asksAlike(asked, filter);
    [filter, window] = [asked, FIRST_WINDOW];
    if (isAlike) arrange();
    else load();
  }
  function clearAll() {
    choose({ statuses: [], priorities: [], words: "" });
  }
  function look(at) {
    window = at;
    draw();
  }
  function fold(isOpen) {
    showsClosed = isOpen;
    arrange();
  }
  function onMore() {
    awaited = Math.min(window.end, layout.rows.length);
    if (window.end < layout.rows.length) look(further(window));
    else if (status !== "more") load(cursor);
  }

  function draw() {
    const isThere = !["loading", "failed"].includes(status);
    const figures = { found: layout.found, loaded: rows.length, total, hasWords: filter.words !== "" };
    set(element, "aria-busy", String(["loading", "stale", "more"].includes(status)));
    place(head, rows.length || isNarrowed(filter) ? [bar.element] : []);
    bar.draw(filter, rows, !cursor);
    say(shown, rows.length ? words.shown(figures) : "");
    place(count, isNarrowed(filter) && rows.length ? [shown, clear] : [shown]);
    say(spoken, status === "loading" ? words.loading : isThere && rows.length ? words.spoken(figures) : "");
    set(body, "role", status === "failed" && "alert");
    if (isThere && rows.length) drawRows();
    else place(body, [status === "loading" ? skeleton() : status === "failed" ? notice(words.listFailed, words.tryAgain, () => load()) : nothing()]);
  }
  function drawRows() {
    const [first, last] = drawn(layout, window);
    const isPart = first.length + last.length < layout.rows.length;
    const kept = new Map();
    const line = (row, at) => {
      const old = lines.get(row.id);
      const item = old?.row === row && old.order === filter.order ? old : { row, order: filter.order, element: lineOf(row, filter.order, onOpen) };
      kept.set(row.id, item);
      set(item.element, "aria-setsize", isPart && layout.rows.length);
      set(item.element, "aria-posinset", isPart && at + 1);
      set(item.element.querySelector(".row-link"), "aria-current", row.id === openId && "true");
      return item.element;
    };
    place(before, first.map((row, index) => line(row, window.first + index)));
    place(closed, last.map((row, index) => line(row, Math.max(window.first, layout.beforeClosed) + index)));
    lines = kept;
    set(before, "hidden", !first.length);
    set(closed, "hidden", !last.length);
    rowsBody.classList.toggle("is-stale", status === "stale");
    place(start, window.first ? [earlier] : []);
    const isFoldThere = layout.closed && window.first <= layout.beforeClosed && layout.beforeClosed <= window.end;
    say(foldButton, words.closed(layout.closed, !cursor));
    set(foldButton, "aria-expanded", String(showsClosed));
    place(foldLine, isFoldThere ? [foldButton] : []);
    say(moreButton, status === "more" ? words.loading : words.showMore);
    set(moreButton, "aria-disabled", status === "more" && "true");
    const goesOn = window.end < layout.rows.length || cursor;
    place(moreLine, status === "more-failed" ? [moreFailed] : goesOn ? [moreButton] : []);
    place(end, layout.found ? [end.lastChild] : [none, end.lastChild]);
    place(body, [rowsBody]);
    const row = awaited !== null && awaited < window.end && layout.rows[awaited];
    if (!row) return;
    awaited = null;
    lines.get(row.id)?.element.querySelector(".row-link").focus();
  }
  function nothing() {
    const isEmpty = !isNarrowed(filter);
    const button = make("button", { type: "button", class: "button", part: "button", onclick: isEmpty ? onWrite : clearAll }, isEmpty ? words.formTitle : words.clear);
    return make("div", { class: "empty", part: "empty" }, make("p", {}, isEmpty ? words.empty : words.nothingMatches), button);
  }

  load();
  return {
    element,
    add(row) {
      [rows, total] = [[row, ...rows], total + 1];
      arrange();
    },
    find: (id) => rows.find((row) => row.id === id),
    /** Marks the row of the conversation that is open. */
    mark(id) {
      openId = id;
      for (const { row, element } of lines.values()) set(element.querySelector(".row-link"), "aria-current", row.id === id && "true");
    },
    end: () => asking.abort(),
  };
}

function lineOf(row, order, onOpen) {
  const [wording, at] = shownTime(row, order);
  const id = `row-${row.id}`;
  const link = make("button", { type: "button", class: "row-link", "data-conversation": row.id, onclick: () => onOpen(row.id) }, row.subject.trim() || words.noSubject);
  const expected = expectation(row, now());
  return make("li", {},
    make("article", { class: "row", part: "row", "aria-labelledby": id },
      make("h3", { class: "row-subject", part: "subject", dir: "auto", id }, link),
      moment(at, now(), wording),
      make("p", { class: "row-facts" }, factsOf(row, words.statusOfRow(row.status)), expected && make("span", {}, expected))));
}

function skeleton() {
  const line = () => make("li", {}, make("div", { class: "row" }, make("span", { class: "bone wide" }), make("span", { class: "bone narrow" })));
  return make("ul", { class: "rows skeleton", part: "skeleton", "aria-hidden": "true" }, line(), line(), line(), line());
}

function filterBar(choose) {
  let current = NO_FILTER;
  const chips = new Map();
  const chip = (one, set, label, icon) => {
    const count = make("span", { class: "chip-count" });
    const onclick = () => choose({ [set]: toggled(current[set], one) });
    const button = make("button", { type: "button", class: "chip", part: "chip", onclick }, icon, make("bdi", {}, label));
    chips.set(one, { button, count, set });
    return button;
  };
  const label = make("label", { for: "find" });
  const input = make("input", {
    id: "find", part: "control", type: "search", autocomplete: "off", spellcheck: "false", maxlength: 100,
    oninput: () => choose({ words: input.value }),
  });
  const find = make("div", { class: "find" });
  const order = make("select", { id: "order", part: "control", onchange: () => choose({ order: order.value }) },
    ORDERS.map((one) => make("option", { value: one }, words.orders[one])));
  const group = (label, buttons) => make("div", { class: "chip-group", role: "group", "aria-label": label }, buttons);
  const element = make("div", { class: "filter-bar" },
    make("div", { class: "chips" },
      group(words.filter, STATUSES.map((one) => chip(one, "statuses", words.statuses[one], statusIcon(one)))),
      group(words.filterPriority, PRIORITIES.map((one) => chip(one, "priorities", words.priorities[one])))),
    make("div", { class: "tools" }, find,
      make("div", { class: "order" }, make("label", { class: "visually-hidden", for: "order" }, words.sort), order)));
  return {
    element,
    draw(filter, rows, isWhole) {
      current = filter;
      for (const [one, { button, set: name }] of chips) set(button, "aria-pressed", String(filter[name].includes(one)));
      say(label, words.search(rows.length, isWhole));
      if (input.value !== filter.words) input.value = filter.words;
      if (order.value !== filter.order) order.value = filter.order;
      place(find, hasSearch(rows, filter) ? [label, input] : []);
    },
    count(rows, isWhole) {
      const counts = countsOf(rows);
      for (const [one, { button, count }] of chips) {
        if (counts[one]) say(count, ` ${words.count(counts[one], isWhole)}`);
        place(button, [...button.childNodes].filter((node) => node !== count).concat(counts[one] ? [count] : []));
      }
    },
  };
}
