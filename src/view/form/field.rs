//! One field: label, hint, control, message.

use support_wire::Priority;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    model::{draft::Field as FieldName, validate::Fault},
    text,
    view::icon::warning_icon,
};

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub(super) struct FieldProps {
    /// Which field.
    pub name: FieldName,
    /// What it holds.
    pub value: AttrValue,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// Whether it can't be changed now.
    pub is_frozen: bool,
    /// Where its control is, so that it can be given the focus.
    pub control: NodeRef,
    /// It was changed.
    pub on_type: Callback<(FieldName, String)>,
}

/// One field of the form.
#[component]
pub(super) fn Field(props: &FieldProps) -> Html {
    let name = props.name;
    let id = id_of(name);
    let hint = text::hint(name);
    let message = props.fault.map(|fault| text::fault(name, fault));
    let described_by = [hint.map(|_| "hint"), message.as_ref().map(|_| "error")]
        .into_iter()
        .flatten()
        .map(|part| format!("{id}-{part}"))
        .reduce(|a, b| format!("{a} {b}"));
    html! {
        <div class={classes!("field", props.fault.map(|_| "has-error"))}>
            <label for={id}>{ text::label(name) }</label>
            if let Some(hint) = hint {
                <p class="hint" id={format!("{id}-hint")}>{ hint }</p>
            }
            <div class="control">{ control(props, described_by) }</div>
            // Always there, so that the control above never changes its place among its siblings.
            <div class="message" id={format!("{id}-error")}>
                if let Some(message) = message {
                    { warning_icon() }
                    <span>{ message }</span>
                }
            </div>
        </div>
    }
}

fn id_of(name: FieldName) -> &'static str {
    match name {
        FieldName::Contact => "contact",
        FieldName::Subject => "subject",
        FieldName::Description => "description",
        FieldName::Priority => "priority",
    }
}

fn control(props: &FieldProps, described_by: Option<String>) -> Html {
    match props.name {
        FieldName::Contact => text_input(props, described_by, Some("email")),
        FieldName::Subject => text_input(props, described_by, None),
        FieldName::Description => text_area(props, described_by),
        FieldName::Priority => priority_choice(props, described_by),
    }
}

fn text_input(
    props: &FieldProps,
    described_by: Option<String>,
    autocomplete: Option<&'static str>,
) -> Html {
    html! {
        <input
            type="text"
            id={id_of(props.name)}
            ref={&props.control}
            value={&props.value}
            autocomplete={autocomplete.unwrap_or("off")}
            inputmode={autocomplete}
            dir="auto"
            required=true
            readonly={props.is_frozen}
            aria-invalid={props.fault.map(|_| "true")}
            aria-describedby={described_by}
            oninput={emit_value::<InputEvent>(props)}
        />
    }
}

fn text_area(props: &FieldProps, described_by: Option<String>) -> Html {
    html! {
        <textarea
            id={id_of(props.name)}
            ref={&props.control}
            value={&props.value}
            rows="6"
            dir="auto"
            required=true
            readonly={props.is_frozen}
            aria-invalid={props.fault.map(|_| "true")}
            aria-describedby={described_by}
            oninput={emit_value::<InputEvent>(props)}
        />
    }
}

/// Hands on what the control of an event now holds.
fn emit_value<E: TargetCast>(props: &FieldProps) -> impl Fn(E) + 'static {
    let (name, on_type) = (props.name, props.on_type.clone());
    move |event: E| {
        let input = event
            .target_dyn_into::<HtmlInputElement>()
            .map(|input| input.value());
        let area = || {
            event
                .target_dyn_into::<HtmlTextAreaElement>()
                .map(|area| area.value())
        };
        let choice = || {
            event
                .target_dyn_into::<HtmlSelectElement>()
                .map(|choice| choice.value())
        };
        if let Some(value) = input.or_else(area).or_else(choice) {
            on_type.emit((name, value));
        }
    }
}

fn priority_choice(props: &FieldProps, described_by: Option<String>) -> Html {
    html! {
        <select
            id={id_of(props.name)}
            ref={&props.control}
            disabled={props.is_frozen}
            aria-invalid={props.fault.map(|_| "true")}
            aria-describedby={described_by}
            onchange={emit_value::<Event>(props)}
        >
            for priority in Priority::KNOWN {
                <option
                    key={priority.as_str()}
                    value={priority.as_str().to_owned()}
                    selected={props.value == priority.as_str()}
                >
                    { text::priority(priority) }
                </option>
            }
        </select>
    }
}
