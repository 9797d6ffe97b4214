import assert from "node:assert/strict";
import { test } from "node:test";

import { bars, lines, shown, spread } from "../report/chart.mjs";

const numbers = (svg, pattern) => [...svg.matchAll(pattern)].map(([, value]) => Number(value));

test("a bar is as long as its value, and the longest leaves room for its number", () => {
  const svg = bars({ title: "T", unit: "KB", groups: [{ label: "", bars: [{ label: "a", value: 50 }, { label: "b", value: 100, isOwn: true }] }] });
  const [a, b] = numbers(svg, /<rect[^>]* width="([\d.]+)"/g);
  assert.equal(a * 2, b);
  assert.ok(b + 150 < 720);
  assert.match(svg, /class="own"/);
  assert.match(svg, /100 KB/);
});

test("words of others are text, never markup", () => {
  const svg = bars({ title: 'a<b>&"', unit: "", groups: [{ label: "<script>", bars: [{ label: "x", value: 1 }] }] });
  assert.ok(!/<script|<b>/.test(svg));
  assert.match(svg, /aria-label="a&lt;b&gt;&amp;&quot;"/);
});

test("a chart reads in the dark, too", () => {
  assert.match(lines({ title: "T", unit: "ms", sizes: ["1"], lines: [{ label: "a", values: [1] }] }), /prefers-color-scheme:dark/);
});

test("a line goes up as its values do", () => {
  const svg = lines({ title: "T", unit: "ms", sizes: ["25", "100"], lines: [{ label: "a", values: [1, 10] }] });
  const [first, second] = numbers(svg, /<circle cx="[\d.]+" cy="([\d.]+)" r="3.5"/g);
  assert.ok(second < first, "y grows downwards");
});

test("what was not measured is no point, and breaks no line", () => {
  const svg = lines({ title: "T", unit: "ms", sizes: ["25", "100", "1,000"], lines: [{ label: "a", values: [NaN, 1, 10] }] });
  assert.equal(numbers(svg, /<circle cx="([\d.]+)" cy="[\d.]+" r="3.5"/g).length, 2);
  assert.ok(!svg.includes("NaN"));
});

test("names of lines that end at one place don't cover each other", () => {
  assert.deepEqual(spread([10, 10, 11, 100], 17), [10, 27, 44, 100]);
});

test("numbers have the digits that matter", () => {
  assert.deepEqual([0, 0.123, 12.34, 1234.5, null, NaN].map(shown), ["0", "0.12", "12.3", "1,235", "–", "–"]);
});
