// The types that the bundle ships, as a portal's own compiler reads them. Each sample says itself which
// of its lines must not compile.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const project = fileURLToPath(new URL("tsconfig.json", import.meta.url));

test("what a page may write compiles, in four frameworks too, and what it may not does not", () => {
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--project", project], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
