//! One message: who, when, and what.

use yew::prelude::*;

use super::{prose::Prose, rich_text::RichText};
use crate::{
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
        /// The same without its tags.
        text: AttrValue,
    },
}

/// Props of [`Message`].
#[derive(Properties, PartialEq)]
pub(super) struct MessageProps {
    /// Who wrote it.
    pub author: AttrValue,
    /// Whose words these are.
    pub voice: Voice,
    /// When it was sent, in epoch seconds.
    pub at: i64,
    /// Now, in epoch seconds.
    pub now: i64,
    /// What it says.
    pub body: Body,
}

/// A message. The customer's own words and support's are told apart by their author line and, softly,
/// by their background.
#[component]
pub(super) fn Message(props: &MessageProps) -> Html {
    let MessageProps { at, now, .. } = props;
    let voice = match props.voice {
        Voice::Own => "own",
        Voice::Support => "support",
        Voice::Unknown => "unknown",
    };
    html! {
        <article class={classes!("message", voice)}>
            <p class="message-head">
                <bdi class="author">{ &props.author }</bdi>
                <Moment at={*at} now={*now} wording={Wording::Said} />
            </p>
            {
                match &props.body {
                    Body::Text(text) => html! { <Prose {text} /> },
                    Body::Rich { html, text } => html! { <RichText {html} {text} /> },
                }
            }
        </article>
    }
}
