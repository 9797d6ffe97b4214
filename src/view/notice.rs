//! A sentence about what happened, with one thing to do next.

use yew::prelude::*;

use super::icon::{waiting_icon, warning_icon};

/// Props of [`Notice`].
#[derive(Properties, PartialEq)]
pub(super) struct NoticeProps {
    /// What happened, what is safe, what comes next.
    pub text: AttrValue,
    /// How it is meant.
    #[prop_or_default]
    pub tone: Tone,
    /// What the button says; without it there is no button.
    #[prop_or_default]
    pub action: Option<AttrValue>,
    /// The button was pressed.
    #[prop_or_default]
    pub on_action: Callback<()>,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// Something went wrong.
    #[default]
    Trouble,
    /// Something takes its time, and goes on by itself.
    Waiting,
}

/// A sentence about what went wrong. Put it into a live region that was there before it.
#[component]
pub(super) fn Notice(props: &NoticeProps) -> Html {
    let on_action = props.on_action.clone();
    let (class, icon) = match props.tone {
        Tone::Trouble => ("notice", warning_icon()),
        Tone::Waiting => ("notice is-waiting", waiting_icon()),
    };
    html! {
        <div {class} part="notice">
            { icon }
            <p>{ &props.text }</p>
            if let Some(action) = &props.action {
                <button type="button" class="button" part="button" onclick={move |_| on_action.emit(())}>
                    { action }
                </button>
            }
        </div>
    }
}
