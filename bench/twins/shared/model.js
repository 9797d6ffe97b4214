// What a twin decides, whatever it is drawn with. Pure.

import { PAGE_SIZE } from "./api.js";

/** Rows drawn at most, as in the widget: a list of any length costs no more than one of this. */
const MOST_DRAWN = 100;
/** With fewer rows than this a search would only be in the way. */
const MANY = 8;
const LONGEST = { subject: 255, description: 200 * 1024 };

export const FIELDS = ["subject", "description"];
export const STATUSES = ["Open", "Pending", "Resolved", "Closed"];
export const PRIORITIES = ["Urgent", "High", "Medium", "Low"];
export const ORDERS = ["newest", "oldest", "updated", "quiet"];

export const EMPTY_DRAFT = { subject: "", description: "", priority: "Medium" };
export const NO_FILTER = { statuses: [], priorities: [], order: "newest", words: "" };
export const FIRST_WINDOW = { first: 0, end: PAGE_SIZE };

/** What is wrong with a draft, by field. */
export function faultsOf(draft) {
  const faults = {};
  for (const field of FIELDS) {
    const text = draft[field].trim();
    if (!text) faults[field] = "missing";
    else if (text.length > LONGEST[field]) faults[field] = "too-long";
  }
  return faults;
}

export const requestOf = ({ subject, description, priority }) => ({ subject: subject.trim(), description: description.trim(), priority });

/** The same with or without one of them. */
export const toggled = (set, one) => (set.includes(one) ? set.filter((each) => each !== one) : [...set, one]);

export const isNarrowed = ({ statuses, priorities, words }) => statuses.length + priorities.length > 0 || words !== "";

/** Whether two filters ask the API for the same: words are looked for among what is there. */
export const asksAlike = (one, other) =>
  one.order === other.order && String(one.statuses) === String(other.statuses) && String(one.priorities) === String(other.priorities);

/** How many rows there are of each status and of each priority. */
export function countsOf(rows) {
  const counts = {};
  for (const { status, priority } of rows) {
    counts[status] = (counts[status] ?? 0) + 1;
    counts[priority] = (counts[priority] ?? 0) + 1;
  }
  return counts;
}

export const hasSearch = (rows, { words }) => rows.length >= MANY || words !== "";

/** Which rows stand where: those that hold the words looked for, closed ones folded away at the end. */
export function layoutOf(rows, { words, statuses }, showsClosed) {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (row) => {
    const text = `${row.subject} #${row.id} ${row.description_text}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const found = wanted.length ? rows.filter(holds) : rows;
  const others = found.filter((row) => row.status !== "Closed");
  const closed = found.length - others.length;
  if (wanted.length || statuses.length || !closed || !others.length) {
    return { rows: found, beforeClosed: found.length, closed: 0, found: found.length };
  }
  const folded = showsClosed ? found.filter((row) => row.status === "Closed") : [];
  return { rows: [...others, ...folded], beforeClosed: others.length, closed, found: found.length };
}

/** The rows of a window: those before the closed ones, then the closed ones. */
export function drawn({ rows, beforeClosed }, { first, end }) {
  return [rows.slice(first, Math.min(end, beforeClosed)), rows.slice(Math.max(first, beforeClosed), end)];
}

/** A window further on. Where it would become too big, as many rows leave at its beginning. */
export const further = ({ first, end }, rows = PAGE_SIZE) => ({ first: Math.max(first, end + rows - MOST_DRAWN), end: end + rows });

/** A window a step back. */
export function back({ first, end }) {
  const before = Math.max(0, first - PAGE_SIZE);
  return { first: before, end: Math.min(end, before + MOST_DRAWN) };
}

/** The time that a row shows: the one that the list is ordered by. */
export const shownTime = (row, order) => (order === "updated" || order === "quiet" ? ["updated", row.last_updated_at] : ["made", row.created_at]);

/** Whose words a message is. */
export function voiceOf({ author }) {
  if (["customer", "contact", "requester"].includes(author?.type)) return "own";
  return ["agent", "member"].includes(author?.type) ? "support" : "unknown";
}

export const paragraphsOf = (text) => text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const now = () => Math.floor(Date.now() / 1000);
