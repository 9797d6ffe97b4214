// Tables for a document. Pure.

import { ratio, summary } from "../stats.mjs";
import { shown } from "./chart.mjs";

/** A table in Markdown; every column but the first is of numbers. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** The middle one and the middle half, such as `12.0 (11.0–14.0)`. */
export function middle(values) {
  const { median, low, high } = summary(values);
  return values.length > 1 ? `${shown(median)} (${shown(low)}–${shown(high)})` : shown(median);
}

/** How many times another's values ours are, such as `1.20 (1.10–1.31)`. */
export function times(ours, others) {
  const { median, low, high } = ratio(ours, others);
  return `${shown(median)} (${shown(low)}–${shown(high)})`;
}

export const kilobytes = (bytes) => shown(bytes / 1000);
