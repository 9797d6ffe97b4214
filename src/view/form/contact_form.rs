//! The form as a whole.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{error_summary::ErrorSummary, field::Field, receipt::ReceiptCard};
use crate::{
    hooks::SubmissionHandle,
    model::{
        draft::Field as FieldName,
        submission::{Phase, Submission},
        validate::Contact,
    },
    text,
    view::notice::Notice,
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
    let is_sending = state.phase == Phase::Sending;
    let shown = controls
        .iter()
        .filter(|(name, _)| *name != FieldName::Contact || props.contact == Contact::Asked);
    html! {
        <form class="form" novalidate=true {onsubmit} aria-busy={is_sending.to_string()}>
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
                        is_frozen={is_sending}
                        {control}
                        {on_type}
                    />
                }
            </div>
            // The live region is there before anything is said in it.
            <div class="form-status" role="alert">{ failure(state) }</div>
            <div class="actions">
                <button
                    type="submit"
                    class="button primary send"
                    aria-disabled={is_sending.then_some("true")}
                >
                    { send_label(&state.phase) }
                </button>
            </div>
        </form>
    }
}

fn failure(state: &Submission) -> Html {
    match &state.phase {
        Phase::Failed(failure) => html! { <Notice text={text::for_send_failure(failure)} /> },
        _ => Html::default(),
    }
}

fn send_label(phase: &Phase) -> &'static str {
    match phase {
        Phase::Sending => text::SENDING,
        Phase::Failed(_) => text::SEND_AGAIN,
        _ => text::SEND,
    }
}

fn focus_on(controls: &[(FieldName, NodeRef)], picked: FieldName) {
    let control = controls.iter().find(|(name, _)| *name == picked);
    if let Some(control) = control.and_then(|(_, control)| control.cast::<HtmlElement>()) {
        // Focus fails only where the control has left the page.
        let _ = control.focus();
    }
}
