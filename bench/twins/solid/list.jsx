import { For, Match, Show, Switch, createEffect, createMemo } from "solid-js";

import {
  ORDERS, PRIORITIES, STATUSES, back, countsOf, drawn, hasSearch, isNarrowed, now, shownTime, toggled,
} from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { Moment, Notice, StatusIcon } from "./small.jsx";

export function List(props) {
  const { status, rows, total, filter, layout, retry } = props.list;
  const isThere = () => !["loading", "failed"].includes(status());
  const figures = () => ({ found: layout().found, loaded: rows().length, total: total(), hasWords: filter().words !== "" });
  const spoken = () => (status() === "loading" ? words.loading : isThere() && rows().length ? words.spoken(figures()) : "");
  return (
    <div class="list" aria-busy={["loading", "stale", "more"].includes(status()) ? "true" : "false"}>
      <div class="list-head"><Show when={rows().length > 0 || isNarrowed(filter())}><FilterBar list={props.list} /></Show></div>
      <div class="list-line">
        <div class="count">
          <span class="shown" aria-hidden="true">{rows().length > 0 && words.shown(figures())}</span>
          <Show when={isNarrowed(filter()) && rows().length > 0}><ClearButton list={props.list} /></Show>
        </div>
      </div>
      <p class="visually-hidden" role="status">{spoken()}</p>
      <div class="list-body" role={status() === "failed" ? "alert" : undefined}>
        <Switch>
          <Match when={status() === "loading"}><Skeleton /></Match>
          <Match when={status() === "failed"}><Notice text={words.listFailed} action={words.tryAgain} onAction={retry} /></Match>
          <Match when={rows().length > 0}><Rows list={props.list} openId={props.openId} onOpen={props.onOpen} /></Match>
          <Match when={isThere()}><Nothing list={props.list} onWrite={props.onWrite} /></Match>
        </Switch>
      </div>
    </div>
  );
}

function ClearButton(props) {
  const clear = () => props.list.choose({ statuses: [], priorities: [], words: "" });
  const look = () => props.look ?? "link";
  return <button type="button" class={look()} part={look()} onClick={clear}>{props.label ?? words.clear}</button>;
}

function FilterBar(props) {
  const { rows, cursor, filter, choose } = props.list;
  const counts = createMemo(() => countsOf(rows()));
  const isWhole = () => !cursor();
  const Chip = (chip) => (
    <button type="button" class="chip" part="chip" aria-pressed={filter()[chip.set].includes(chip.one) ? "true" : "false"}
      onClick={() => choose({ [chip.set]: toggled(filter()[chip.set], chip.one) })}>
      {chip.children}<bdi>{chip.label}</bdi>
      <Show when={counts()[chip.one]}><span class="chip-count"> {words.count(counts()[chip.one], isWhole())}</span></Show>
    </button>
  );
  return (
    <div class="filter-bar">
      <div class="chips">
        <div class="chip-group" role="group" aria-label={words.filter}>
          <For each={STATUSES}>{(one) => <Chip one={one} set="statuses" label={words.statuses[one]}><StatusIcon status={one} /></Chip>}</For>
        </div>
        <div class="chip-group" role="group" aria-label={words.filterPriority}>
          <For each={PRIORITIES}>{(one) => <Chip one={one} set="priorities" label={words.priorities[one]} />}</For>
        </div>
      </div>
      <div class="tools">
        <div class="find">
          <Show when={hasSearch(rows(), filter())}>
            <label for="find">{words.search(rows().length, isWhole())}</label>
            <input id="find" part="control" type="search" autocomplete="off" spellcheck={false} maxLength={100}
              value={filter().words} onInput={(event) => choose({ words: event.currentTarget.value })} />
          </Show>
        </div>
        <div class="order">
          <label class="visually-hidden" for="order">{words.sort}</label>
          <select id="order" part="control" value={filter().order} onChange={(event) => choose({ order: event.currentTarget.value })}>
            <For each={ORDERS}>{(order) => <option value={order}>{words.orders[order]}</option>}</For>
          </select>
        </div>
      </div>
    </div>
  );
}

