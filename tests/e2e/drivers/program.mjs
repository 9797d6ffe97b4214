// Programs that a driver starts beside the browser's own client: none outlives the tests.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";

import "../leftovers.mjs";
import { DEADLINE } from "../wait.mjs";

/**
 * Starts a program with whatever it starts itself.
 *
 * @param {string} program
 * @param {string[]} flags
 * @param {import("node:child_process").SpawnOptions & { endsBy?: NodeJS.Signals }} [options] `endsBy`: what ends it. `SIGKILL`, unless it
 *   has something to tidy up itself.
 */
export function start(program, flags, { endsBy = "SIGKILL", ...options } = {}) {
  // A group of its own, so that all of it can be ended at once.
  const child = spawn(program, flags, { stdio: "ignore", detached: true, ...options });
  const endBy = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // All gone already.
    }
  };
  const end = () => endBy(endsBy);
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
      const lastResort = setTimeout(() => endBy("SIGKILL"), DEADLINE);
      await gone;
      clearTimeout(lastResort);
    },
  };
}

/**
 * Ends without warning those programs that another one has started, and they in turn, whose command line is meant. Needs Linux.
 *
 * @param {number} ancestor The other one's number.
 * @param {RegExp} meant
 */
export async function crash(ancestor, meant) {
  const found = (await allUnder(ancestor)).filter(({ words }) => meant.test(words));
  if (!found.length) throw new Error(`${ancestor} has started nothing like ${meant}`);
  for (const { pid } of found) process.kill(pid, "SIGKILL");
}

/** The numbers of the programs that one has started, and they in turn. Needs Linux. */
export const descendants = async (ancestor) => (await allUnder(ancestor)).map(({ pid }) => pid).filter((pid) => pid !== ancestor);

async function allUnder(ancestor) {
  const all = await Promise.all((await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(describe));
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid) => pid === ancestor || (parents.has(pid) && descends(parents.get(pid)));
  return all.filter(({ pid }) => descends(pid));
}

/** A process's parent and command line; of one that has gone meanwhile, nothing. */
async function describe(name) {
  const read = (file) => readFile(`/proc/${name}/${file}`, "utf8").catch(() => "");
  const [status, words] = await Promise.all([read("status"), read("cmdline")]);
  return { pid: Number(name), parent: Number(status.match(/^PPid:\s*(\d+)/m)?.[1]), words: words.replaceAll("\0", " ").trim() };
}
