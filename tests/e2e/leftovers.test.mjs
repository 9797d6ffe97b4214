// A run that is told to stop, or whose runner is killed, leaves no program and no file.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { descendants } from "./drivers/program.mjs";
import { waitFor } from "./wait.mjs";

/** What a test file begins with: a server and a browser with a page. Then it says where its files are. */
const BEGINNING = `
  import { launch } from "${new URL("driver.mjs", import.meta.url)}";
  import { Server } from "${new URL("server.mjs", import.meta.url)}";
  const [browser] = await Promise.all([launch(), Server.start()]);
  await browser.open();
  console.log(process.env.TMPDIR);
  setInterval(() => {}, 1_000);
`;

/** How the end comes: to the runner if there is one, which is a shell here, else to the test file itself. */
const ENDS = /** @type {const} */ ({
  "is told to stop": { signal: "SIGTERM" },
  "loses its runner": { signal: "SIGKILL", runner: true },
});

for (const [name, { signal, runner }] of Object.entries(ENDS)) {
  test(`who ${name} leaves nothing`, { timeout: 180_000 }, async (t) => {
    const words = [process.execPath, "--input-type=module", "--eval", BEGINNING];
    const [program, ...flags] = runner ? ["sh", "-c", '"$@"; :', "sh", ...words] : words;
    const started = spawn(program, flags, {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_TEST_CONTEXT: runner ? "child" : "" },
    });
    t.after(() => started.kill("SIGKILL"));
    const [folder] = await once(createInterface({ input: started.stdout }), "line");
    assert.ok(existsSync(folder));
    const pids = await descendants(started.pid);
    assert.ok(pids.length > 1, "a server and a browser at least");

    // Again and again: its runner and its terminal may both tell it.
    await waitFor("every program to end", () => {
      started.kill(signal);
      return !pids.some(isThere);
    });
    await waitFor("the files to go", () => !existsSync(folder));
  });
}

/** Whether there is a process of that number. */
function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
