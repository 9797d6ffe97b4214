import { For, Show, createSignal, onCleanup, onMount } from "solid-js";

import { now, paragraphsOf, voiceOf } from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { BackIcon, Moment, Notice, StatusIcon } from "./small.jsx";

const AUTHORS = { own: words.you, support: words.support, unknown: words.somebody };

/** The open conversation. What the list knows of it is shown at once. */
export function Conversation(props) {
  const [row, setRow] = createSignal(props.known);
  const [replies, setReplies] = createSignal([]);
  const [status, setStatus] = createSignal("loading");
  const asking = new AbortController();
  let title;
  async function load() {
    setStatus("loading");
    try {
      const found = await props.api.conversation(props.id, asking.signal);
      setRow(found.row);
      setReplies(found.replies);
      setStatus("there");
    } catch {
      if (!asking.signal.aborted) setStatus("failed");
    }
  }
  load();
  onMount(() => title.focus());
  onCleanup(() => asking.abort());
  const spoken = () => ({ loading: words.loadingConversation, there: words.messagesShown(replies().length + 1), failed: "" })[status()];
  return (
    <div class="conversation" aria-busy={status() === "loading" ? "true" : "false"}>
      <button type="button" class="back" onClick={() => props.onBack()}><BackIcon />{words.back}</button>
      <h2 id="conversation-title" part="heading" tabIndex={-1} dir="auto" ref={title}>{row() ? row().subject || words.noSubject : words.conversationTitle}</h2>
      <p class="visually-hidden" role="status">{spoken()}</p>
      <div class="conversation-body" role={status() === "failed" ? "alert" : undefined}>
        <Show when={status() === "failed"}><Notice text={words.conversationFailed} action={words.tryAgain} onAction={load} /></Show>
        <Show when={row()}>
          <Facts row={row()} />
          <Messages row={row()} replies={replies()} isLoading={status() === "loading"} />
        </Show>
      </div>
    </div>
  );
}

function Facts(props) {
  const at = now();
  return (
    <div class="facts">
      <p class="row-facts">
        <span class="status" data-status={props.row.status}><StatusIcon status={props.row.status} /><bdi>{words.statuses[props.row.status] ?? props.row.status}</bdi></span>
        <span class="number">#{props.row.id}</span>
        <Show when={props.row.priority !== "Medium"}>
          <span class="priority" data-priority={props.row.priority}><bdi>{words.priorityBeside(props.row.priority)}</bdi></span>
        </Show>
        <Moment at={props.row.created_at} now={at} wording="made" />
        <Show when={props.row.last_updated_at > props.row.created_at}><Moment at={props.row.last_updated_at} now={at} wording="updated" /></Show>
        <Show when={props.row.resolution_time}><Moment at={props.row.resolution_time} now={at} wording="resolved" /></Show>
      </p>
      <Show when={expectation(props.row, at)}>{(sentence) => <p class="expectation">{sentence()}</p>}</Show>
    </div>
  );
}

function Messages(props) {
  return (
    <div class="messages">
      <ol aria-label={words.messages}>
        <li><Message voice="own" author={words.you} at={props.row.created_at} text={props.row.description_text} /></li>
        <For each={props.replies}>
          {(reply) => {
            const voice = voiceOf(reply);
            const author = (voice !== "own" && reply.author?.name?.trim()) || AUTHORS[voice];
            return <li><Message voice={voice} author={author} at={reply.sent_at} text={reply.body_text} /></li>;
          }}
        </For>
      </ol>
      <div class="messages-end">
        <Show when={props.replies.length === 0}>
          <Show when={props.isLoading} fallback={<p class="no-replies">{words.noReplies}</p>}>
            <div class="said skeleton" aria-hidden="true"><span class="bone narrow" /><span class="bone wide" /></div>
          </Show>
        </Show>
      </div>
    </div>
  );
}

function Message(props) {
  return (
    <article class={`said ${props.voice}`} part={props.voice === "own" ? "message own" : "message"}>
      <p class="said-head"><bdi class="author">{props.author}</bdi><Moment at={props.at} now={now()} /></p>
      <div class="prose">
        <div class="prose-text">
          <For each={paragraphsOf(props.text)} fallback={<p class="no-text">{words.noText}</p>}>{(paragraph) => <p dir="auto">{paragraph}</p>}</For>
        </div>
      </div>
    </article>
  );
}
