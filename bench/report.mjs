// Writes what was measured last into docs/benchmarks.md, and draws its charts. What was never measured stays as it is.

import { readFile, writeFile } from "node:fs/promises";

import * as browsers from "./report/browsers.mjs";
import { replaced } from "./report/region.mjs";
import * as servers from "./report/servers.mjs";

const TOP = new URL("../", import.meta.url);
const DOCUMENT = new URL("docs/benchmarks.md", TOP);
/** For each file of results the tables that come of it, and the command that makes it. */
const PARTS = [
  { file: "browsers", tables: ["bytes", "loads", "calm", "firstRows", "actions", "keys", "counts", "memory"], of: browsers, command: "cargo xtask bench" },
  { file: "servers", tables: ["desks", "gateways"], of: servers, command: "cargo xtask bench --servers" },
];

function setting({ about }, command) {
  const { date, cpu, cores, memory, system, load, node, browser, versions, connections, isQuick } = about;
  const packages = browser ? Object.entries(versions).map(([name, version]) => `${name} ${version}`) : [`${connections} callers at once`];
  const haste = isQuick ? " **A quick run: a few rounds only.**" : "";
  return (
    `Measured on ${date} by \`${command}${isQuick ? " --quick" : ""}\` on ${cores} cores of ${cpu}, ${memory}, ${system}; ` +
    `${[browser, `Node.js ${node}`, ...packages].filter(Boolean).join(", ")}. The machine's load then: ${load.toFixed(1)}.${haste}`
  );
}

let document = await readFile(DOCUMENT, "utf8");
for (const { file, tables, of, command } of PARTS) {
  const text = await readFile(new URL(`target/bench/${file}.json`, TOP), "utf8").catch(() => null);
  if (!text) continue;
  const results = JSON.parse(text);
  document = replaced(document, `${file}: setting`, setting(results, command));
  for (const name of tables) document = replaced(document, name, of[name](results));
  for (const [name, svg] of Object.entries(of.charts(results))) await writeFile(new URL(`docs/images/${name}.svg`, TOP), svg);
}
await writeFile(DOCUMENT, document);
