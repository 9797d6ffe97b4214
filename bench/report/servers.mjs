// What the servers did under load, as Markdown and a chart. Pure.

import { summary } from "../stats.mjs";
import { lines, shown } from "./chart.mjs";
import { table, times } from "./tables.mjs";

const TITLES = {
  desk: "desk",
  express: "Express + SQLite",
  gateway: "gateway, asking each time",
  "gateway, kept": "gateway, answers kept 15 s",
  nginx: "nginx, asking each time",
  "nginx, kept": "nginx, answers kept 15 s",
};
const CASES = { first: "first page", deep: "page in the middle", requester: "one requester", create: "create" };

const middle = (runs, what) => summary(runs.map((run) => run[what])).median;
const megabytes = (bytes) => shown(bytes / 1_000_000);

/** Each case at each size of the desk, and by how much a call costs more in the largest than in the smallest. */
export function desks({ about, desks }) {
  const { sizes } = about.plan;
  const rows = Object.entries(CASES).flatMap(([name, label]) =>
    ["desk", "express"].map((subject) => {
      const runs = sizes.map((size) => desks[size][subject][name]);
      const cells = runs.map((each) => `${shown(middle(each, "p50"))} / ${shown(middle(each, "p99"))}`);
      const rates = runs.map((each) => shown(middle(each, "rate")));
      return [`${label}, ${TITLES[subject]}`, ...cells, rates.at(-1), times(...[runs.at(-1), runs.at(0)].map((each) => each.map(({ p50 }) => p50)))];
    }),
  );
  const memory = ["desk", "express"].map((subject) => [`memory, MB, ${TITLES[subject]}`, ...sizes.map((size) => megabytes(desks[size][subject].memory)), "", ""]);
  const heads = sizes.map((size) => size.toLocaleString("en"));
  return table(["p50 / p99, ms", ...heads, `calls a second, ${heads.at(-1)}`, "largest : smallest, p50"], [...rows, ...memory]);
}

export function gateways({ gateways }) {
  const rows = Object.entries(gateways).map(([name, { list, memory }]) => [
    TITLES[name],
    ...["p50", "p99"].map((what) => shown(middle(list, what))),
    shown(middle(list, "rate")),
    megabytes(memory),
  ]);
  return table(["a list of 25", "p50, ms", "p99, ms", "calls a second", "memory, MB"], rows);
}

/** The charts, by the names of their files. */
export function charts({ about, desks }) {
  const { sizes } = about.plan;
  return {
    "bench-desk": lines({
      title: "The desk: a call by the size of its table",
      unit: "ms, p50",
      sizes: sizes.map((size) => size.toLocaleString("en")),
      lines: Object.entries(CASES).map(([name, label]) => ({ label, values: sizes.map((size) => middle(desks[size].desk[name], "p50")) })),
    }),
  };
}
