//! One field: label, hint, control, message.

use std::rc::Rc;

use yew::prelude::*;

use super::{control::Control, room::Room};
use crate::{
    hooks::use_texts,
    model::{
        draft::{Field as FieldName, Value},
        fields::{Access, FieldRule, Kind},
        validate::Fault,
    },
    text::Texts,
    view::icon::warning_icon,
};

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub(super) struct FieldProps {
    /// What is asked for.
    pub rule: Rc<FieldRule>,
    /// The id of its control; of the first, where there are several.
    pub id: AttrValue,
    /// What it holds.
    pub value: Option<Value>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// Whether it can't be changed now.
    pub is_frozen: bool,
    /// It was changed.
    pub on_type: Callback<(FieldName, Value)>,
}

/// One field of the form.
#[component]
pub(super) fn Field(props: &FieldProps) -> Html {
    let (rule, id, texts) = (&props.rule, &props.id, use_texts());
    let hint = texts.hint(rule);
    let message = props
        .fault
        .map(|fault| texts.fault(&rule.field, Some(rule), fault));
    let has_hint = hint.is_some();
    let hint = html! {
        if let Some(hint) = hint {
            <p class="hint" part="hint" id={format!("{id}-hint")}><bdi>{ hint }</bdi></p>
        }
    };
    let described_by = described_by(props, has_hint);
    let class = classes!("field", props.fault.map(|_| "has-error"));
    let control = Control {
        props,
        texts: &texts,
        described_by: described_by.clone(),
    };
    // Always there, so that the control above never changes its place among its siblings.
    let below = html! {
        <>
            <Room text={typed(props)} most={rule.max_chars} is_counted={is_counted(rule)} />
            <div class="message" part="error" id={format!("{id}-error")}>
                if let Some(message) = message {
                    { warning_icon() }
                    <span>{ message }</span>
                }
            </div>
        </>
    };
    match rule.kind {
        Kind::Consent => html! {
            <div class={classes!(class, "consent")} part="field">
                <div class="tick">
                    { control.draw() }
                    <label part="label" for={id}>{ label(rule, &texts) }</label>
                </div>
                { hint }
                { below }
            </div>
        },
        Kind::Several(_) | Kind::Nested { .. } if rule.access == Access::Open => html! {
            <fieldset {class} part="field" aria-describedby={described_by}>
                <legend part="label">{ label(rule, &texts) }</legend>
                { hint }
                <div class="control">{ control.draw() }</div>
                { below }
            </fieldset>
        },
        _ => html! {
            <div {class} part="field">
                <label part="label" for={id}>{ label(rule, &texts) }</label>
                { hint }
                <div class="control">{ control.draw() }</div>
                { below }
            </div>
        },
    }
}

/// The label, which says where a field may be left out.
fn label(rule: &FieldRule, texts: &Texts) -> Html {
    let is_optional =
        !rule.is_required && rule.access == Access::Open && rule.kind != Kind::Priority;
    html! {
        <>
            <bdi>{ texts.label(rule) }</bdi>
            if is_optional {
                { " " }
                <span class="optional">{ texts.optional() }</span>
            }
        </>
    }
}

/// The ids of hint and message, where there are such.
fn described_by(props: &FieldProps, has_hint: bool) -> Option<String> {
    let hint = has_hint.then_some("hint");
    let error = props.fault.map(|_| "error");
    let parts = hint.into_iter().chain(error);
    parts
        .map(|part| format!("{}-{part}", props.id))
        .reduce(|a, b| format!("{a} {b}"))
}

/// Whether the room left is worth telling: text that is short enough for people to reach its end.
fn is_counted(rule: &FieldRule) -> bool {
    const LONG: usize = 50_000;
    matches!(rule.kind, Kind::Line | Kind::Text)
        && rule.access == Access::Open
        && rule.max_chars < LONG
}

fn typed(props: &FieldProps) -> AttrValue {
    let text = props.value.as_ref().map(Value::text).unwrap_or_default();
    text.to_owned().into()
}
