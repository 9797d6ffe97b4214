// Loads the servers beside what one would take in their place, and writes what came of it: `node servers.mjs [--quick]`. `cargo xtask bench
// --servers` installs what it needs and calls it.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

import { machine } from "./drive/machine.mjs";
import { Program, tokenFor } from "./drive/stack.mjs";
import { cursorOf } from "./servers/cursor.mjs";
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
/** Conversations that one person has, in a desk of any size: more than a page. */
const ROWS_EACH = 40;
/** How many customers call the gateway, one after the other. */
const CUSTOMERS = 40;
/** What is read of a desk; with a cursor and a person it becomes an address. */
const READS = {
  first: () => "",
  deep: ({ cursor }) => `?starting_after=${encodeURIComponent(cursor)}`,
  requester: ({ requester }) => `?requested_by_id=${requester}`,
};
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

/** The row in the middle of all conversations and the cursor that stands there, by walking there. */
async function middle(origin, size) {
  let page;
  for (let seen = 0; seen < size / 2; seen += 100) {
    const after = page ? `&starting_after=${encodeURIComponent(page.pages.next_cursor)}` : "";
    page = await ask(origin, `/v1/conversations?per_page=100${after}`);
  }
  return { row: page.data.at(-1), cursor: page.pages.next_cursor };
}

/** Loads each subject, round by round: what disturbs a round disturbs all of them. */
async function inRounds(what, subjects, load) {
  const found = subjects.map(() => []);
  const numbered = subjects.map((subject, index) => ({ subject, index }));
  for (let round = 0; round < plan.rounds; round++) {
    say(`${what}, round ${round + 1} of ${plan.rounds}`);
    for (const { subject, index } of rotated(numbered, round)) found[index].push(await load(subject));
  }
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

/** Seeds a database of that size and a copy of it. */
async function seed(size) {
  const [own, copy] = ["own", "copy"].map((name) => path.join(FOLDER, `${name}-${size}.sqlite`));
  const from = performance.now();
  const counts = ["--conversations", size, "--requesters", size / ROWS_EACH].map(String);
  await run(SERVER, ["desk", "seed", "--database", `sqlite://${own}`, ...counts]);
  await copyFile(own, copy);
  const { size: bytes } = await stat(own);
  say(`a desk of ${size}: ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return { size, own, copy };
}

/** A desk and its twin, and where in them is read. */
async function pair(size, desk, twin) {
  const { row, cursor } = await middle(desk.origin, size);
  const requester = row.requested_by_id;
  return [
    { name: "desk", size, ...desk, requester, cursor },
    { name: "express", size, ...twin, requester, cursor: cursorOf(row) },
  ];
}

/** Loads desks of all sizes and their twins: first all that is read, for who creates makes the table longer. */
async function loadDesks(subjects) {
  const found = Object.fromEntries(plan.sizes.map((size) => [size, { desk: {}, express: {} }]));
  const keep = (what, results) => subjects.forEach(({ name, size }, index) => (found[size][name][what] = results[index]));
  const { seconds } = plan;
  for (const [what, query] of Object.entries(READS)) {
    keep(what, await inRounds(what, subjects, (subject) => load(`${subject.origin}/v1/conversations${query(subject)}`, { seconds, token: apiKey })));
  }
  keep("create", await inRounds("create", subjects, ({ origin }) => load(`${origin}/v1/conversations`, { seconds, token: apiKey, script: CREATE })));
  keep("memory", await Promise.all(subjects.map(({ program }) => resident(program.pid))));
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

/** Loads the gateway and nginx before a desk, in the name of some of its people. */
async function loadGateways(desk, people) {
  const tokens = people.map(({ id, email }) => tokenFor({ sub: String(id), email, requester_id: id }, secret));
  const script = path.join(FOLDER, "turns.lua");
  await writeFile(script, inTurns(tokens));
  const subjects = [
    await gateway("gateway", desk, 0),
    await gateway("gateway, kept", desk, 15),
    await nginx("nginx", desk, false),
    await nginx("nginx, kept", desk, true),
  ];
  const listOf = ({ origin }) => `${origin}/support/v1/conversations?per_page=25`;
  try {
    for (const subject of subjects) await answers(listOf(subject), tokens[0]);
    const lists = await inRounds("gateways", subjects, (subject) => load(listOf(subject), { seconds: plan.seconds, script }));
    const memory = await Promise.all(subjects.map(({ program }) => resident(program.pid)));
    return Object.fromEntries(subjects.map(({ name }, index) => [name, { list: lists[index], memory: memory[index] }]));
  } finally {
    await Promise.all(subjects.map(({ program }) => program.end()));
  }
}

/** The first people of a desk: the gateway wants an address to go by; nginx goes by the number. */
async function customersOf(desk) {
  const { data } = await ask(desk, "/v1/contacts?per_page=100");
  return data.filter(({ email }) => email).slice(0, CUSTOMERS);
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await writeFile(keyFile, apiKey);
await writeFile(path.join(FOLDER, "secret"), secret);
try {
  const seeded = [];
  for (const size of plan.sizes) seeded.push(await seed(size));
  const programs = seeded.flatMap(({ own, copy }) => [deskOn(own), new Program("node", [TWIN, copy, apiKey])]);
  const { desks, gateways } = await among(programs, async (started) => {
    const largest = started.at(-2).origin;
    const people = await customersOf(largest);
    const pairs = await Promise.all(plan.sizes.map((size, index) => pair(size, started[2 * index], started[2 * index + 1])));
    return { desks: await loadDesks(pairs.flat()), gateways: await loadGateways(largest, people) };
  });
  const about = { ...(await machine()), isQuick: flags.quick, plan, connections: CONNECTIONS };
  await writeFile(path.join(TOP, "target/bench/servers.json"), `${JSON.stringify({ about, desks, gateways }, null, 1)}\n`);
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}
