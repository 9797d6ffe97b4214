//! What the customer can do next.

use yew::prelude::*;

use crate::{
    model::{
        conversations::Row,
        draft::Draft,
        follow_up::{FollowUp, FormFor},
    },
    text,
};

/// Props of [`NextStep`].
#[derive(Properties, PartialEq)]
pub(super) struct NextStepProps {
    /// The conversation.
    pub row: Row,
    /// What the form holds.
    pub draft: Draft,
    /// The customer wants to add something.
    pub on_follow_up: Callback<FollowUp>,
    /// The customer wants to see what the form holds.
    pub on_show_form: Callback<()>,
}

/// What a follow-up does, and the button for it. A form that holds something else keeps it.
#[component]
pub(super) fn NextStep(props: &NextStepProps) -> Html {
    let follow_up = FollowUp::to(&props.row);
    let (hint, label, onclick) = match follow_up.form_for(&props.draft) {
        FormFor::Empty => (
            text::follow_up_hint(props.row.status.as_ref()),
            text::WRITE_FOLLOW_UP,
            props.on_follow_up.reform(move |(): ()| follow_up.clone()),
        ),
        FormFor::SameFollowUp => (
            text::follow_up_hint(props.row.status.as_ref()),
            text::WRITE_FOLLOW_UP,
            props.on_show_form.clone(),
        ),
        FormFor::Another => (
            text::FORM_IN_USE,
            text::SHOW_FORM,
            props.on_show_form.clone(),
        ),
    };
    html! {
        <div class="next-step">
            <p>{ hint }</p>
            <button type="button" class="button" onclick={onclick.reform(|_: MouseEvent| ())}>
                { label }
            </button>
        </div>
    }
}
