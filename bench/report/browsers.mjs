// What the browsers measured, as Markdown and charts. Pure.

import { summary } from "../stats.mjs";
import { bars, lines } from "./chart.mjs";
import { kilobytes, middle, table, times } from "./tables.mjs";

const OWN = "ours";
const ACTIONS = { append: "Show more", find: "search", open: "open", sort: "sort", filter: "filter" };

/** The subjects' names, and their titles for people. */
const entries = ({ about }) => Object.entries(about.titles);
const withList = (results) => entries(results).filter(([name]) => name in results.memory);

/** The middle of each round's middle one. */
const ofRounds = (rounds, pick) => rounds.map(pick).map((values) => (Array.isArray(values) ? summary(values).median : values));

export function bytes(results) {
  const rows = entries(results).map(([name, title]) => {
    const { before, files, data } = results.bytes[name];
    return [title, before.requests, kilobytes(before.brotli), files.requests, kilobytes(files.raw), kilobytes(files.brotli), data.requests];
  });
  return table(["", "requests before use", "KB before use", "files at first use", "raw KB", "brotli KB", "requests for data"], rows);
}

/** Milliseconds from the tag to form and first rows under each condition. */
export function loads(results) {
  return Object.entries(results.loads)
    .map(([condition, found]) => {
      const rows = entries(results).map(([name, title]) => {
        const part = (visit, what) => found[name].map((round) => round[visit][what]);
        const cells = ["cold", "warm"].flatMap((visit) =>
          ["form", "rows"].map((what) => (part(visit, what)[0] === null ? "–" : middle(part(visit, what)))),
        );
        const own = found[OWN].map(({ cold }) => cold.form);
        return [title, ...cells, name === OWN ? "1" : times(own, part("cold", "form"))];
      });
      return `**${condition}**\n\n${table(["ms", "form, cold", "rows, cold", "form, warm", "rows, warm", "ours : this, form cold"], rows)}`;
    })
    .join("\n\n");
}

export function calm(results) {
  const rows = entries(results).map(([name, title]) => {
    const shifts = results.loads["1× CPU"][name].map(({ cold }) => cold.shift);
    const before = results.rest[name].map((work, round) => Math.max(0, work - results.rest.none[round]));
    return [title, middle(before), ...[1, 4].map((cpu) => middle(results.tasks[cpu][name])), summary(shifts).median.toFixed(3)];
  });
  return table(["", "before use, all, ms", "longest task, ms", "the same at 4× CPU", "layout shift"], rows);
}

/** Each action at each size, and by how much the largest is slower than the smallest. */
export function actions(results) {
  const { sizes } = results.about.plan;
  return withList(results)
    .map(([name, title]) => {
      const rows = Object.entries(ACTIONS).map(([action, label]) => {
        const at = sizes.map((size) => ofRounds(results.actions[size][name], (round) => round.times[action]).filter(Number.isFinite));
        const known = at.filter((values) => values.length);
        const medians = known.map((values) => summary(values).median);
        const growth = medians.length > 1 ? (medians.at(-1) / medians.at(0)).toFixed(2) : "–";
        return [label, ...at.map((values) => (values.length ? middle(values) : "–")), growth];
      });
      return `**${title}**\n\n${table(["ms", ...sizes.map((size) => size.toLocaleString("en")), "last : first"], rows)}`;
    })
    .join("\n\n");
}

export function keys(results) {
  const { sizes } = results.about.plan;
  const rows = withList(results).map(([name, title]) => {
    const at = (what) => sizes.map((size) => middle(results.actions[size][name].map(({ key }) => key[what])));
    return [title, ...at("handlers"), middle(results.actions[sizes.at(-1)][name].map(({ key }) => key.task))];
  });
  return table(["ms at 4× CPU", ...sizes.map((size) => `handlers, ${size.toLocaleString("en")}`), "longest task, most"], rows);
}

export function memory(results) {
  const { sizes, mounts } = results.about.plan;
  const rows = withList(results).map(([name, title]) => {
    const of = (what) => middle(results.memory[name].map((round) => round[what] / 1_000_000));
    const loaded = sizes.slice(1).map((size) => middle(results.actions[size][name].map((round) => round.memory / 1_000_000)));
    return [title, of("ready"), of("after"), ...loaded];
  });
  const whole = sizes.slice(1).map((size) => `whole page, ${size.toLocaleString("en")} loaded`);
  return table(["MB", "ready", `after ${mounts} mounts`, ...whole], rows);
}

/** What is done to the document, and how often WebAssembly calls out, for each step. */
export function counts(results) {
  const steps = { start: "start", key: "a key", ...ACTIONS, back: "back" };
  const rows = withList(results).map(([name, title]) => {
    const cells = Object.keys(steps).map((step) => {
      const { made, placed, written, calls } = results.counts[name][step] ?? {};
      if (made === undefined) return "–";
      const done = [made, placed, written].join(" / ");
      return calls ? `${done}; ${calls.toLocaleString("en")} calls` : done;
    });
    return [title, ...cells];
  });
  const heads = Object.values(steps);
  const known = heads.map((_, index) => rows.some((row) => row[index + 1] !== "–"));
  const kept = (cells) => cells.filter((_, index) => index === 0 || known[index - 1]);
  return table(kept(["made / placed / written", ...heads]), rows.map(kept));
}

export function firstRows(results) {
  const rows = withList(results).map(([name, title]) => {
    const at = results.about.plan.sizes.map((size) => results.firstRows[size][name]);
    return [title, ...at.map(middle), times(at.at(-1), at.at(0))];
  });
  return table(["ms, warm", ...results.about.plan.sizes.map((size) => size.toLocaleString("en")), "last : first"], rows);
}

/** The charts, by the names of their files. */
export function charts(results) {
  const bar = (name, label, values) => {
    const { median, low, high } = summary(values);
    return { label, isOwn: name === OWN, value: median, low, high };
  };
  const all = entries(results);
  const rows = (condition, visit) => ({
    label: `${condition}, ${visit}`,
    bars: withList(results).map(([name, title]) => bar(name, title, results.loads[condition][name].map((round) => round[visit].rows))),
  });
  const { sizes } = results.about.plan;
  return {
    "bench-bytes": bars({
      title: "What a browser loads until form and list are shown, by brotli; the twins do less",
      unit: "KB",
      groups: [{ label: "", bars: all.map(([name, title]) => bar(name, title, [results.bytes[name].files.brotli / 1000])) }],
    }),
    "bench-rows": bars({
      title: "From the tag to the first rows",
      unit: "ms",
      groups: [rows("1× CPU", "warm"), rows("1× CPU", "cold"), rows("4× CPU", "cold"), rows("slow 4G", "cold")],
    }),
    "bench-scale": lines({
      title: "support-widget: what is done, by how many conversations are loaded",
      unit: "ms",
      sizes: sizes.map((size) => size.toLocaleString("en")),
      lines: Object.entries(ACTIONS)
        .map(([action, label]) => ({ label, values: sizes.map((size) => summary(results.actions[size][OWN].flatMap((round) => round.times[action])).median) }))
        .filter(({ values }) => values.some(Number.isFinite)),
    }),
    "bench-memory": bars({
      title: "What a page holds because of it",
      unit: "MB",
      groups: [
        ["ready", "ready"],
        ["after", `after ${results.about.plan.mounts} mounts`],
      ].map(([what, label]) => ({
        label,
        bars: withList(results).map(([name, title]) => bar(name, title, results.memory[name].map((round) => round[what] / 1_000_000))),
      })),
    }),
  };
}
