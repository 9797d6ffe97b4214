//! What was said, the first said first.

use support_wire::CustomerReply;
use yew::prelude::*;

use super::message::{Body, Message, message};
use crate::{
    config::HeadingLevel,
    hooks::ConversationHandle,
    model::{
        conversations::Row,
        prose::is_of_human_size,
        thread::{Progress, Thread, Voice, voice},
    },
    text::Texts,
    view::notice::Notice,
};

/// The opening text, what is not shown between, and the replies. With `rich`, HTML is shown as such
/// where the browser can make it safe, its headings from that level on. `now` is in epoch seconds.
pub(super) fn messages(
    row: &Row,
    handle: &ConversationHandle,
    rich: Option<HeadingLevel>,
    texts: &Texts,
    now: i64,
) -> Html {
    let thread = &handle.state;
    let opening = Message {
        author: texts.you(),
        voice: Voice::Own,
        at: row.created_at,
        body: Body::Text(row.description_text.clone().into()),
    };
    html! {
        <div class="messages">
            <ol aria-label={texts.messages()}>
                <li key="opening">{ message(&opening, now) }</li>
                <li key="earlier" class="earlier" hidden={thread.earlier_cursor.is_none()}>
                    { earlier(handle, texts) }
                </li>
                for reply in thread.replies.iter() {
                    <li key={reply.id.as_str()}>{ message(&of_reply(reply, rich, texts), now) }</li>
                }
            </ol>
            <div class="messages-end">{ end(handle, thread, texts) }</div>
        </div>
    }
}

fn of_reply(reply: &CustomerReply, rich: Option<HeadingLevel>, texts: &Texts) -> Message {
    Message {
        author: author(reply, texts),
        voice: voice(reply),
        at: reply.sent_at,
        body: body(reply, rich),
    }
}

fn author(reply: &CustomerReply, texts: &Texts) -> AttrValue {
    let name = reply
        .author
        .as_ref()
        .and_then(|author| author.name.as_deref());
    match (voice(reply), name.map(str::trim)) {
        (Voice::Own, _) => texts.you(),
        (_, Some(name)) if !name.is_empty() => name.to_owned().into(),
        (Voice::Support, _) => texts.support(),
        (Voice::Unknown, _) => texts.somebody(),
    }
}

fn body(reply: &CustomerReply, rich: Option<HeadingLevel>) -> Body {
    let text = AttrValue::from(reply.body_text.clone());
    let has_html = !reply.body_html.is_empty() && is_of_human_size(&reply.body_html);
    match rich.filter(|_| has_html) {
        Some(level) => Body::Rich {
            html: reply.body_html.clone().into(),
            level,
            text,
        },
        None => Body::Text(text),
    }
}

/// Between the opening text and the replies: the way to what is not shown.
fn earlier(handle: &ConversationHandle, texts: &Texts) -> Html {
    let thread = &handle.state;
    let on_earlier = handle.on_earlier.clone();
    if let Progress::EarlierFailed(_) = thread.progress {
        return html! {
            <div role="alert">
                <Notice
                    text={texts.earlier_failed()}
                    action={texts.try_again()}
                    on_action={on_earlier}
                />
            </div>
        };
    }
    let is_loading = thread.progress == Progress::LoadingEarlier;
    let onclick = move |_| {
        if !is_loading {
            on_earlier.emit(());
        }
    };
    html! {
        <button
            type="button"
            class="button"
            part="button"
            aria-disabled={is_loading.then_some("true")}
            {onclick}
        >
            if is_loading {
                { texts.loading_messages() }
            } else {
                { texts.earlier(thread.hidden()) }
            }
        </button>
    }
}

fn end(handle: &ConversationHandle, thread: &Thread, texts: &Texts) -> Html {
    match &thread.progress {
        Progress::Failed(_) => html! {
            <div role="alert">
                <Notice
                    text={texts.messages_failed()}
                    action={texts.try_again()}
                    on_action={&handle.on_refresh}
                />
            </div>
        },
        Progress::Idle if thread.replies.is_empty() => {
            html! { <p class="no-replies">{ texts.no_replies() }</p> }
        }
        Progress::Loading if thread.replies.is_empty() => html! {
            <div class="said skeleton" aria-hidden="true">
                <span class="bone narrow" /><span class="bone wide" />
            </div>
        },
        _ => Html::default(),
    }
}
