import assert from "node:assert/strict";
import { test } from "node:test";

import { kilobytes, middle, table, times } from "../report/tables.mjs";

test("a table has a line for its columns", () => {
  assert.equal(table(["a", "b"], [["x", 1]]), "| a | b |\n| --- | ---: |\n| x | 1 |");
});

test("one value has no spread", () => {
  assert.equal(middle([12]), "12.0");
  assert.equal(middle([10, 12, 14]), "12.0 (11.0–13.0)");
});

test("ratios and sizes are told as people read them", () => {
  assert.equal(times([3, 6], [2, 4]), "1.50 (1.50–1.50)");
  assert.equal(kilobytes(98_765), "98.8");
});
