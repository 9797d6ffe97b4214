//! When something is tried again.

use yew::prelude::*;

use super::moment::countdown;
use crate::{hooks::use_countdown, text};

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
    let now = use_countdown(props.until);
    html! {
        <p class="next-try">{ text::next_try(&countdown(now, props.until)) }</p>
    }
}
