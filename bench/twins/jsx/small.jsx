import { exact, relative, words } from "../shared/words.js";

const SHAPES = {
  Open: <circle cx="8" cy="8" r="5" className="outline" />,
  Pending: <><circle cx="8" cy="8" r="5" className="outline" /><path d="M8 3a5 5 0 0 1 0 10z" className="fill" /></>,
  Resolved: <path d="M3.5 8.5l3 3 6-7" className="outline" />,
  Closed: <rect x="4" y="4" width="8" height="8" rx="1" className="fill" />,
};

function Drawing({ className, children }) {
  return <svg className={className} viewBox="0 0 16 16" aria-hidden="true" focusable="false">{children}</svg>;
}

export const StatusIcon = ({ status }) => (
  <Drawing className="icon status-icon">{SHAPES[status] ?? <circle cx="8" cy="8" r="3" className="fill" />}</Drawing>
);

export const CheckIcon = () => <Drawing className="icon check-icon"><path d="M3 8.5l3.5 3.5L13 4.5" className="outline" /></Drawing>;

export const BackIcon = () => <Drawing className="icon back-icon"><path d="M7.5 3.5L3 8l4.5 4.5M3.5 8H13" className="outline" /></Drawing>;

export const WarningIcon = () => (
  <Drawing className="icon">
    <circle cx="8" cy="8" r="6.25" className="outline" /><path d="M8 4.75v4" className="outline" /><circle cx="8" cy="11.25" r="0.9" className="fill" />
  </Drawing>
);

export function Moment({ at, now, wording }) {
  const when = relative(now, at);
  return (
    <time className="moment" dateTime={new Date(at * 1000).toISOString()} title={exact(at)}>
      {wording ? words[wording](when) : when}<span className="visually-hidden">, {exact(at)}</span>
    </time>
  );
}

export function Notice({ text, action, onAction }) {
  return (
    <div className="notice" part="notice">
      <WarningIcon /><p>{text}</p>
      {action && <button type="button" className="button" part="button" onClick={onAction}>{action}</button>}
    </div>
  );
}
