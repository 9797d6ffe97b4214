import { batch, createMemo, createSignal, onCleanup } from "solid-js";

import { FIRST_WINDOW, NO_FILTER, asksAlike, further, layoutOf } from "../shared/model.js";

/** The customer's list: what is there, what is drawn of it, and what can be done with it. */
export function createList(api) {
  const [filter, setFilter] = createSignal(NO_FILTER);
  const [status, setStatus] = createSignal("loading");
  const [rows, setRows] = createSignal([]);
  const [total, setTotal] = createSignal(0);
  const [cursor, setCursor] = createSignal(null);
  const [window, setWindow] = createSignal(FIRST_WINDOW);
  const [showsClosed, setShowsClosed] = createSignal(false);
  let asking;

  async function load(after) {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    setStatus((before) => (after ? "more" : before === "there" ? "stale" : "loading"));
    try {
      const page = await api.list(filter(), after, signal);
      batch(() => {
        setRows((before) => (after ? [...before, ...page.data] : page.data));
        setTotal(page.total_count);
        setCursor(page.pages.next_cursor);
        setWindow((at) => (after ? further(at) : FIRST_WINDOW));
        setStatus("there");
      });
    } catch {
      if (!signal.aborted) setStatus(after ? "more-failed" : "failed");
    }
  }
  load();
  onCleanup(() => asking.abort());

  const layout = createMemo(() => layoutOf(rows(), filter(), showsClosed()));
  function choose(change) {
    const before = filter();
    batch(() => {
      setFilter({ ...before, ...change });
      setWindow(FIRST_WINDOW);
    });
    if (!asksAlike(before, filter())) load();
  }
  function more() {
    if (window().end < layout().rows.length) setWindow(further);
    else if (status() !== "more") load(cursor());
  }
  function add(row) {
    setRows((before) => [row, ...before]);
    setTotal((before) => before + 1);
  }
  return {
    status, rows, total, cursor, filter, layout, window, showsClosed, setWindow, setShowsClosed, choose, more, add,
    retry: () => load(),
  };
}
