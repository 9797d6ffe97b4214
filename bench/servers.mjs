// Loads the servers beside what one would take in their place, and writes what came of it: `node servers.mjs [--quick]`. `cargo xtask bench
// --servers` installs what it needs and calls it.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

import { machine } from "./drive/machine.mjs";
import { Program, tokenFor } from "./drive/stack.mjs";
import { checkOf, configuration } from "./servers/nginx.mjs";
import { CONNECTIONS, inTurns, load } from "./servers/wrk.mjs";
import { rotated } from "./stats.mjs";

const run = promisify(execFile);
const TOP = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = path.join(TOP, "target/bench/servers");
const SERVER = path.resolve(TOP, process.env.SUPPORT_SERVER_BIN ?? "target/release/support-server");
const TWIN = fileURLToPath(new URL("servers/desk-twin.mjs", import.meta.url));
const CREATE = fileURLToPath(new URL("servers/create.lua", import.meta.url));
const PLANS = {
  whole: { sizes: [1_000, 100_000, 1_000_000], rounds: 3, seconds: 5 },
  quick: { sizes: [1_000, 20_000], rounds: 3, seconds: 2 },
};
/** Conversations that one person has, in a desk of any size. */
const ROWS_EACH = 20;
/** How many customers call the gateway, one after the other. */
const CUSTOMERS = 40;
/** What a customer of a bench never reaches. */
const UNLIMITED = 100_000_000;

const { values: flags } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const plan = PLANS[flags.quick ? "quick" : "whole"];
const apiKey = randomBytes(16).toString("hex");
const secret = randomBytes(32).toString("hex");
const say = (what) => console.error(`bench: ${what}`);

/** What a program and those that it started hold, in bytes. */
async function resident(pid) {
  const own = Number((await readFile(`/proc/${pid}/status`, "utf8")).match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) * 1024;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).split(" ").filter(Boolean);
  return (await Promise.all(children.map(resident))).reduce((sum, bytes) => sum + bytes, own);
}

async function ask(origin, pathAndQuery) {
  const response = await fetch(origin + pathAndQuery, { headers: { Authorization: `Bearer ${apiKey}` } });
  if (!response.ok) throw new Error(`${pathAndQuery}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The cursor in the middle of all conversations, by walking there. */
async function middle(origin, size) {
  let cursor = null;
  for (let seen = 0; seen < size / 2; seen += 100) {
    const after = cursor ? `&starting_after=${encodeURIComponent(cursor)}` : "";
    cursor = (await ask(origin, `/v1/conversations?per_page=100${after}`)).pages.next_cursor;
  }
  return encodeURIComponent(cursor);
}

/** Loads each subject with each case, round by round; what a subject holds is taken after the last one. */
async function measure(what, subjects, cases) {
  const found = Object.fromEntries(subjects.map(({ name }) => [name, { memory: 0, ...Object.fromEntries(cases.map((each) => [each.name, []])) }]));
  for (let round = 0; round < plan.rounds; round++) {
    say(`${what}, round ${round + 1} of ${plan.rounds}`);
    for (const each of cases) {
      for (const subject of rotated(subjects, round)) found[subject.name][each.name].push(await load(subject.url(each), { seconds: plan.seconds, ...each.load }));
    }
  }
  for (const { name, program } of subjects) found[name].memory = await resident(program.pid);
  return found;
}

/** Starts programs, does something with them, and ends them. */
async function among(programs, work) {
  try {
    return await work(await Promise.all(programs.map(async (program) => ({ program, origin: await program.origin() }))));
  } finally {
    await Promise.all(programs.map((program) => program.end()));
  }
}

const keyFile = path.join(FOLDER, "key");
const deskOn = (database) => new Program(SERVER, ["desk", "--listen", "127.0.0.1:0", "--database", `sqlite://${database}`, "--api-key-file", keyFile]);

async function loadDesks(size) {
  const [own, copy] = ["own", "copy"].map((name) => path.join(FOLDER, `${name}-${size}.sqlite`));
  say(`a desk of ${size}`);
  await run(SERVER, ["desk", "seed", "--database", `sqlite://${own}`, "--conversations", size, "--requesters", Math.max(1, size / ROWS_EACH)].map(String));
  await copyFile(own, copy);
  const found = await among([deskOn(own), new Program("node", [TWIN, copy, apiKey])], async ([desk, twin]) => {
    const subjects = [
      { name: "desk", ...desk },
      { name: "express", ...twin },
    ];
    for (const subject of subjects) {
      const cursor = await middle(subject.origin, size);
      const [{ requested_by_id: requester }] = (await ask(subject.origin, "/v1/conversations?per_page=1")).data;
      const paths = { first: "", deep: `?starting_after=${cursor}`, requester: `?requested_by_id=${requester}`, create: "" };
      subject.url = ({ name }) => `${subject.origin}/v1/conversations${paths[name]}`;
    }
    const reads = ["first", "deep", "requester"].map((name) => ({ name, load: { token: apiKey } }));
    return measure(`desks of ${size}`, subjects, [...reads, { name: "create", load: { token: apiKey, script: CREATE } }]);
  });
  for (const file of [own, copy]) for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
  return found;
}

async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** An nginx of our own, in a folder of its own. */
async function nginx(name, desk, isCaching) {
  const folder = path.join(FOLDER, isCaching ? "nginx-kept" : "nginx");
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "check.js"), checkOf(secret));
  await writeFile(path.join(folder, "nginx.conf"), configuration({ folder, port, desk, apiKey, isCaching }));
  return { name, program: new Program("nginx", ["-p", folder, "-e", path.join(folder, "error.log"), "-c", path.join(folder, "nginx.conf")]), origin: `http://127.0.0.1:${port}` };
}

