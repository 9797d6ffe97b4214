// Programs that a driver starts beside the browser's own client: none outlives the tests.

import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Starts a program with whatever it starts itself.
 *
 * @param {string} program
 * @param {string[]} flags
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(program, flags, options = {}) {
  // A group of its own, so that all of it can be ended at once.
  const child = spawn(program, flags, { stdio: "ignore", detached: true, ...options });
  const end = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // All gone already.
    }
  };
  let failure;
  child.once("error", (error) => (failure = error));
  process.once("exit", end);
  return {
    child,
    /** Throws if it has ended or never began. */
    check() {
      if (failure) throw new Error(`${program} did not start: ${failure.message}`);
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program} ended with ${child.exitCode ?? child.signalCode}`);
    },
    /** Ends all of it. */
    async stop() {
      process.removeListener("exit", end);
      const gone = child.exitCode === null && child.signalCode === null && !failure ? once(child, "exit") : undefined;
      end();
      await gone;
    },
  };
}
