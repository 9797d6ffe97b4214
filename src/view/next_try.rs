//! When something is tried again.

use yew::prelude::*;

use crate::hooks::{use_countdown, use_texts};

/// Props of [`NextTry`].
#[derive(Properties, PartialEq)]
pub(super) struct NextTryProps {
    /// When, in epoch seconds.
    pub until: i64,
}

/// When something is tried again, counted down. Not to be put into a live region: nobody wants to hear
/// each second of it.
#[component]
pub(super) fn NextTry(props: &NextTryProps) -> Html {
    let texts = use_texts();
    let now = use_countdown(props.until);
    html! {
        <p class="next-try">{ texts.next_try(&texts.countdown(now, props.until)) }</p>
    }
}
