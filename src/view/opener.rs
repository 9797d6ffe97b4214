//! What leads to a conversation: a link, or a button where there is no address to link to.

use yew::prelude::*;

/// What leads to a conversation.
pub(super) struct Opener<'a> {
    /// Its class.
    pub(super) class: &'static str,
    /// The conversation's number.
    pub(super) id: i64,
    /// The conversation's own address, where it has one.
    pub(super) href: Option<AttrValue>,
    /// Whether it is in view already.
    pub(super) is_open: bool,
    /// The customer wants to read it.
    pub(super) on_open: &'a Callback<i64>,
    /// What is to be read on it.
    pub(super) words: AttrValue,
}

/// Draws it.
pub(super) fn opener(props: Opener<'_>) -> Html {
    let open = {
        let (id, on_open) = (props.id, props.on_open.clone());
        move || on_open.emit(id)
    };
    let class = props.class;
    let number = props.id.to_string();
    let aria_current = props.is_open.then_some("true");
    let Some(href) = props.href else {
        let onclick = move |_| open();
        return html! {
            <button
                type="button"
                {class}
                data-conversation={number}
                aria-current={aria_current}
                {onclick}
            >
                { props.words }
            </button>
        };
    };
    let onclick = move |event: MouseEvent| {
        // Another tab or window is the browser's to open.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            open();
        }
    };
    html! {
        <a {class} {href} data-conversation={number} aria-current={aria_current} {onclick}>
            { props.words }
        </a>
    }
}
