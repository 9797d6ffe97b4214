import assert from "node:assert/strict";
import { test } from "node:test";

import { handlingOf, tasksBetween } from "../drive/trace.mjs";

const at = { pid: 1, tid: 2, cat: "x" };
const mark = (name, ts) => ({ ...at, name, ts, cat: "blink.user_timing" });
const task = (ts, dur, place = at) => ({ ...place, name: "RunTask", ts, dur });
const key = (type, ts, dur) => ({ ...at, name: "EventDispatch", ts, dur, args: { data: { type } } });

test("tasks count from the mark on, in its own thread, once they are over", () => {
  const events = [task(0, 9_000), mark("m", 10), task(20, 2_000), task(30, 5_000, { ...at, tid: 3 }), { ...at, name: "RunTask", ts: 40 }];
  assert.deepEqual(tasksBetween(events, "m"), [2]);
});

test("tasks after the last mark are somebody else's", () => {
  assert.deepEqual(tasksBetween([mark("a", 0), task(1, 1_000), mark("b", 5), task(6, 7_000)], "a", "b"), [1]);
});

test("a trace without the mark is no measurement", () => {
  assert.throws(() => tasksBetween([task(0, 1)], "m"), /holds no m/);
});

test("a key costs its handlers, not what else happens", () => {
  const events = [mark("bench:keys", 0), key("keydown", 1, 1_000), key("input", 1_002, 3_000), key("pointermove", 4_100, 9_000), task(1, 6_000), mark("bench:keys-end", 9)];
  assert.deepEqual(handlingOf(events, 2), { handlers: 2, task: 6 });
});

test("what other programs took of the processor is not the key's", () => {
  const events = [mark("bench:keys", 0), { ...key("keypress", 1_000, 5_000), tdur: 2_000 }, { ...task(1, 6_000), tdur: 2_500 }, mark("bench:keys-end", 9)];
  assert.deepEqual(handlingOf(events, 1), { handlers: 2, task: 2.5 });
});

test("an event inside of another one is not counted twice", () => {
  const events = [mark("bench:keys", 0), key("input", 2_000, 3_000), key("keypress", 1_000, 5_000), key("keyup", 7_000, 500), task(1, 6_000), mark("bench:keys-end", 9)];
  assert.equal(handlingOf(events, 1).handlers, 5.5);
});
