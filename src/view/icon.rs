//! Small drawings. Each is decoration: the words beside it say the same.

use support_wire::Status;
use yew::prelude::*;

/// A status as a shape, so that it is not told by colour alone.
pub(super) fn status_icon(status: Option<&Status>) -> Html {
    let shape = match status {
        Some(Status::Open) => html! { <circle cx="8" cy="8" r="5" class="outline" /> },
        Some(Status::Pending) => html! {
            <>
                <circle cx="8" cy="8" r="5" class="outline" />
                <path d="M8 3a5 5 0 0 1 0 10z" class="fill" />
            </>
        },
        Some(Status::Resolved) => html! { <path d="M3.5 8.5l3 3 6-7" class="outline" /> },
        Some(Status::Closed) => {
            html! { <rect x="4" y="4" width="8" height="8" rx="1" class="fill" /> }
        }
        _ => html! { <circle cx="8" cy="8" r="3" class="fill" /> },
    };
    drawing("icon status-icon", shape)
}

/// A check mark.
pub(super) fn check_icon() -> Html {
    drawing(
        "icon check-icon",
        html! { <path d="M3 8.5l3.5 3.5L13 4.5" class="outline" /> },
    )
}

/// A warning sign.
pub(super) fn warning_icon() -> Html {
    let shape = html! {
        <>
            <circle cx="8" cy="8" r="6.25" class="outline" />
            <path d="M8 4.75v4" class="outline" />
            <circle cx="8" cy="11.25" r="0.9" class="fill" />
        </>
    };
    drawing("icon", shape)
}

/// A clock: something waits.
pub(super) fn waiting_icon() -> Html {
    let shape = html! {
        <>
            <circle cx="8" cy="8" r="6.25" class="outline" />
            <path d="M8 4.5V8l2.5 1.5" class="outline" />
        </>
    };
    drawing("icon", shape)
}

fn drawing(class: &'static str, shape: Html) -> Html {
    html! { <svg {class} viewBox="0 0 16 16" aria-hidden="true" focusable="false">{ shape }</svg> }
}
