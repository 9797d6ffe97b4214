//! The form as a whole.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{error_summary::ErrorSummary, field::Field, form_end::FormEnd, receipt::ReceiptCard};
use crate::{
    hooks::SubmissionHandle,
    model::{draft::Field as FieldName, submission::Phase, validate::Contact},
    text,
};

/// Props of [`ContactForm`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct ContactFormProps {
    /// The form and what can be done with it.
    pub submission: SubmissionHandle,
    /// Where the requester's address comes from.
    pub contact: Contact,
    /// The customer wants to see the list.
    pub on_show_list: Callback<()>,
}

/// The form, or the receipt that takes its place.
#[component]
pub(in crate::view) fn ContactForm(props: &ContactFormProps) -> Html {
    let SubmissionHandle {
        state,
        on_type,
        on_send,
        on_renew,
        ..
    } = &props.submission;
    let controls = use_memo((), |()| {
        FieldName::ALL.map(|name| (name, NodeRef::default()))
    });
    if let Phase::Sent(receipt) = &state.phase {
        return html! {
            <ReceiptCard
                receipt={receipt.clone()}
                on_show_list={&props.on_show_list}
                {on_renew}
            />
        };
    }
    let onsubmit = {
        let on_send = on_send.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            on_send.emit(());
        }
    };
    let on_pick = {
        let controls = controls.clone();
        move |picked| focus_on(controls.as_slice(), picked)
    };
    let is_posted = state.posted().is_some();
    let shown = controls
        .iter()
        .filter(|(name, _)| *name != FieldName::Contact || props.contact == Contact::Asked);
    html! {
        <form class="form" novalidate=true {onsubmit} aria-busy={is_busy(&props.submission).to_string()}>
            <div class="form-note" role="status">
                if state.is_restored {
                    <p class="restored">
                        { text::DRAFT_RESTORED }
                        <button type="button" class="link" onclick={on_renew.reform(|_| ())}>
                            { text::DISCARD }
                        </button>
                    </p>
                }
            </div>
            <div class="form-summary">
                if let Phase::Rejected(rejections) = state.phase && !state.errors.is_empty() {
                    <ErrorSummary errors={state.errors.clone()} {rejections} {on_pick} />
                }
            </div>
            <div class="fields">
                for (name, control) in shown {
                    <Field
                        key={*name as u8}
                        name={*name}
                        value={state.draft.get(*name).to_owned()}
                        fault={state.errors.get(*name)}
                        is_frozen={is_posted}
                        {control}
                        {on_type}
                    />
                }
            </div>
            <FormEnd submission={props.submission.clone()} />
        </form>
    }
}

/// Whether something is on its way at this moment.
fn is_busy(submission: &SubmissionHandle) -> bool {
    let entry = |key| submission.outbox.state.get(key);
    submission
        .state
        .posted()
        .is_some_and(|key| entry(key).is_none_or(|entry| entry.failure().is_none()))
}

fn focus_on(controls: &[(FieldName, NodeRef)], picked: FieldName) {
    let control = controls.iter().find(|(name, _)| *name == picked);
    if let Some(control) = control.and_then(|(_, control)| control.cast::<HtmlElement>()) {
        // Focus fails only where the control has left the page.
        let _ = control.focus();
    }
}
