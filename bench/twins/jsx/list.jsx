import { memo, useCallback, useEffect, useMemo, useRef } from "framework";

import {
  ORDERS, PRIORITIES, STATUSES, back, countsOf, drawn, hasSearch, isNarrowed, now, shownTime, toggled,
} from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { Moment, Notice, StatusIcon } from "./small.jsx";

export function List({ list, openId, onOpen, onWrite }) {
  const { status, rows, total, filter, layout } = list;
  const isThere = !["loading", "failed"].includes(status);
  const figures = { found: layout.found, loaded: rows.length, total, hasWords: filter.words !== "" };
  return (
    <div className="list" aria-busy={["loading", "stale", "more"].includes(status)}>
      <div className="list-head">{(rows.length > 0 || isNarrowed(filter)) && <FilterBar list={list} />}</div>
      <div className="list-line">
        <div className="count">
          <span className="shown" aria-hidden="true">{rows.length > 0 && words.shown(figures)}</span>
          {isNarrowed(filter) && rows.length > 0 && <ClearButton list={list} />}
        </div>
      </div>
      <p className="visually-hidden" role="status">{status === "loading" ? words.loading : isThere && rows.length > 0 ? words.spoken(figures) : ""}</p>
      <div className="list-body" role={status === "failed" ? "alert" : undefined}>
        {status === "loading" && <Skeleton />}
        {status === "failed" && <Notice text={words.listFailed} action={words.tryAgain} onAction={list.retry} />}
        {isThere && (rows.length > 0 ? <Rows list={list} openId={openId} onOpen={onOpen} /> : <Nothing list={list} onWrite={onWrite} />)}
      </div>
    </div>
  );
}

function ClearButton({ list, label = words.clear, className = "link" }) {
  const clear = () => list.choose({ statuses: [], priorities: [], words: "" });
  return <button type="button" className={className} part={className} onClick={clear}>{label}</button>;
}

function FilterBar({ list }) {
  const { rows, cursor, filter, choose } = list;
  const counts = useMemo(() => countsOf(rows), [rows]);
  const isWhole = !cursor;
  const chip = (one, set, label, icon) => (
    <button key={one} type="button" className="chip" part="chip" aria-pressed={filter[set].includes(one)}
      onClick={() => choose({ [set]: toggled(filter[set], one) })}>
      {icon}<bdi>{label}</bdi>
      {counts[one] > 0 && <span className="chip-count"> {words.count(counts[one], isWhole)}</span>}
    </button>
  );
  return (
    <div className="filter-bar">
      <div className="chips">
        <div className="chip-group" role="group" aria-label={words.filter}>
          {STATUSES.map((one) => chip(one, "statuses", words.statuses[one], <StatusIcon status={one} />))}
        </div>
        <div className="chip-group" role="group" aria-label={words.filterPriority}>
          {PRIORITIES.map((one) => chip(one, "priorities", words.priorities[one]))}
        </div>
      </div>
      <div className="tools">
        <div className="find">
          {hasSearch(rows, filter) && <label htmlFor="find">{words.search(rows.length, isWhole)}</label>}
          {hasSearch(rows, filter) && (
            <input id="find" part="control" type="search" autoComplete="off" spellCheck={false} maxLength={100}
              value={filter.words} onInput={(event) => choose({ words: event.currentTarget.value })} />
          )}
        </div>
        <div className="order">
          <label className="visually-hidden" htmlFor="order">{words.sort}</label>
          <select id="order" part="control" value={filter.order} onChange={(event) => choose({ order: event.currentTarget.value })}>
            {ORDERS.map((order) => <option key={order} value={order}>{words.orders[order]}</option>)}
          </select>
        </div>
      </div>
    </div>
  );
}

