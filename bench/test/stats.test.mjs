import assert from "node:assert/strict";
import { test } from "node:test";

import { quantile, ratio, rotated, summary } from "../stats.mjs";

test("the middle of an even number lies between two", () => {
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  assert.equal(quantile([7], 0.9), 7);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test("a summary keeps out what lies far off", () => {
  assert.deepEqual(summary([10, 11, 12, 13, 900]), { median: 12, low: 11, high: 13, count: 5 });
});

test("numbers are sorted as numbers, and what was given stays as it was", () => {
  const values = [10, 9, 100];
  assert.equal(quantile(values, 0.5), 10);
  assert.deepEqual(values, [10, 9, 100]);
});

test("ratios are of one round each, so that a slow round counts for both", () => {
  assert.equal(ratio([20, 200], [10, 100]).median, 2);
});

test("each round begins with another one", () => {
  assert.deepEqual([0, 1, 2, 3].map((by) => rotated("abc", by).at(0)), ["a", "b", "c", "a"]);
  assert.deepEqual(rotated([1, 2, 3], 4), [2, 3, 1]);
});
