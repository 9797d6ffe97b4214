//! Whether what is typed is still being composed, as Japanese is.

use web_sys::Element;
use yew::prelude::*;

use super::erased::use_effect_with;
use super::listener::Listener;

/// Tells when composing begins and ends inside of the node. `is_there`: whether the node is drawn.
#[hook]
pub fn use_composing(node: &NodeRef, is_there: bool, on_compose: &Callback<bool>) {
    let node = node.clone();
    use_effect_with(
        (is_there, on_compose.clone()),
        move |(is_there, on_compose)| {
            let place = node.cast::<Element>().filter(|_| *is_there);
            let listeners = place.map(|place| {
                [("compositionstart", true), ("compositionend", false)].map(
                    |(kind, is_composing)| {
                        let on_compose = on_compose.clone();
                        Listener::new(place.clone().into(), kind, move |_| {
                            on_compose.emit(is_composing);
                        })
                    },
                )
            });
            move || drop(listeners)
        },
    );
}
