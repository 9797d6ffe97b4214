// What a twin says: the widget's own English, as far as a twin says it. Numbers and times are the platform's affair; a formatter
// costs a thousand times what formatting costs, so each is made once.

const LOCALE = "en";
const numbers = new Intl.NumberFormat(LOCALE);
const moments = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const times = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const distances = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

/** Seconds in each unit, the longest first. */
const UNITS = [["year", 365 * 86_400], ["month", 30 * 86_400], ["day", 86_400], ["hour", 3_600], ["minute", 60]];

export const number = (value) => numbers.format(value);
const plural = (count, one, other) => `${number(count)} ${count === 1 ? one : other}`;

/** A moment in epoch seconds, with day and time. */
export const exact = (at) => moments.format(at * 1000);

/** A moment as a promise names it: by the time alone where it is today. */
function promised(now, at) {
  const isToday = new Date(now * 1000).toDateString() === new Date(at * 1000).toDateString();
  return isToday ? times.format(at * 1000) : exact(at);
}

/** How far away a moment is, such as "3 hours ago". */
export function relative(now, at) {
  const [unit, seconds] = UNITS.find(([, seconds]) => Math.abs(at - now) >= seconds) ?? ["second", Infinity];
  return distances.format(Math.trunc((at - now) / seconds), unit);
}

export const words = {
  formTitle: "New request",
  listTitle: "My conversations",
  views: "Support",
  labels: { subject: "Subject", description: "Description", priority: "Priority" },
  hints: { description: "What happened, and what did you expect?" },
  send: "Send",
  sending: "Sending…",
  sendAgain: "Send again",
  errorsTitle: "Please check these fields",
  faults: {
    subject: { missing: "Enter a subject, in a few words.", "too-long": "This is longer than we can take. Shorten it." },
    description: { missing: "Describe what you need help with.", "too-long": "This is longer than we can take. Shorten it." },
  },
  sendFailed: "We could not send it just now. Your text is kept; send it again in a minute.",
  sentTitle: "We have your request",
  receipt: (id) => `It is number ${id}.`,
  whatComesNext: "Somebody reads it and answers you. You can follow it in My conversations.",
  openIt: "Open it",
  seeInList: "See it in My conversations",
  sendAnother: "Send another",
  filter: "Filter by status",
  filterPriority: "Filter by priority",
  statuses: { Open: "Open", Pending: "Waiting", Resolved: "Resolved", Closed: "Closed" },
  statusOfRow: (status) => (status === "Pending" ? "Waiting: see the last message" : (words.statuses[status] ?? status)),
  priorities: { Urgent: "Urgent", High: "High", Medium: "Medium", Low: "Low" },
  priorityBeside: (priority) => `${words.priorities[priority] ?? priority} priority`,
  count: (rows, isWhole) => (isWhole ? number(rows) : `${number(rows)}+`),
  sort: "Sort by",
  orders: {
    newest: "Newest first",
    oldest: "Oldest first",
    updated: "Recently updated",
    quiet: "Longest without update",
  },
  search: (loaded, isWhole) => (isWhole ? "Find" : `Find in these ${number(loaded)}`),
  shown: ({ found, loaded, total, hasWords }) => {
    if (!hasWords) return `${number(loaded)} of ${number(total)}`;
    const part = `${number(found)} of ${number(loaded)}`;
    return loaded === total ? part : `${part} shown, ${number(total)} in all`;
  },
  spoken: ({ found, loaded, total, hasWords }) =>
    hasWords
      ? `${number(found)} found among ${plural(loaded, "conversation", "conversations")} shown, ${number(total)} in all`
      : `${number(loaded)} of ${plural(total, "conversation", "conversations")} shown`,
  clear: "Clear",
  made: (when) => `Sent ${when}`,
  updated: (when) => `Updated ${when}`,
  resolved: (when) => `Resolved ${when}`,
  noSubject: "(no subject)",
  showMore: "Show more",
  showBefore: "Show those before",
  loading: "Loading your conversations…",
  closed: (count, isWhole) => `${number(count)} closed${isWhole ? "" : " so far"}`,
  empty: "You have no conversations yet.",
  nothingMatches: "No conversation matches these filters.",
  nothingFound: "No conversation holds these words.",
  listFailed: "The help desk had a problem. Nothing is lost; try again in a minute.",
  conversationFailed: "We could not load this conversation. Nothing is lost; try again in a minute.",
  tryAgain: "Try again",
  back: "Back to My conversations",
  loadingConversation: "Loading the conversation…",
  conversationTitle: "Conversation",
  messages: "Messages",
  messagesShown: (count) => `${plural(count, "message", "messages")}`,
  you: "You",
  support: "Support",
  somebody: "Message",
  noText: "(no text)",
  noReplies: "No answer yet.",
};

/** What the customer may expect of an open conversation that nobody has answered yet. */
export function expectation(row, now) {
  const by = row.first_response_due;
  if (row.status !== "Open" || row.first_response_time || !by) return null;
  return now <= by ? `We aim to answer by ${promised(now, by)}` : "Our answer is late; you are still in line";
}
