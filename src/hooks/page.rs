//! What happens to the page around the widget: it goes away, comes back, loses the network.

use web_sys::VisibilityState;
use yew::prelude::*;

use super::erased::{use_effect_with, use_state_eq};
use super::listener::Listener;

/// Whether the customer can see the page.
pub(super) fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Whether the browser has a network, as far as it knows.
pub(super) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the browser has a network, as far as it knows, and from then on.
#[hook]
pub fn use_online() -> bool {
    let online = use_state_eq(is_online);
    let setter = online.setter();
    use_effect_with((), move |()| {
        let listeners = ["online", "offline"].map(|event| {
            let setter = setter.clone();
            Listener::on_window(event, move |_| setter.set(is_online()))
        });
        move || drop(listeners)
    });
    *online
}
