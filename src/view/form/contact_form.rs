//! The form as a whole.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    along::along,
    error_summary::ErrorSummary,
    field::Field,
    form_end::FormEnd,
    receipt::{Followed, ReceiptCard},
    trap::trap,
};
use crate::{
    config::HeadingLevel,
    hooks::{SubmissionHandle, use_composing, use_texts},
    model::{
        draft::Field as FieldName,
        fields::Access,
        place::Place,
        submission::Phase,
        validate::{Contact, FormRules},
    },
    view::notice::Notice,
};

/// Props of [`ContactForm`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct ContactFormProps {
    /// The form and what can be done with it.
    pub submission: SubmissionHandle,
    /// What the form asks for.
    pub rules: FormRules,
    /// Whether conversations can be read in this page.
    pub has_list: bool,
    /// Of its headings, which stand below its title.
    pub level: HeadingLevel,
    /// The address of a place, where places have one.
    pub on_link: Callback<Place, Option<AttrValue>>,
    /// The customer wants to read a conversation.
    pub on_open: Callback<i64>,
    /// The customer wants to see the list.
    pub on_show_list: Callback<()>,
    /// The customer's token is to be asked for again.
    pub on_confirm: Callback<()>,
}

/// The form, or the receipt that takes its place.
#[component]
pub(in crate::view) fn ContactForm(props: &ContactFormProps) -> Html {
    let SubmissionHandle {
        state,
        on_type,
        on_compose,
        on_send,
        on_renew,
        ..
    } = &props.submission;
    let (form, texts) = (use_node_ref(), use_texts());
    let rules = &props.rules;
    use_composing(&form, !matches!(state.phase, Phase::Sent(_)), on_compose);
    if let Phase::Sent(receipt) = &state.phase {
        return html! {
            <ReceiptCard
                receipt={receipt.clone()}
                level={props.level}
                followed={match rules.contact {
                    Contact::Asked => Followed::ByMail,
                    _ if props.has_list => Followed::Here,
                    _ => Followed::Elsewhere,
                }}
                on_link={&props.on_link}
                on_open={&props.on_open}
                on_show_list={&props.on_show_list}
                {on_renew}
            />
        };
    }
    // For whatever submits a form without a press of its button.
    let onsubmit = {
        let on_send = on_send.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            on_send.emit(());
        }
    };
    let on_pick = {
        let (form, rules) = (form.clone(), rules.clone());
        move |picked| focus_on(&form, &rules, &picked)
    };
    let is_posted = state.posted().is_some();
    let draft = &state.draft;
    let shown = rules.fields.iter().enumerate();
    let shown =
        shown.filter(|(_, rule)| rule.access != Access::Hidden && rules.applies(draft, rule));
    let is_busy = is_busy(&props.submission);
    // Not to be seen until it stands where it will stay.
    let class = classes!("form", (!rules.is_whole).then_some("is-partial"));
    html! {
        <form
            {class}
            ref={form}
            novalidate=true
            data-draft={props.submission.key.clone()}
            {onsubmit}
            aria-busy={is_busy.to_string()}
        >
            <div class="form-note" role="status">
                if rules.contact == Contact::Unconfirmed {
                    <Notice
                        text={texts.unconfirmed()}
                        action={texts.try_again()}
                        on_action={&props.on_confirm}
                    />
                }
                if state.is_restored {
                    <p class="restored">
                        { texts.draft_restored() }
                        <button type="button" class="link" part="link" onclick={on_renew.reform(|_| ())}>
                            { texts.discard() }
                        </button>
                    </p>
                }
            </div>
            <div class="form-summary">
                if let Phase::Rejected(rejections) = state.phase && !state.errors.is_empty() {
                    <ErrorSummary
                        errors={state.errors.clone()}
                        rules={rules.clone()}
                        level={props.level}
                        {rejections}
                        {on_pick}
                    />
                }
            </div>
            <div class="fields">
                for (place, rule) in shown {
                    <Field
                        key={rule.field.as_str().to_owned()}
                        rule={rule.clone()}
                        id={id_of(place, &rule.field)}
                        value={rule.held(draft).cloned()}
                        fault={state.errors.get(&rule.field)}
                        is_frozen={is_posted}
                        {on_type}
                    />
                }
            </div>
            <div class="unseen">
                { along(rules, draft, &texts) }
                if rules.contact == Contact::Asked {
                    { trap(draft, &texts, on_type) }
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

/// The id of a field's control. The name of a custom one may hold what no id can, so it is its place
/// that counts.
fn id_of(place: usize, field: &FieldName) -> String {
    match field {
        FieldName::Custom(_) => format!("field-{place}"),
        standard => standard.as_str().to_owned(),
    }
}

fn focus_on(form: &NodeRef, rules: &FormRules, picked: &FieldName) {
    let place = rules.fields.iter().position(|rule| rule.field == *picked);
    let control = place.and_then(|place| {
        let id = format!("#{}", id_of(place, picked));
        form.cast::<Element>()?.query_selector(&id).ok()?
    });
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        // Focus fails only where the control has left the page.
        let _ = control.focus();
    }
}
