// The gateway's API, as far as a twin speaks it.

export const PAGE_SIZE = 25;
const REPLIES = 25;
const DEADLINE_MS = 20_000;

/** What each order asks for. */
const ORDERS = {
  newest: ["created_at", "desc"],
  oldest: ["created_at", "asc"],
  updated: ["updated_at", "desc"],
  quiet: ["updated_at", "asc"],
};

/** An answer that is none of those hoped for. */
export class Refused extends Error {
  constructor(status) {
    super(`answered ${status}`);
    this.status = status;
  }
}

/**
 * @param {string} base Such as `/support/v1`.
 * @param {() => Promise<string>} getToken Is asked once, and again after a refusal.
 */
export function createApi(base, getToken) {
  let token;
  async function call(path, { headers, ...options } = {}, signal = undefined, mayRenew = true) {
    token ??= getToken();
    const response = await fetch(base + path, {
      ...options,
      headers: { Accept: "application/json", Authorization: `Bearer ${await token}`, ...headers },
      signal: AbortSignal.any([AbortSignal.timeout(DEADLINE_MS), ...(signal ? [signal] : [])]),
    });
    if (response.status === 401 && mayRenew) {
      token = undefined;
      return call(path, { headers, ...options }, signal, false);
    }
    if (!response.ok) throw new Refused(response.status);
    return response.json();
  }
  return {
    /** A page of conversations: `{ data, pages: { next_cursor }, total_count }`. */
    list({ statuses, priorities, order }, cursor, signal) {
      const [sortBy, sortOrder] = ORDERS[order];
      const query = new URLSearchParams({ per_page: String(PAGE_SIZE), sort_by: sortBy, sort_order: sortOrder });
      for (const status of statuses) query.append("status[]", status);
      for (const priority of priorities) query.append("priority[]", priority);
      if (cursor) query.set("starting_after", cursor);
      return call(`/conversations?${query}`, {}, signal);
    },
    /** A conversation and what was said in it, the first said first. */
    async conversation(id, signal) {
      const [{ data: row }, { data: replies }] = await Promise.all([
        call(`/conversations/${id}`, {}, signal),
        call(`/conversations/${id}/replies?per_page=${REPLIES}&sort_order=desc&type=REPLY`, {}, signal),
      ]);
      return { row, replies: replies.reverse() };
    },
    /** Makes a conversation, at most one for each key. */
    async create(request, key) {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
      return (await call("/conversations", { method: "POST", headers, body: JSON.stringify(request) })).data;
    },
  };
}
