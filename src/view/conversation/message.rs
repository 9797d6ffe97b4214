//! One message: who, when, and what.

use yew::prelude::*;

use super::{prose::Prose, rich_text::RichText};
use crate::{
    config::HeadingLevel,
    model::thread::Voice,
    view::moment::{Moment, Wording},
};

/// What a message says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    /// As text.
    Text(AttrValue),
    /// As HTML, and as text where the browser can't make that safe.
    Rich {
        /// Whatever somebody has sent.
        html: AttrValue,
        /// Of its headings.
        level: HeadingLevel,
        /// The same without its tags.
        text: AttrValue,
    },
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    /// Who wrote it.
    pub(super) author: AttrValue,
    /// Whose words these are.
    pub(super) voice: Voice,
    /// When it was sent, in epoch seconds.
    pub(super) at: i64,
    /// What it says.
    pub(super) body: Body,
}

/// Draws a message; `now` is in epoch seconds. The customer's own words and support's are told apart by
/// their author line and, softly, by their background.
pub(super) fn message(message: &Message, now: i64) -> Html {
    let voice = match message.voice {
        Voice::Own => "own",
        Voice::Support => "support",
        Voice::Unknown => "unknown",
    };
    let is_own = message.voice == Voice::Own;
    html! {
        <article
            class={classes!("said", voice)}
            part={if is_own { "message own" } else { "message" }}
        >
            <p class="said-head">
                <bdi class="author">{ &message.author }</bdi>
                <Moment at={message.at} {now} wording={Wording::Said} />
            </p>
            {
                match &message.body {
                    Body::Text(text) => html! { <Prose {text} /> },
                    Body::Rich { html, level, text } => html! { <RichText {html} level={*level} {text} /> },
                }
            }
        </article>
    }
}
