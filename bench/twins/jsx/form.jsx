import { memo, useCallback, useEffect, useRef, useState } from "framework";

import { EMPTY_DRAFT, FIELDS, PRIORITIES, faultsOf, newKey, requestOf } from "../shared/model.js";
import { words } from "../shared/words.js";
import { CheckIcon, Notice, WarningIcon } from "./small.jsx";

export const Form = memo(function Form({ api, onSent, onOpen, onShowList }) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [faults, setFaults] = useState({});
  const [phase, setPhase] = useState({ name: "editing", rejections: 0 });
  const form = useRef(null);
  const isSending = phase.name === "sending";
  const type = useCallback((field, text) => {
    setDraft((before) => {
      const next = { ...before, [field]: text };
      setFaults((known) => (known[field] ? { ...known, [field]: faultsOf(next)[field] } : known));
      return next;
    });
    // Other words are another request.
    setPhase((before) => ({ ...before, key: undefined }));
  }, []);
  async function send(event) {
    event.preventDefault();
    if (isSending) return;
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length) return setPhase(({ rejections }) => ({ name: "rejected", rejections: rejections + 1 }));
    const { rejections, key = newKey() } = phase;
    setPhase({ name: "sending", rejections, key });
    try {
      const row = await api.create(requestOf(draft), key);
      setPhase({ name: "sent", rejections, row });
      setDraft(EMPTY_DRAFT);
      onSent(row);
    } catch {
      setPhase({ name: "failed", rejections, key });
    }
  }
  if (phase.name === "sent") {
    const renew = () => setPhase({ name: "editing", rejections: 0 });
    return <Receipt id={phase.row.id} onOpen={onOpen} onShowList={onShowList} onRenew={renew} />;
  }
  const field = { draft, faults, isFrozen: isSending, onType: type };
  return (
    <form className="form" noValidate aria-busy={isSending} onSubmit={send} ref={form}>
      <div className="form-summary">
        {phase.name === "rejected" && Object.values(faults).some(Boolean) && (
          <Summary faults={faults} rejections={phase.rejections} onPick={(name) => form.current.querySelector(`#${name}`).focus()} />
        )}
      </div>
      <div className="fields">
        <Field name="subject" {...field}>{(props) => <input type="text" autoComplete="off" {...props} />}</Field>
        <Field name="description" {...field}>{(props) => <textarea rows={4} {...props} />}</Field>
        <Priority value={draft.priority} isFrozen={isSending} onType={type} />
      </div>
      <div className="form-status" role="alert">{phase.name === "failed" && <Notice text={words.sendFailed} />}</div>
      <div className="actions">
        <button type="submit" className="button primary send" part="button primary" aria-disabled={isSending || undefined}>
          {isSending ? words.sending : phase.name === "failed" ? words.sendAgain : words.send}
        </button>
      </div>
    </form>
  );
});

function Field({ name, draft, faults, isFrozen, onType, children: control }) {
  const [hint, fault] = [words.hints[name], faults[name]];
  const described = [hint && `${name}-hint`, fault && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className={fault ? "field has-error" : "field"} part="field">
      <label part="label" htmlFor={name}><bdi>{words.labels[name]}</bdi></label>
      {hint && <p className="hint" part="hint" id={`${name}-hint`}><bdi>{hint}</bdi></p>}
      <div className="control">
        {control({
          id: name, name, part: "control", dir: "auto", value: draft[name], readOnly: isFrozen, "aria-required": true,
          "aria-invalid": fault ? true : undefined, "aria-describedby": described || undefined,
          onInput: (event) => onType(name, event.currentTarget.value),
        })}
      </div>
      <div className="message" part="error" id={`${name}-error`}>
        {fault && <WarningIcon />}{fault && <span>{words.faults[name][fault]}</span>}
      </div>
    </div>
  );
}

const Priority = memo(({ value, isFrozen, onType }) => (
  <div className="field" part="field">
    <label part="label" htmlFor="priority"><bdi>{words.labels.priority}</bdi></label>
    <div className="control">
      <select id="priority" part="control" disabled={isFrozen} value={value} onChange={(event) => onType("priority", event.currentTarget.value)}>
        {PRIORITIES.toReversed().map((one) => <option key={one} value={one}>{words.priorities[one]}</option>)}
      </select>
    </div>
  </div>
));

/** What is wrong, as links to the fields. It takes the focus whenever the form was rejected. */
function Summary({ faults, rejections, onPick }) {
  const summary = useRef(null);
  useEffect(() => summary.current.focus(), [rejections]);
  return (
    <div className="error-summary" part="notice" ref={summary} tabIndex={-1} aria-labelledby="errors-title" role="group">
      <h3 id="errors-title">{words.errorsTitle}</h3>
      <ul>
        {FIELDS.filter((name) => faults[name]).map((name) => (
          <li key={name}><button type="button" className="link" part="link" onClick={() => onPick(name)}>{words.faults[name][faults[name]]}</button></li>
        ))}
      </ul>
    </div>
  );
}

function Receipt({ id, onOpen, onShowList, onRenew }) {
  const title = useRef(null);
  useEffect(() => title.current.focus(), []);
  return (
    <div className="receipt" part="receipt">
      <CheckIcon />
      <h3 ref={title} tabIndex={-1}>{words.sentTitle}</h3>
      <p>{words.receipt(id)} <button type="button" className="link" data-conversation={id} onClick={() => onOpen(id)}>{words.openIt}</button></p>
      <p className="quiet">{words.whatComesNext}</p>
      <div className="actions">
        <button type="button" className="button primary" part="button primary" onClick={onShowList}>{words.seeInList}</button>
        <button type="button" className="button" part="button" onClick={onRenew}>{words.sendAnother}</button>
      </div>
    </div>
  );
}
