import { Show } from "solid-js";

import { exact, relative, words } from "../shared/words.js";

const SHAPES = {
  Open: () => <circle cx="8" cy="8" r="5" class="outline" />,
  Pending: () => <><circle cx="8" cy="8" r="5" class="outline" /><path d="M8 3a5 5 0 0 1 0 10z" class="fill" /></>,
  Resolved: () => <path d="M3.5 8.5l3 3 6-7" class="outline" />,
  Closed: () => <rect x="4" y="4" width="8" height="8" rx="1" class="fill" />,
  unknown: () => <circle cx="8" cy="8" r="3" class="fill" />,
};

function Drawing(props) {
  return <svg class={props.class} viewBox="0 0 16 16" aria-hidden="true" focusable="false">{props.children}</svg>;
}

export const StatusIcon = (props) => <Drawing class="icon status-icon">{(SHAPES[props.status] ?? SHAPES.unknown)()}</Drawing>;

export const CheckIcon = () => <Drawing class="icon check-icon"><path d="M3 8.5l3.5 3.5L13 4.5" class="outline" /></Drawing>;

export const BackIcon = () => <Drawing class="icon back-icon"><path d="M7.5 3.5L3 8l4.5 4.5M3.5 8H13" class="outline" /></Drawing>;

export const WarningIcon = () => (
  <Drawing class="icon">
    <circle cx="8" cy="8" r="6.25" class="outline" /><path d="M8 4.75v4" class="outline" /><circle cx="8" cy="11.25" r="0.9" class="fill" />
  </Drawing>
);

export function Moment(props) {
  const when = () => relative(props.now, props.at);
  return (
    <time class="moment" datetime={new Date(props.at * 1000).toISOString()} title={exact(props.at)}>
      {props.wording ? words[props.wording](when()) : when()}<span class="visually-hidden">, {exact(props.at)}</span>
    </time>
  );
}

export function Notice(props) {
  return (
    <div class="notice" part="notice">
      <WarningIcon /><p>{props.text}</p>
      <Show when={props.action}><button type="button" class="button" part="button" onClick={() => props.onAction()}>{props.action}</button></Show>
    </div>
  );
}
