// Writes what was measured last into docs/benchmarks.md, and draws its charts.

import { readFile, writeFile } from "node:fs/promises";

import * as browsers from "./report/browsers.mjs";
import { replaced } from "./report/region.mjs";

const TOP = new URL("../", import.meta.url);
const DOCUMENT = new URL("docs/benchmarks.md", TOP);
const TABLES = ["bytes", "loads", "calm", "firstRows", "actions", "keys", "memory"];

function setting({ about }, command) {
  const { date, cpu, cores, memory, system, load, node, browser, versions, isQuick } = about;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const haste = isQuick ? " **A quick run: a few rounds only.**" : "";
  return (
    `Measured on ${date} by \`${command}\` on ${cores} cores of ${cpu}, ${memory}, ${system}; ${[browser, `Node.js ${node}`].filter(Boolean).join(", ")}; ` +
    `${packages.join(", ")}. The machine's load when it began: ${load.toFixed(1)}.${haste}`
  );
}

const results = JSON.parse(await readFile(new URL("target/bench/browsers.json", TOP), "utf8"));
let document = await readFile(DOCUMENT, "utf8");
document = replaced(document, "setting", setting(results, `cargo xtask bench${results.about.isQuick ? " --quick" : ""}`));
for (const name of TABLES) document = replaced(document, name, browsers[name](results));
await writeFile(DOCUMENT, document);
for (const [name, svg] of Object.entries(browsers.charts(results))) await writeFile(new URL(`docs/images/${name}.svg`, TOP), svg);
