import { useEffect, useRef, useState } from "framework";

import { now, paragraphsOf, voiceOf } from "../shared/model.js";
import { expectation, words } from "../shared/words.js";
import { BackIcon, Moment, Notice, StatusIcon } from "./small.jsx";

const AUTHORS = { own: words.you, support: words.support, unknown: words.somebody };

/** The open conversation. What the list knows of it is shown at once. */
export function Conversation({ api, id, known, onBack }) {
  const [state, setState] = useState({ row: known, replies: [], status: "loading" });
  const [tries, setTries] = useState(0);
  const title = useRef(null);
  useEffect(() => title.current.focus(), []);
  useEffect(() => {
    const asking = new AbortController();
    api.conversation(id, asking.signal).then(
      (found) => setState({ ...found, status: "there" }),
      () => asking.signal.aborted || setState((before) => ({ ...before, status: "failed" })),
    );
    return () => asking.abort();
  }, [api, id, tries]);
  const { row, replies, status } = state;
  const spoken = { loading: words.loadingConversation, there: words.messagesShown(replies.length + 1), failed: "" }[status];
  return (
    <div className="conversation" aria-busy={status === "loading"}>
      <button type="button" className="back" onClick={onBack}><BackIcon />{words.back}</button>
      <h2 id="conversation-title" part="heading" tabIndex={-1} dir="auto" ref={title}>{row ? row.subject || words.noSubject : words.conversationTitle}</h2>
      <p className="visually-hidden" role="status">{spoken}</p>
      <div className="conversation-body" role={status === "failed" ? "alert" : undefined}>
        {status === "failed" && (
          <Notice text={words.conversationFailed} action={words.tryAgain} onAction={() => setTries(tries + 1)} />
        )}
        {row && <Facts row={row} />}
        {row && <Messages row={row} replies={replies} isLoading={status === "loading"} />}
      </div>
    </div>
  );
}

function Facts({ row }) {
  const at = now();
  const expected = expectation(row, at);
  return (
    <div className="facts">
      <p className="row-facts">
        <span className="status" data-status={row.status}><StatusIcon status={row.status} /><bdi>{words.statuses[row.status] ?? row.status}</bdi></span>
        <span className="number">#{row.id}</span>
        {row.priority !== "Medium" && <span className="priority" data-priority={row.priority}><bdi>{words.priorityBeside(row.priority)}</bdi></span>}
        <Moment at={row.created_at} now={at} wording="made" />
        {row.last_updated_at > row.created_at && <Moment at={row.last_updated_at} now={at} wording="updated" />}
        {row.resolution_time && <Moment at={row.resolution_time} now={at} wording="resolved" />}
      </p>
      {expected && <p className="expectation">{expected}</p>}
    </div>
  );
}

function Messages({ row, replies, isLoading }) {
  return (
    <div className="messages">
      <ol aria-label={words.messages}>
        <li><Message voice="own" author={words.you} at={row.created_at} text={row.description_text} /></li>
        {replies.map((reply) => {
          const voice = voiceOf(reply);
          const author = (voice !== "own" && reply.author?.name?.trim()) || AUTHORS[voice];
          return <li key={reply.id}><Message voice={voice} author={author} at={reply.sent_at} text={reply.body_text} /></li>;
        })}
      </ol>
      <div className="messages-end">
        {replies.length === 0 && isLoading && (
          <div className="said skeleton" aria-hidden="true"><span className="bone narrow" /><span className="bone wide" /></div>
        )}
        {replies.length === 0 && !isLoading && <p className="no-replies">{words.noReplies}</p>}
      </div>
    </div>
  );
}

function Message({ voice, author, at, text }) {
  const paragraphs = paragraphsOf(text);
  return (
    <article className={`said ${voice}`} part={voice === "own" ? "message own" : "message"}>
      <p className="said-head"><bdi className="author">{author}</bdi><Moment at={at} now={now()} /></p>
      <div className="prose">
        <div className="prose-text">
          {paragraphs.map((paragraph, index) => <p key={index} dir="auto">{paragraph}</p>)}
          {paragraphs.length === 0 && <p className="no-text">{words.noText}</p>}
        </div>
      </div>
    </article>
  );
}