async function gateway(name, desk, freshFor) {
  const limits = ["--lists-per-minute", UNLIMITED, "--opens-per-minute", UNLIMITED, "--fresh-for", freshFor];
  const files = ["--api-key-file", keyFile, "--identity-secret-file", path.join(FOLDER, "secret"), "--database", `sqlite://${path.join(FOLDER, `${name}.sqlite`)}`];
  const program = new Program(SERVER, ["gateway", "--listen", "127.0.0.1:0", "--upstream", `${desk}/v1`, ...files, ...limits]);
  return { name, program, origin: await program.origin() };
}

/** Waits until a server takes calls. */
async function answers(url, token) {
  let last;
  for (let time = 0; time < 200; time++) {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } }).catch((error) => error);
    if (response.ok) return;
    last = response.status ? `${response.status} ${await response.text()}` : response;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer as it should: ${last}`);
}

async function loadGateways(size) {
  const file = path.join(FOLDER, "behind.sqlite");
  await run(SERVER, ["desk", "seed", "--database", `sqlite://${file}`, "--conversations", size, "--requesters", CUSTOMERS].map(String));
  return among([deskOn(file)], async ([{ origin: desk }]) => {
    const { data } = await ask(desk, `/v1/contacts?per_page=${CUSTOMERS}`);
    // The gateway wants an address to go by; nginx goes by the number.
    const customers = data.filter(({ email }) => email);
    const tokens = customers.map(({ id, email }) => tokenFor({ sub: String(id), email, requester_id: id }, secret));
    const script = path.join(FOLDER, "turns.lua");
    await writeFile(script, inTurns(tokens));
    const subjects = [
      await gateway("gateway", desk, 0),
      await gateway("gateway, kept", desk, 15),
      await nginx("nginx", desk, false),
      await nginx("nginx, kept", desk, true),
    ];
    try {
      for (const subject of subjects) {
        const url = `${subject.origin}/support/v1/conversations?per_page=25`;
        subject.url = () => url;
        await answers(url, tokens[0]);
      }
      return await measure("gateways", subjects, [{ name: "list", load: { script } }]);
    } finally {
      await Promise.all(subjects.map(({ program }) => program.end()));
    }
  });
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await writeFile(keyFile, apiKey);
await writeFile(path.join(FOLDER, "secret"), secret);
try {
  const desks = {};
  for (const size of plan.sizes) desks[size] = await loadDesks(size);
  const gateways = await loadGateways(1_000);
  const about = { ...(await machine()), isQuick: flags.quick, plan, connections: CONNECTIONS };
  await writeFile(path.join(TOP, "target/bench/servers.json"), `${JSON.stringify({ about, desks, gateways }, null, 1)}\n`);
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}
