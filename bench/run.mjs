// Measures all subjects side by side and writes what came of it: `node run.mjs --bundle DIR --out FILE [--quick]`. `cargo xtask bench` builds
// what it needs and calls it.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { buildTwins } from "./build.mjs";
import { act } from "./drive/actions.mjs";
import { launch } from "./drive/browser.mjs";
import { SIZE, count } from "./drive/counts.mjs";
import { CONDITIONS, longestTask, timeFirstRows, timeLoads, weigh, workBeforeUse } from "./drive/loads.mjs";
import { machine } from "./drive/machine.mjs";
import { weighMemory } from "./drive/memory.mjs";
import { PROVEN, prove } from "./drive/proof.mjs";
import { Site } from "./drive/site.mjs";
import { Stack } from "./drive/stack.mjs";
import { subjects } from "./drive/subjects.mjs";
import { rotated } from "./stats.mjs";

const TOP = fileURLToPath(new URL("..", import.meta.url));
/** How thoroughly it is done: with `--quick` while one works on something. */
const PLANS = {
  whole: { sizes: [25, 100, 1_000, 10_000], loads: 9, tasks: 3, actions: 3, memory: 3, mounts: 100 },
  quick: { sizes: [25, 1_000, 10_000], loads: 3, tasks: 1, actions: 1, memory: 1, mounts: 20 },
};

const { values: flags } = parseArgs({
  options: {
    bundle: { type: "string", default: path.join(TOP, "dist/embed") },
    out: { type: "string", default: path.join(TOP, "target/bench/browsers.json") },
    quick: { type: "boolean", default: false },
  },
});
const plan = PLANS[flags.quick ? "quick" : "whole"];
const work = path.join(TOP, "target/bench");

const say = (what) => console.error(`bench: ${what}`);

/** Measures something of each subject, round by round, each round beginning with another one. */
async function rounds(count, all, what, measure) {
  const found = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round++) {
    say(`${what}, round ${round + 1} of ${count}`);
    for (const subject of rotated(all, round)) found[subject.name].push(await measure(subject));
  }
  return found;
}

async function measure(bench, all) {
  const lists = all.filter(({ hasList }) => hasList);
  const results = { bytes: {}, counts: {}, loads: {}, tasks: {}, rest: {}, firstRows: {}, actions: {}, memory: {} };
  for (const subject of lists) await prove(bench, subject);
  for (const subject of all) results.bytes[subject.name] = await weigh(bench, subject);
  for (const subject of lists) results.counts[subject.name] = await count(bench, subject);
  for (const condition of CONDITIONS) {
    results.loads[condition.name] = await rounds(plan.loads, all, `loads, ${condition.name}`, (subject) => timeLoads(bench, subject, condition));
  }
  results.rest = await rounds(plan.loads, [{ name: "none" }, ...all], "before use", (subject) => workBeforeUse(bench, subject.title && subject));
  for (const cpu of [1, 4]) {
    results.tasks[cpu] = await rounds(plan.tasks, all, `longest task, ${cpu}× CPU`, (subject) => longestTask(bench, subject, cpu));
  }
  for (const size of plan.sizes) {
    results.firstRows[size] = await rounds(plan.loads, lists, `first rows of ${size}`, (subject) => timeFirstRows(bench, subject, size));
    results.actions[size] = await rounds(plan.actions, lists, `actions on ${size}`, (subject) => act(bench, subject, size));
  }
  results.memory = await rounds(plan.memory, lists, `memory, ${plan.mounts} mounts`, (subject) => weighMemory(bench, subject, plan.mounts));
  return results;
}

const twins = path.join(work, "twins");
await buildTwins(twins);
const all = subjects(path.resolve(flags.bundle), twins);
const stack = new Stack(path.resolve(TOP, process.env.SUPPORT_SERVER_BIN ?? "target/release/support-server"), path.join(work, "desk"));
let site;
let browser;
try {
  say(`a desk with ${plan.sizes.join(", ")} conversations`);
  await stack.start([...new Set([...plan.sizes, SIZE, PROVEN])]);
  site = new Site(all, stack.gateway);
  await site.start();
  browser = await launch();
  const about = { ...(await machine(browser)), isQuick: flags.quick, plan, titles: Object.fromEntries(all.map(({ name, title }) => [name, title])) };
  const results = await measure({ browser, site, stack }, all);
  await mkdir(path.dirname(flags.out), { recursive: true });
  await writeFile(flags.out, `${JSON.stringify({ about, ...results }, null, 1)}\n`);
  say(`written to ${path.relative(process.cwd(), flags.out)}`);
} finally {
  await browser?.close();
  await site?.end();
  await stack.end();
}
