import assert from "node:assert/strict";
import { test } from "node:test";

import * as browsers from "../report/browsers.mjs";
import * as servers from "../report/servers.mjs";

const run = (p50) => ({ p50, p99: p50 * 10, rate: 1_000 / p50 });
const cases = (p50) => ({ first: [run(p50)], deep: [run(p50)], requester: [run(p50)], create: [run(p50)], memory: 20_000_000 });
const SERVERS = {
  about: { plan: { sizes: [1_000, 100_000] } },
  desks: { 1_000: { desk: cases(2), express: cases(1) }, 100_000: { desk: cases(3), express: cases(10) } },
  gateways: { gateway: { list: [run(1), run(3), run(2)], memory: 5_000_000 } },
};

test("how much a call costs more in a large desk is told for each", () => {
  const [, , desk, express] = servers.desks(SERVERS).split("\n");
  assert.equal(desk, "| first page, desk | 2.00 / 20.0 | 3.00 / 30.0 | 333 | 1.50 (1.50–1.50) |");
  assert.ok(express.endsWith("| 10.0 (10.0–10.0) |"), express);
});

test("of some runs the middle one counts", () => {
  assert.match(servers.gateways(SERVERS), /\| gateway, asking each time \| 2.00 \| 20.0 \| 500 \| 5.00 \|/);
});

const actions = (ms) => [{ times: { append: [], find: [ms], open: [ms], sort: [ms], filter: [ms] }, key: { handlers: ms, task: ms }, memory: ms }];
const BROWSERS = {
  about: { titles: { ours: "support-widget", react: "React", sentry: "Sentry feedback" }, plan: { sizes: [25, 1_000], mounts: 100 } },
  actions: { 25: { ours: actions(10), react: actions(10) }, 1_000: { ours: actions(40), react: actions(15) } },
  memory: { ours: [{ ready: 1_500_000, after: 1_600_000 }], react: [{ ready: 1_000_000, after: 900_000 }] },
  counts: { ours: { start: { made: 3, placed: 2, written: 1, calls: 1_234 } }, react: { start: { made: 1, placed: 1, written: 1, calls: 0 } } },
};

test("an action that grows with the list is seen to grow, and one that was never done has no number", () => {
  const table = browsers.actions(BROWSERS);
  assert.match(table, /\| search \| 10.0 \| 40.0 \| 4.00 \|/);
  assert.match(table, /\| Show more \| – \| – \| – \|/);
  assert.ok(!table.includes("Sentry"), "it has no list");
});

test("calls out of WebAssembly are told where there are any", () => {
  const table = browsers.counts(BROWSERS);
  assert.match(table, /\| support-widget \| 3 \/ 2 \/ 1; 1,234 calls \|/);
  assert.match(table, /\| React \| 1 \/ 1 \/ 1 \|/);
});

test("memory is told in megabytes", () => {
  assert.match(browsers.memory(BROWSERS), /\| support-widget \| 1.50 \| 1.60 \|/);
});

test("what the thread does before use is told beyond what the page does by itself, round by round", () => {
  const about = { titles: { ours: "support-widget" } };
  const loads = { "1× CPU": { ours: [{ cold: { shift: 0 } }] } };
  const tasks = { 1: { ours: [30] }, 4: { ours: [120] } };
  const rest = { none: [3, 4, 9], ours: [8, 7, 5] };
  assert.match(browsers.calm({ about, loads, tasks, rest }), /\| support-widget \| 3.00 \(1.50–4.00\) \| 30.0 \| 120 \| 0.000 \|/);
});
