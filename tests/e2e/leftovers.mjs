// That a run leaves nothing behind, however it ends: no program, no file. Each test file is a process, and sees to what is its own.

import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";

/** Where everything goes that needs a file for a while. What is started from here learns of it as well, browsers above all. */
const FOLDER = mkdtempSync(path.join(tmpdir(), "support-e2e-"));
process.env.TMPDIR = FOLDER;

/** How often a process looks whether the one that started it is still there, in milliseconds. */
const LOOK = 1_000;

process.once("beforeExit", removeAtLast);
for (const signal of /** @type {const} */ (["SIGHUP", "SIGINT", "SIGTERM"])) {
  // For good: a second one, as a runner sends that is told to stop along with its tests, must not cut the tidying short.
  process.on(signal, () => {
    removeAtLast();
    // Whoever has started a program ends it at the exit; none hears of a signal by itself.
    process.exit(128 + constants.signals[signal]);
  });
}

// A runner that was killed has told its tests nothing.
if (process.env.NODE_TEST_CONTEXT) {
  const runner = process.ppid;
  setInterval(() => process.ppid !== runner && process.kill(process.pid, "SIGTERM"), LOOK).unref();
}

/** Not before all others have done at the exit what is theirs: a browser that still runs still writes. */
function removeAtLast() {
  process.once("exit", () => rmSync(FOLDER, { recursive: true, force: true, maxRetries: 10 }));
}
