import { now, paragraphsOf, voiceOf } from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { backIcon, make, place, say, set } from "./make.js";
import { factsOf, moment, notice } from "./small.js";

const AUTHORS = { own: words.you, support: words.support, unknown: words.somebody };

/** The open conversation. What the list knows of it is shown at once. */
export function conversationPane(api, id, known, onBack) {
  const asking = new AbortController();
  const title = make("h2", { id: "conversation-title", part: "heading", tabindex: -1, dir: "auto" });
  const spoken = make("p", { class: "visually-hidden", role: "status" });
  const body = make("div", { class: "conversation-body" });
  const element = make("div", { class: "conversation" },
    make("button", { type: "button", class: "back", onclick: onBack }, backIcon(), words.back), title, spoken, body);

  function draw(row, replies, status) {
    set(element, "aria-busy", String(status === "loading"));
    say(title, row ? row.subject || words.noSubject : words.conversationTitle);
    say(spoken, { loading: words.loadingConversation, there: words.messagesShown(replies.length + 1), failed: "" }[status]);
    set(body, "role", status === "failed" && "alert");
    const failure = status === "failed" ? [notice(words.conversationFailed, words.tryAgain, load)] : [];
    place(body, row ? [...failure, facts(row), messages(row, replies, status === "loading")] : failure);
  }
  async function load() {
    draw(known, [], "loading");
    try {
      const { row, replies } = await api.conversation(id, asking.signal);
      draw(row, replies, "there");
    } catch {
      if (!asking.signal.aborted) draw(known, [], "failed");
    }
  }
  load();
  return { element, focus: () => title.focus(), end: () => asking.abort() };
}

function facts(row) {
  const at = now();
  const expected = expectation(row, at);
  return make("div", { class: "facts" },
    make("p", { class: "row-facts" }, factsOf(row, words.statuses[row.status] ?? row.status),
      moment(row.created_at, at, "made"),
      row.last_updated_at > row.created_at && moment(row.last_updated_at, at, "updated"),
      row.resolution_time && moment(row.resolution_time, at, "resolved")),
    expected && make("p", { class: "expectation" }, expected));
}

function messages(row, replies, isLoading) {
  const said = replies.map((reply) => {
    const voice = voiceOf(reply);
    return message(voice, (voice !== "own" && reply.author?.name?.trim()) || AUTHORS[voice], reply.sent_at, reply.body_text);
  });
  const bones = make("div", { class: "said skeleton", "aria-hidden": "true" }, make("span", { class: "bone narrow" }), make("span", { class: "bone wide" }));
  return make("div", { class: "messages" },
    make("ol", { "aria-label": words.messages }, message("own", words.you, row.created_at, row.description_text), said),
    make("div", { class: "messages-end" }, !replies.length && (isLoading ? bones : make("p", { class: "no-replies" }, words.noReplies))));
}

function message(voice, author, at, text) {
  const paragraphs = paragraphsOf(text).map((paragraph) => make("p", { dir: "auto" }, paragraph));
  const prose = paragraphs.length ? paragraphs : make("p", { class: "no-text" }, words.noText);
  return make("li", {},
    make("article", { class: `said ${voice}`, part: voice === "own" ? "message own" : "message" },
      make("p", { class: "said-head" }, make("bdi", { class: "author" }, author), moment(at, now())),
      make("div", { class: "prose" }, make("div", { class: "prose-text" }, prose))));
}
