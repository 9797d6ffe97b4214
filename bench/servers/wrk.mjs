// Load by wrk, and what it says. Parsing is pure.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How many callers there are at once. */
export const CONNECTIONS = 16;

const UNITS = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

/** A time as wrk writes it, in milliseconds. */
function milliseconds(text) {
  const [, number, unit] = text.match(/^([\d.]+)(us|ms|s|m)$/) ?? [];
  if (!unit) throw new Error(`wrk wrote a time as ${text}`);
  return Number(number) * UNITS[unit];
}

/**
 * What wrk says, in milliseconds and requests a second. An answer that was refused is no answer.
 *
 * @param {string} output
 */
export function read(output) {
  const said = (pattern) => output.match(pattern)?.[1];
  const refused = said(/Non-2xx or 3xx responses: (\d+)/) ?? said(/Socket errors: (.*[1-9].*)/);
  if (refused) throw new Error(`not all was answered: ${refused}\n${output}`);
  const [p50, p99, rate] = [said(/^ +50% +(\S+)/m), said(/^ +99% +(\S+)/m), said(/Requests\/sec:\s+([\d.]+)/)];
  if (!p50 || !p99 || !rate) throw new Error(`wrk said something else:\n${output}`);
  return { p50: milliseconds(p50), p99: milliseconds(p99), rate: Number(rate) };
}

/** Lua that asks for the same address in the name of one customer after the other. */
export const inTurns = (tokens) => `local tokens = {${tokens.map((token) => `"${token}"`).join(",")}}
local turn = 0

function request()
  turn = turn % #tokens + 1
  wrk.headers["Authorization"] = "Bearer " .. tokens[turn]
  return wrk.format()
end
`;

/**
 * @param {string} url
 * @param {{ seconds: number, token?: string, script?: string }} load `script` is a file of Lua, for what is no GET with the one token.
 */
export async function load(url, { seconds, token, script }) {
  const header = token ? ["-H", `Authorization: Bearer ${token}`] : [];
  const flags = ["--latency", "--timeout=30s", "-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, ...header, ...(script ? ["-s", script] : []), url];
  const { stdout } = await promisify(execFile)("wrk", flags);
  return read(stdout);
}
