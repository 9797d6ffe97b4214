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

/// What a follow-up does, and the button for it. A form that holds something else keeps it.
pub(super) fn next_step(
    row: &Row,
    draft: &Draft,
    on_follow_up: &Callback<FollowUp>,
    on_show_form: &Callback<()>,
) -> Html {
    let follow_up = FollowUp::to(row);
    let (hint, label, onclick) = match follow_up.form_for(draft) {
        FormFor::Empty => (
            text::follow_up_hint(row.status.as_ref()),
            text::WRITE_FOLLOW_UP,
            on_follow_up.reform(move |(): ()| follow_up.clone()),
        ),
        FormFor::SameFollowUp => (
            text::follow_up_hint(row.status.as_ref()),
            text::WRITE_FOLLOW_UP,
            on_show_form.clone(),
        ),
        FormFor::Another => (text::FORM_IN_USE, text::SHOW_FORM, on_show_form.clone()),
    };
    html! {
        <div class="next-step">
            <p>{ hint }</p>
            <button type="button" class="button" part="button" onclick={onclick.reform(|_: MouseEvent| ())}>
                { label }
            </button>
        </div>
    }
}
