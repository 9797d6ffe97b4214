// From the tag to what can be used: bytes and requests, times, the longest task, what moved.

import { open, traced } from "./browser.mjs";
import { pageOf } from "./subjects.mjs";
import { tasksBetween } from "./trace.mjs";

const ROWS = 25;

/** Under what a load is timed. */
export const CONDITIONS = [
  { name: "1× CPU", cpu: 1, isSlowNetwork: false },
  { name: "4× CPU", cpu: 4, isSlowNetwork: false },
  { name: "slow 4G", cpu: 1, isSlowNetwork: true },
];

/** Serves a subject's page for the person with that many conversations. */
export function publish({ site, stack }, subject, size = ROWS, isLazy = false) {
  const name = `${subject.name}-${size}${isLazy ? "-lazy" : ""}`;
  return site.page(name, pageOf(subject, { token: stack.token(size), isLazy }));
}

/** Loads a page and waits for form and rows; times are milliseconds from the tag until it is drawn. */
async function load(page, url, subject) {
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.bench);
  return page.evaluate(
    async ({ form, hasList }) => {
      const [formAt, rowsAt] = await Promise.all([bench.since(form), hasList ? bench.rows() : null]);
      await bench.painted();
      return { form: formAt, rows: rowsAt, shift: bench.shift() };
    },
    { form: subject.form, hasList: subject.hasList },
  );
}

function complainOf(subject, troubles) {
  if (troubles.length) throw new Error(`${subject.title}: ${troubles.join("; ")}`);
}

/** Cold, then warm: a second visit, with everything in the browser's cache. */
export async function timeLoads(bench, subject, { cpu, isSlowNetwork }) {
  const { context, page, troubles } = await open(bench.browser, { cpu, isSlowNetwork });
  try {
    const url = publish(bench, subject);
    const cold = await load(page, url, subject);
    const warm = await load(page, url, subject);
    complainOf(subject, troubles);
    return { cold, warm };
  } finally {
    await context.close();
  }
}

/** Milliseconds from the tag to the first rows, warm, for a person with that many conversations. */
export async function timeFirstRows(bench, subject, size) {
  const { context, page } = await open(bench.browser);
  try {
    await load(page, publish(bench, subject), subject);
    return (await load(page, publish(bench, subject, size), subject)).rows;
  } finally {
    await context.close();
  }
}

/** The longest task of the main thread from an empty page to the first rows, in milliseconds, without a cache. */
export async function longestTask(bench, subject, cpu) {
  const { context, page } = await open(bench.browser, { cpu });
  try {
    await page.goto(bench.site.page("blank", pageOf()));
    const events = await traced(bench.browser, page, () => load(page, publish(bench, subject), subject));
    return Math.max(...tasksBetween(events, "bench:begin"));
  } finally {
    await context.close();
  }
}

/**
 * How long the main thread is at work, in milliseconds, until a page is at rest in which a subject is that nobody wants yet; or, without
 * one, in which there is nothing.
 */
export async function workBeforeUse(bench, subject) {
  const { context, page } = await open(bench.browser);
  try {
    await page.goto(bench.site.page("blank", pageOf()));
    const url = subject ? publish(bench, subject, ROWS, true) : bench.site.page("rest", pageOf());
    const events = await traced(bench.browser, page, () => page.goto(url, { waitUntil: "networkidle" }));
    return sum(tasksBetween(events, "bench:begin"));
  } finally {
    await context.close();
  }
}

/** What is asked for before a subject is wanted, and until it shows form and rows. */
export async function weigh(bench, subject) {
  const before = await weighing(bench, (page) => page.goto(publish(bench, subject, ROWS, true), { waitUntil: "networkidle" }));
  const requests = await weighing(bench, (page) => load(page, publish(bench, subject), subject));
  const files = requests.filter(({ kind }) => kind === "file");
  const data = requests.filter(({ kind }) => kind === "data");
  return { before: total(before), files: total(files), data: total(data), each: files };
}

const total = (requests) => ({ requests: requests.length, raw: sum(requests.map(({ raw }) => raw)), brotli: sum(requests.map(({ brotli }) => brotli)) });
const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

async function weighing({ browser, site }, work) {
  const { context, page } = await open(browser);
  try {
    site.forget();
    await work(page);
    return await site.asked();
  } finally {
    await context.close();
  }
}
