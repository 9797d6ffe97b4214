//! A sentence about what happened, with one thing to do next.

use yew::prelude::*;

use super::icon::warning_icon;

/// Props of [`Notice`].
#[derive(Properties, PartialEq)]
pub(super) struct NoticeProps {
    /// What happened, what is safe, what comes next.
    pub text: AttrValue,
    /// What the button says; without it there is no button.
    #[prop_or_default]
    pub action: Option<AttrValue>,
    /// The button was pressed.
    #[prop_or_default]
    pub on_action: Callback<()>,
}

/// A sentence about what went wrong. Put it into a live region that was there before it.
#[component]
pub(super) fn Notice(props: &NoticeProps) -> Html {
    let on_action = props.on_action.clone();
    html! {
        <div class="notice">
            { warning_icon() }
            <p>{ &props.text }</p>
            if let Some(action) = &props.action {
                <button type="button" class="button" onclick={move |_| on_action.emit(())}>
                    { action }
                </button>
            }
        </div>
    }
}