function Rows(props) {
  const { status, rows, cursor, filter, layout, window, showsClosed, setWindow, setShowsClosed, more } = props.list;
  let body;
  let awaited = null;
  const parts = createMemo(() => drawn(layout(), window()));
  const onMore = () => {
    awaited = Math.min(window().end, layout().rows.length);
    more();
  };
  createEffect(() => {
    const row = awaited !== null && awaited < window().end && layout().rows[awaited];
    if (!row) return;
    awaited = null;
    body.querySelector(`#row-${row.id} .row-link`)?.focus();
  });
  const isFoldThere = () => layout().closed > 0 && window().first <= layout().beforeClosed && layout().beforeClosed <= window().end;
  const goesOn = () => window().end < layout().rows.length || cursor();
  const at = now();
  const Part = (part) => {
    const isPart = () => part.rows.length < layout().rows.length;
    return (
      <ul class="rows" hidden={part.rows.length === 0}>
        <For each={part.rows}>
          {(row, index) => (
            <li aria-setsize={isPart() ? layout().rows.length : undefined} aria-posinset={isPart() ? part.first + index() + 1 : undefined}>
              <Row row={row} order={filter().order} now={at} isOpen={row.id === props.openId} onOpen={props.onOpen} />
            </li>
          )}
        </For>
      </ul>
    );
  };
  return (
    <div class="rows-body" classList={{ "is-stale": status() === "stale" }} ref={body}>
      <div class="list-start">
        <Show when={window().first > 0}><button type="button" class="button" part="button" onClick={() => setWindow(back)}>{words.showBefore}</button></Show>
      </div>
      <Part rows={parts()[0]} first={window().first} />
      <div class="fold">
        <Show when={isFoldThere()}>
          <button type="button" class="fold-button" aria-expanded={showsClosed() ? "true" : "false"} onClick={() => setShowsClosed(!showsClosed())}>
            {words.closed(layout().closed, !cursor())}
          </button>
        </Show>
      </div>
      <Part rows={parts()[1]} first={Math.max(window().first, layout().beforeClosed)} />
      <div class="list-end">
        <Show when={layout().found === 0}><div class="empty" part="empty"><p>{words.nothingFound}</p></div></Show>
        <div class="end-line">
          <div>
            <Show when={status() === "more-failed"} fallback={
              <Show when={goesOn()}>
                <button type="button" class="button more" part="button" aria-disabled={status() === "more" ? "true" : undefined} onClick={onMore}>
                  {status() === "more" ? words.loading : words.showMore}
                </button>
              </Show>
            }>
              <Notice text={words.listFailed} action={words.tryAgain} onAction={onMore} />
            </Show>
          </div>
        </div>
      </div>
    </div>
  );
}

function Row(props) {
  // A row of the list never changes: what comes anew is another one.
  const { row } = props;
  const expected = expectation(row, props.now);
  const shown = createMemo(() => shownTime(row, props.order));
  return (
    <article class="row" part="row" aria-labelledby={`row-${row.id}`}>
      <h3 class="row-subject" part="subject" dir="auto" id={`row-${row.id}`}>
        <button type="button" class="row-link" data-conversation={row.id} aria-current={props.isOpen ? "true" : undefined} onClick={() => props.onOpen(row.id)}>
          {row.subject.trim() || words.noSubject}
        </button>
      </h3>
      <Moment at={shown()[1]} now={props.now} wording={shown()[0]} />
      <p class="row-facts">
        <span class="status" data-status={row.status}><StatusIcon status={row.status} /><bdi>{words.statusOfRow(row.status)}</bdi></span>
        <span class="number">#{row.id}</span>
        <Show when={row.priority !== "Medium"}><span class="priority" data-priority={row.priority}><bdi>{words.priorityBeside(row.priority)}</bdi></span></Show>
        <Show when={expected}><span>{expected}</span></Show>
      </p>
    </article>
  );
}

function Skeleton() {
  return (
    <ul class="rows skeleton" part="skeleton" aria-hidden="true">
      <For each={[0, 1, 2, 3]}>{() => <li><div class="row"><span class="bone wide" /><span class="bone narrow" /></div></li>}</For>
    </ul>
  );
}

function Nothing(props) {
  const narrowed = () => isNarrowed(props.list.filter());
  return (
    <div class="empty" part="empty">
      <p>{narrowed() ? words.nothingMatches : words.empty}</p>
      <Show when={narrowed()} fallback={<button type="button" class="button" part="button" onClick={() => props.onWrite()}>{words.formTitle}</button>}>
        <ClearButton list={props.list} look="button" />
      </Show>
    </div>
  );
}