function Rows({ list, openId, onOpen }) {
  const { layout, window, filter, cursor, status, showsClosed } = list;
  const body = useRef(null);
  const awaited = useRef(null);
  const [before, closed] = drawn(layout, window);
  const onMore = useCallback(() => {
    awaited.current = Math.min(window.end, layout.rows.length);
    list.more();
  }, [window, layout, list.more]);
  useEffect(() => {
    const row = awaited.current !== null && awaited.current < window.end && layout.rows[awaited.current];
    if (!row) return;
    awaited.current = null;
    body.current.querySelector(`#row-${row.id} .row-link`)?.focus();
  }, [window, layout]);
  const isFoldThere = layout.closed > 0 && window.first <= layout.beforeClosed && layout.beforeClosed <= window.end;
  const goesOn = window.end < layout.rows.length || cursor;
  const at = now();
  const part = (rows, first) => (
    <ul className="rows" hidden={rows.length === 0}>
      {rows.map((row, index) => (
        <Row key={row.id} row={row} order={filter.order} minute={Math.floor(at / 60)} isOpen={row.id === openId} onOpen={onOpen}
          position={rows.length < layout.rows.length ? first + index + 1 : undefined} size={rows.length < layout.rows.length ? layout.rows.length : undefined} />
      ))}
    </ul>
  );
  return (
    <div className={status === "stale" ? "rows-body is-stale" : "rows-body"} ref={body}>
      <div className="list-start">
        {window.first > 0 && <button type="button" className="button" part="button" onClick={() => list.setWindow(back)}>{words.showBefore}</button>}
      </div>
      {part(before, window.first)}
      <div className="fold">
        {isFoldThere && (
          <button type="button" className="fold-button" aria-expanded={showsClosed} onClick={() => list.setShowsClosed(!showsClosed)}>
            {words.closed(layout.closed, !cursor)}
          </button>
        )}
      </div>
      {part(closed, Math.max(window.first, layout.beforeClosed))}
      <div className="list-end">
        {layout.found === 0 && <div className="empty" part="empty"><p>{words.nothingFound}</p></div>}
        <div className="end-line">
          <div>
            {status === "more-failed" && <Notice text={words.listFailed} action={words.tryAgain} onAction={onMore} />}
            {goesOn && status !== "more-failed" && (
              <button type="button" className="button more" part="button" aria-disabled={status === "more" || undefined} onClick={onMore}>
                {status === "more" ? words.loading : words.showMore}
              </button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Drawn anew only where it differs; times are told by the minute. */
const Row = memo(function Row({ row, order, minute, isOpen, onOpen, position, size }) {
  const at = minute * 60;
  const [wording, moment] = shownTime(row, order);
  const expected = expectation(row, at);
  return (
    <li aria-setsize={size} aria-posinset={position}>
      <article className="row" part="row" aria-labelledby={`row-${row.id}`}>
        <h3 className="row-subject" part="subject" dir="auto" id={`row-${row.id}`}>
          <button type="button" className="row-link" data-conversation={row.id} aria-current={isOpen || undefined} onClick={() => onOpen(row.id)}>
            {row.subject.trim() || words.noSubject}
          </button>
        </h3>
        <Moment at={moment} now={at} wording={wording} />
        <p className="row-facts">
          <span className="status" data-status={row.status}><StatusIcon status={row.status} /><bdi>{words.statusOfRow(row.status)}</bdi></span>
          <span className="number">#{row.id}</span>
          {row.priority !== "Medium" && <span className="priority" data-priority={row.priority}><bdi>{words.priorityBeside(row.priority)}</bdi></span>}
          {expected && <span>{expected}</span>}
        </p>
      </article>
    </li>
  );
});

function Skeleton() {
  return (
    <ul className="rows skeleton" part="skeleton" aria-hidden="true">
      {[0, 1, 2, 3].map((row) => <li key={row}><div className="row"><span className="bone wide" /><span className="bone narrow" /></div></li>)}
    </ul>
  );
}

function Nothing({ list, onWrite }) {
  return (
    <div className="empty" part="empty">
      <p>{isNarrowed(list.filter) ? words.nothingMatches : words.empty}</p>
      {isNarrowed(list.filter) ? <ClearButton list={list} className="button" /> : (
        <button type="button" className="button" part="button" onClick={onWrite}>{words.formTitle}</button>
      )}
    </div>
  );
}
