//! Plain text as paragraphs, with links where it holds addresses. Whatever it holds, it becomes text
//! nodes, `p` and `a`, nothing else.

use yew::prelude::*;

use crate::{
    hooks::erased::use_state_eq,
    hooks::use_texts,
    model::{
        links::{Piece, pieces},
        prose::{excerpt, paragraphs},
    },
    text::Texts,
};

/// What a link of somebody else's gets: nothing of this page, and no credit by search engines.
pub(super) const LINK_REL: &str = "noopener noreferrer nofollow";
/// A link of somebody else's never takes the place of the page.
pub(super) const LINK_TARGET: &str = "_blank";

/// Props of [`Prose`].
#[derive(Properties, PartialEq)]
pub(super) struct ProseProps {
    /// What it says.
    pub text: AttrValue,
}

/// A text. Of a very long one the beginning is shown until the rest is asked for.
#[component]
pub(super) fn Prose(props: &ProseProps) -> Html {
    let texts = use_texts();
    let is_whole = use_state_eq(|| false);
    let whole = props.text.as_str();
    let shown = if *is_whole { whole } else { excerpt(whole) };
    let is_long = excerpt(whole).len() < whole.len();
    let is_cut = shown.len() < whole.len();
    let onclick = move |_| is_whole.set(true);
    html! {
        <div class="prose">
            <div class={classes!("prose-text", is_long.then_some("is-long"))}>{ paragraphs_of(shown, &texts) }</div>
            if is_cut {
                <button type="button" class="link" part="link" {onclick}>{ texts.show_whole() }</button>
            }
        </div>
    }
}

fn paragraphs_of(text: &str, texts: &Texts) -> Html {
    let paragraphs = paragraphs(text);
    if paragraphs.is_empty() {
        return html! { <p class="no-text">{ texts.no_text() }</p> };
    }
    html! {
        for paragraph in paragraphs {
            <p dir="auto">{ linked(paragraph) }</p>
        }
    }
}

fn linked(paragraph: &str) -> Html {
    html! {
        for piece in pieces(paragraph) {
            {
                match piece {
                    Piece::Text(words) => html! { { words } },
                    Piece::Link(address) => html! {
                        <a href={address.to_owned()} rel={LINK_REL} target={LINK_TARGET} dir="auto">
                            { address }
                        </a>
                    },
                }
            }
        }
    }
}
