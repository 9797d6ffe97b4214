//! What the customer can do next.

use yew::prelude::*;

use crate::{
    model::{
        conversations::Row,
        draft::Draft,
        follow_up::{FollowUp, FormFor},
    },
    text::Texts,
};

/// What a follow-up does, and the button for it. A form that holds something else keeps it.
pub(super) fn next_step(
    row: &Row,
    draft: &Draft,
    texts: &Texts,
    on_follow_up: &Callback<FollowUp>,
    on_show_form: &Callback<()>,
) -> Html {
    let follow_up = FollowUp::to(row);
    let (hint, label, onclick) = match follow_up.form_for(draft) {
        FormFor::Empty => (
            texts.follow_up(row.status.as_ref()),
            texts.write_follow_up(),
            on_follow_up.reform(move |(): ()| follow_up.clone()),
        ),
        FormFor::SameFollowUp => (
            texts.follow_up(row.status.as_ref()),
            texts.write_follow_up(),
            on_show_form.clone(),
        ),
        FormFor::Another => (texts.form_in_use(), texts.show_form(), on_show_form.clone()),
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
