import { For, Show, createEffect, createSignal, on, onMount } from "solid-js";
import { createStore, reconcile } from "solid-js/store";

import { EMPTY_DRAFT, FIELDS, PRIORITIES, faultsOf, newKey, requestOf } from "../shared/model.js";
import { words } from "../shared/words.js";
import { CheckIcon, Notice, WarningIcon } from "./small.jsx";

export function Form(props) {
  const [draft, setDraft] = createStore({ ...EMPTY_DRAFT });
  const [faults, setFaults] = createStore({});
  const [phase, setPhase] = createSignal({ name: "editing" });
  const [rejections, setRejections] = createSignal(0);
  let form;
  let key;
  const isSending = () => phase().name === "sending";
  function type(field, text) {
    setDraft(field, text);
    if (faults[field]) setFaults(field, faultsOf(draft)[field]);
    // Other words are another request.
    key = undefined;
  }
  async function send(event) {
    event.preventDefault();
    if (isSending()) return;
    const found = faultsOf(draft);
    setFaults(reconcile(found));
    if (Object.keys(found).length) {
      setPhase({ name: "rejected" });
      return setRejections((before) => before + 1);
    }
    key ??= newKey();
    setPhase({ name: "sending" });
    try {
      const row = await props.api.create(requestOf(draft), key);
      key = undefined;
      setDraft({ ...EMPTY_DRAFT });
      setPhase({ name: "sent", id: row.id });
      props.onSent(row);
    } catch {
      setPhase({ name: "failed" });
    }
  }
  const field = { draft, faults, onType: type };
  const isRejected = () => phase().name === "rejected" && FIELDS.some((name) => faults[name]);
  return (
    <Show when={phase().name !== "sent"} fallback={
      <Receipt id={phase().id} onOpen={props.onOpen} onShowList={props.onShowList} onRenew={() => setPhase({ name: "editing" })} />
    }>
      <form class="form" novalidate aria-busy={isSending() ? "true" : "false"} onSubmit={send} ref={form}>
        <div class="form-summary">
          <Show when={isRejected()}>
            <Summary faults={faults} rejections={rejections()} onPick={(name) => form.querySelector(`#${name}`).focus()} />
          </Show>
        </div>
        <div class="fields">
          <Field name="subject" isFrozen={isSending()} {...field} />
          <Field name="description" isFrozen={isSending()} isLong {...field} />
          <div class="field" part="field">
            <label part="label" for="priority"><bdi>{words.labels.priority}</bdi></label>
            <div class="control">
              <select id="priority" part="control" disabled={isSending()} value={draft.priority} onChange={(event) => type("priority", event.currentTarget.value)}>
                <For each={PRIORITIES.toReversed()}>{(one) => <option value={one}>{words.priorities[one]}</option>}</For>
              </select>
            </div>
          </div>
        </div>
        <div class="form-status" role="alert"><Show when={phase().name === "failed"}><Notice text={words.sendFailed} /></Show></div>
        <div class="actions">
          <button type="submit" class="button primary send" part="button primary" aria-disabled={isSending() ? "true" : undefined}>
            {isSending() ? words.sending : phase().name === "failed" ? words.sendAgain : words.send}
          </button>
        </div>
      </form>
    </Show>
  );
}

function Field(props) {
  const { name } = props;
  const hint = words.hints[name];
  const fault = () => props.faults[name];
  const described = () => [hint && `${name}-hint`, fault() && `${name}-error`].filter(Boolean).join(" ") || undefined;
  const onInput = (event) => props.onType(name, event.currentTarget.value);
  return (
    <div class="field" classList={{ "has-error": Boolean(fault()) }} part="field">
      <label part="label" for={name}><bdi>{words.labels[name]}</bdi></label>
      <Show when={hint}><p class="hint" part="hint" id={`${name}-hint`}><bdi>{hint}</bdi></p></Show>
      <div class="control">
        <Show when={props.isLong} fallback={
          <input type="text" autocomplete="off" id={name} name={name} part="control" dir="auto" value={props.draft[name]} readOnly={props.isFrozen}
            aria-required="true" aria-invalid={fault() ? "true" : undefined} aria-describedby={described()} onInput={onInput} />
        }>
          <textarea rows={4} id={name} name={name} part="control" dir="auto" value={props.draft[name]} readOnly={props.isFrozen}
            aria-required="true" aria-invalid={fault() ? "true" : undefined} aria-describedby={described()} onInput={onInput} />
        </Show>
      </div>
      <div class="message" part="error" id={`${name}-error`}>
        <Show when={fault()}><WarningIcon /><span>{words.faults[name][fault()]}</span></Show>
      </div>
    </div>
  );
}

/** What is wrong, as links to the fields. It takes the focus whenever the form was rejected. */
function Summary(props) {
  let summary;
  createEffect(on(() => props.rejections, () => summary.focus()));
  return (
    <div class="error-summary" part="notice" ref={summary} tabIndex={-1} aria-labelledby="errors-title" role="group">
      <h3 id="errors-title">{words.errorsTitle}</h3>
      <ul>
        <For each={FIELDS.filter((name) => props.faults[name])}>
          {(name) => <li><button type="button" class="link" part="link" onClick={() => props.onPick(name)}>{words.faults[name][props.faults[name]]}</button></li>}
        </For>
      </ul>
    </div>
  );
}

function Receipt(props) {
  let title;
  onMount(() => title.focus());
  return (
    <div class="receipt" part="receipt">
      <CheckIcon />
      <h3 ref={title} tabIndex={-1}>{words.sentTitle}</h3>
      <p>{words.receipt(props.id)} <button type="button" class="link" data-conversation={props.id} onClick={() => props.onOpen(props.id)}>{words.openIt}</button></p>
      <p class="quiet">{words.whatComesNext}</p>
      <div class="actions">
        <button type="button" class="button primary" part="button primary" onClick={() => props.onShowList()}>{words.seeInList}</button>
        <button type="button" class="button" part="button" onClick={() => props.onRenew()}>{words.sendAnother}</button>
      </div>
    </div>
  );
}
