//! A moment as "3 hours ago", with the exact time at hand.

use yew::prelude::*;

use crate::{hooks::use_texts, text::speech::date};

/// Props of [`Moment`].
#[derive(Properties, PartialEq)]
pub(super) struct MomentProps {
    /// The moment, in epoch seconds.
    pub at: i64,
    /// Now, in epoch seconds.
    pub now: i64,
    /// Puts the relative time into words.
    pub wording: Wording,
}

/// What a moment is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// When something was made.
    Made,
    /// When something last changed.
    Updated,
    /// When something was said.
    Said,
    /// When something was resolved.
    Resolved,
}

/// A moment as "3 hours ago"; the exact time is its tooltip and is read out with it.
#[component]
pub(super) fn Moment(props: &MomentProps) -> Html {
    let texts = use_texts();
    let exact = AttrValue::from(texts.exact_time(props.at));
    let relative = texts.relative_time(props.now, props.at);
    let words = match props.wording {
        Wording::Made => texts.made(&relative),
        Wording::Updated => texts.updated(&relative),
        Wording::Said => relative.into(),
        Wording::Resolved => texts.resolved(&relative),
    };
    html! {
        <time class="moment" datetime={iso_time(props.at)} title={exact.clone()}>
            { words }
            <span class="visually-hidden">{ ", " }{ exact }</span>
        </time>
    }
}

fn iso_time(at: i64) -> Option<String> {
    let date = date(at);
    // A time outside of the calendar has no such form, and asking for it would throw.
    (!date.get_time().is_nan()).then(|| String::from(date.to_iso_string()))
}
