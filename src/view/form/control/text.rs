//! Controls for what is typed.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Control;
use crate::model::draft::Value;

/// What tells one line of text from another: what kind of keyboard it wants, what the browser may
/// fill in.
pub(super) struct Input {
    kind: &'static str,
    mode: Option<&'static str>,
    autocomplete: &'static str,
}

impl Input {
    /// An e-mail address or a telephone number: no type of the platform's fits both.
    pub(super) const ADDRESS: Self = Self::of("text", Some("email"), "email");
    /// An e-mail address.
    pub(super) const EMAIL: Self = Self::of("email", None, "email");
    /// A person's name.
    pub(super) const NAME: Self = Self::of("text", None, "name");
    /// Any line.
    pub(super) const LINE: Self = Self::of("text", None, "off");
    /// A number. The platform's own control throws away what it can't read, and counts when the
    /// wheel is turned.
    pub(super) const NUMBER: Self = Self::of("text", Some("decimal"), "off");
    /// A web address.
    pub(super) const LINK: Self = Self::of("url", None, "off");
    /// What can be read only.
    pub(super) const READ_ONLY: Self = Self::LINE;

    const fn of(kind: &'static str, mode: Option<&'static str>, fill: &'static str) -> Self {
        Self {
            kind,
            mode,
            autocomplete: fill,
        }
    }
}

/// One line of text.
pub(super) fn line(control: &Control<'_>, input: &Input) -> Html {
    let emit = control.emit();
    html! {
        <input
            type={input.kind}
            part="control"
            id={control.id()}
            name={control.name()}
            value={control.text()}
            autocomplete={input.autocomplete}
            inputmode={input.mode}
            dir="auto"
            readonly={control.is_locked()}
            aria-required={control.required()}
            aria-invalid={control.invalid()}
            aria-describedby={control.described_by.clone()}
            oninput={move |event: InputEvent| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    emit(input.value().into());
                }
            }}
        />
    }
}

/// A day. The platform's control gives nothing as long as a part is missing: that is noticed when it
/// is left, and kept as what it is, so that the form says so instead of sending nothing.
pub(super) fn date(control: &Control<'_>) -> Html {
    const UNFINISHED: &str = "?";
    let (on_pick, on_leave) = (control.emit(), control.emit());
    let text = control.text();
    html! {
        <input
            type="date"
            part="control"
            id={control.id()}
            name={control.name()}
            value={if support_wire::is_day(&text) { text } else { AttrValue::Static("") }}
            max="9999-12-31"
            readonly={control.is_locked()}
            aria-required={control.required()}
            aria-invalid={control.invalid()}
            aria-describedby={control.described_by.clone()}
            oninput={move |event: InputEvent| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    on_pick(input.value().into());
                }
            }}
            onfocusout={move |event: FocusEvent| {
                let input = event.target_dyn_into::<HtmlInputElement>();
                if input.is_some_and(|input| input.validity().bad_input()) {
                    on_leave(Value::from(UNFINISHED));
                }
            }}
        />
    }
}

/// Several lines of text.
pub(super) fn area(control: &Control<'_>) -> Html {
    let emit = control.emit();
    html! {
        <textarea
            part="control"
            id={control.id()}
            name={control.name()}
            value={control.text()}
            rows="4"
            dir="auto"
            readonly={control.is_locked()}
            aria-required={control.required()}
            aria-invalid={control.invalid()}
            aria-describedby={control.described_by.clone()}
            oninput={move |event: InputEvent| {
                if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                    emit(area.value().into());
                }
            }}
        />
    }
}
