import { useCallback, useEffect, useMemo, useRef, useState } from "framework";

import { FIRST_WINDOW, NO_FILTER, asksAlike, further, layoutOf } from "../shared/model.js";

const NOTHING = { status: "loading", rows: [], total: 0, cursor: null };

/** The customer's list: what is there, what is drawn of it, and what can be done with it. */
export function useList(api) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [list, setList] = useState(NOTHING);
  const [window, setWindow] = useState(FIRST_WINDOW);
  const [showsClosed, setShowsClosed] = useState(false);
  const asking = useRef();

  const load = useCallback(
    async (asked, cursor) => {
      asking.current?.abort();
      const { signal } = (asking.current = new AbortController());
      setList((before) => ({ ...before, status: cursor ? "more" : before.status === "there" ? "stale" : "loading" }));
      try {
        const page = await api.list(asked, cursor, signal);
        const { next_cursor } = page.pages;
        setList(({ rows }) => ({ status: "there", rows: cursor ? [...rows, ...page.data] : page.data, total: page.total_count, cursor: next_cursor }));
        setWindow((at) => (cursor ? further(at) : FIRST_WINDOW));
      } catch {
        if (!signal.aborted) setList((before) => ({ ...before, status: cursor ? "more-failed" : "failed" }));
      }
    },
    [api],
  );
  useEffect(() => {
    load(NO_FILTER);
    return () => asking.current?.abort();
  }, [load]);

  const layout = useMemo(() => layoutOf(list.rows, filter, showsClosed), [list.rows, filter, showsClosed]);
  const latest = useRef();
  latest.current = { filter, list, layout, window };

  const choose = useCallback(
    (change) => {
      const { filter: before } = latest.current;
      const next = { ...before, ...change };
      setFilter(next);
      setWindow(FIRST_WINDOW);
      if (!asksAlike(before, next)) load(next);
    },
    [load],
  );
  const more = useCallback(() => {
    const { filter, list, layout, window } = latest.current;
    if (window.end < layout.rows.length) setWindow(further);
    else if (list.status !== "more") load(filter, list.cursor);
  }, [load]);
  const retry = useCallback(() => load(latest.current.filter), [load]);
  const add = useCallback((row) => setList((before) => ({ ...before, rows: [row, ...before.rows], total: before.total + 1 })), []);
  return { ...list, filter, layout, window, showsClosed, setWindow, setShowsClosed, choose, more, retry, add };
}
