// What a browser's trace tells of a page's main thread. Pure.

/** What a trace must hold for that. */
export const CATEGORIES = ["__metadata", "blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline"];

/** The events that a key causes. */
const OF_A_KEY = ["keydown", "keypress", "input", "keyup"];

/** @typedef {{ name: string, cat: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: any }} TraceEvent Times in microseconds. */

/** How long the thread itself was at work: another program's share of the processor makes it no longer. */
const ownTime = ({ dur, tdur = dur }) => tdur;

/**
 * How long each task took, in milliseconds, that began after one mark and before another or the end, in the thread that set them: the
 * page's main one.
 *
 * @param {TraceEvent[]} events
 */
export function tasksBetween(events, first, last = undefined) {
  const mark = (wanted) => events.findLast(({ name, cat }) => name === wanted && cat.includes("blink.user_timing"));
  const from = mark(first);
  if (!from) throw new Error(`the trace holds no ${first}`);
  const until = last ? mark(last).ts : Infinity;
  // One that was not over when the trace ended has no length.
  const isOurs = ({ name, pid, tid, ts, dur }) => name === "RunTask" && pid === from.pid && tid === from.tid && ts >= from.ts && ts < until && dur;
  return events.filter(isOurs).map((task) => ownTime(task) / 1000);
}

/**
 * What key strokes between the marks `bench:keys` and `bench:keys-end` cost, in milliseconds: the handlers of one on the average, and the
 * longest task.
 *
 * @param {TraceEvent[]} events
 * @param {number} keys How many there were.
 */
export function handlingOf(events, keys) {
  const tasks = tasksBetween(events, "bench:keys", "bench:keys-end");
  const from = events.findLast(({ name }) => name === "bench:keys");
  const isInput = ({ name, pid, tid, ts, args }) =>
    name === "EventDispatch" && pid === from.pid && tid === from.tid && ts >= from.ts && OF_A_KEY.includes(args?.data?.type);
  const dispatches = events.filter(isInput).sort((one, other) => one.ts - other.ts);
  return { handlers: covered(dispatches) / 1000 / keys, task: Math.max(...tasks) };
}

/** The time of all of these together. What comes inside of another one, as `input` while `keypress` is handled, is in that one's. In order of their beginning. */
function covered(spans) {
  let [sum, end] = [0, 0];
  for (const span of spans) {
    if (span.ts >= end) sum += ownTime(span);
    end = Math.max(end, span.ts + span.dur);
  }
  return sum;
}
