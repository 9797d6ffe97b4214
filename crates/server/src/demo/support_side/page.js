// The support side of the demo: reads the desk, answers, sets a status. What customers wrote is put in as text, never as HTML.

const BASE = "/support-side/conversations";

const inbox = document.getElementById("inbox");
const ticket = document.getElementById("ticket");
const title = document.getElementById("ticket-title");
const facts = document.getElementById("ticket-facts");
const messages = document.getElementById("messages");
const text = document.getElementById("text");
const status = document.getElementById("status");
const outcome = document.getElementById("outcome");

/** The conversation in view. */
let current;

/** Calls the desk; an answer that says no is an error with the desk's own words. */
async function call(path, method = "GET", body = undefined) {
  const headers = { Accept: "application/json", "X-Support-Side": "1" };
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(BASE + path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error?.message ?? `The desk answered ${response.status}.`);
  return answer;
}

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const when = (seconds) => time.format(new Date(seconds * 1000));

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function showInbox() {
  const { data } = await call("?per_page=50&sort_by=updated_at");
  inbox.replaceChildren(
    ...data.map((row) => {
      const open = element("button", { type: "button", className: "row" });
      open.append(
        element("span", { className: "subject", dir: "auto", textContent: row.subject || "(no subject)" }),
        element("span", { className: "about", textContent: `#${row.id} · ${row.status} · ${row.requested_by_email ?? row.requested_by_phone ?? ""}` }),
      );
      if (row.id === current) open.setAttribute("aria-current", "true");
      open.addEventListener("click", () => act(() => showTicket(row.id, { moveFocus: true })));
      return element("li", {}, open);
    }),
  );
}

async function showTicket(id, { moveFocus = false } = {}) {
  const [{ data: row }, { data: replies }] = await Promise.all([call(`/${id}`), call(`/${id}/replies?per_page=50&sort_order=asc`)]);
  current = id;
  title.textContent = row.subject || "(no subject)";
  facts.textContent = `#${row.id} · ${row.status} · ${row.priority} · ${row.requested_by_email ?? row.requested_by_phone ?? ""} · ${when(row.created_at)}`;
  status.value = row.status;
  messages.replaceChildren(
    message("Customer", row.created_at, row.description_text, ""),
    ...replies.map((reply) => {
      const isNote = reply.type !== "REPLY";
      const author = reply.author?.name ?? "Nobody in particular";
      return message(isNote ? `${author} · note, staff only` : author, reply.sent_at, reply.body_text, isNote ? "note" : "");
    }),
  );
  ticket.hidden = false;
  await showInbox();
  if (moveFocus) title.focus();
}

function message(author, at, words, className) {
  const head = element("p", { className: "message-head" }, element("strong", { textContent: author }), ` ${when(at)}`);
  return element("li", { className }, head, element("p", { className: "words", dir: "auto", textContent: words }));
}

/** The desk reads HTML: nothing typed here may become markup. */
function htmlOf(words) {
  const escaped = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<p>${escaped.replaceAll("\n", "<br>")}</p>`;
}

/** Does something and says how it went. */
async function act(work, done = "") {
  try {
    await work();
    outcome.textContent = done;
  } catch (error) {
    outcome.textContent = error.message;
    ticket.hidden = false;
  }
}

document.getElementById("refresh").addEventListener("click", () => act(() => (current ? showTicket(current) : showInbox())));

document.getElementById("answer").addEventListener("submit", (event) => {
  event.preventDefault();
  const type = event.submitter?.value ?? "REPLY";
  act(
    async () => {
      await call(`/${current}/reply`, "POST", { reply_text: htmlOf(text.value), type });
      text.value = "";
      await showTicket(current);
    },
    type === "REPLY" ? "Sent. The customer sees it when their page looks again." : "Noted. The customer never sees it.",
  );
});

document.getElementById("status-form").addEventListener("submit", (event) => {
  event.preventDefault();
  act(async () => {
    await call(`/${current}`, "PATCH", { status: status.value });
    await showTicket(current);
  }, `The status is ${status.value}.`);
});

act(showInbox);
