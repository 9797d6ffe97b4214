//! Controls for what is chosen.

use support_wire::{Brand, Choice, Priority};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Control;
use crate::model::{draft::Value, fields::TICKED};

/// Something that can be chosen: what is sent, and what people read.
pub(super) type Offer = (AttrValue, AttrValue);

/// How urgent it is. There is always one.
pub(super) fn priorities(control: &Control<'_>) -> Html {
    let offers: Vec<Offer> = Priority::KNOWN
        .iter()
        .map(|priority| {
            (
                priority.as_str().to_owned().into(),
                control.texts.priority(priority),
            )
        })
        .collect();
    let emit = control.emit();
    select(control, &offers, &control.text(), move |name| {
        emit(name.into());
    })
}

/// One of the brands.
pub(super) fn brands(control: &Control<'_>, brands: &[Brand]) -> Html {
    let offers = brands
        .iter()
        .map(|brand| (brand.id.to_string().into(), brand.name.clone().into()));
    one_of(control, offers)
}

/// One of some choices.
pub(super) fn one(control: &Control<'_>, choices: &[Choice]) -> Html {
    let offers = choices.iter().map(offer);
    one_of(control, offers)
}

fn one_of(control: &Control<'_>, offers: impl Iterator<Item = Offer>) -> Html {
    let offers: Vec<Offer> = std::iter::once(none(control)).chain(offers).collect();
    let emit = control.emit();
    select(control, &offers, &control.text(), move |name| {
        emit(name.into());
    })
}

/// No choice yet.
pub(super) fn none(control: &Control<'_>) -> Offer {
    (AttrValue::Static(""), control.texts.choose())
}

/// A choice, of which the name is sent and read.
pub(super) fn offer(choice: &Choice) -> Offer {
    (choice.name.clone().into(), choice.name.clone().into())
}

fn select(
    control: &Control<'_>,
    offers: &[Offer],
    chosen: &str,
    on_pick: impl Fn(String) + 'static,
) -> Html {
    html! {
        <select
            part="control"
            id={control.id()}
            disabled={control.is_locked()}
            aria-required={control.required()}
            aria-invalid={control.invalid()}
            aria-describedby={control.described_by.clone()}
            onchange={on_change(on_pick)}
        >
            { options(offers, chosen) }
        </select>
    }
}

/// The options of a choice.
pub(super) fn options(offers: &[Offer], chosen: &str) -> Html {
    html! {
        for (value, words) in offers.iter() {
            <option key={value.to_string()} value={value} dir="auto" selected={**value == *chosen}>
                { words }
            </option>
        }
    }
}

/// Hands on what was chosen.
pub(super) fn on_change(on_pick: impl Fn(String) + 'static) -> impl Fn(Event) + 'static {
    move |event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_pick(select.value());
        }
    }
}

/// Any of some choices: boxes to tick, which need no key to be held and show all there is.
pub(super) fn several(control: &Control<'_>, choices: &[Choice]) -> Html {
    let chosen = control.names();
    html! {
        <div class="ticks">
            for (place, choice) in choices.iter().enumerate() {
                <label class="tick" key={choice.name.clone()}>
                    <input
                        type="checkbox"
                        id={(place == 0).then(|| control.id())}
                        checked={chosen.contains(&choice.name)}
                        disabled={control.is_locked()}
                        aria-invalid={control.invalid()}
                        onchange={toggle(control, choices, choice)}
                    />
                    <bdi>{ &choice.name }</bdi>
                </label>
            }
        </div>
    }
}

/// Ticks or clears one choice; what is chosen stays in the order of the choices.
fn toggle(control: &Control<'_>, choices: &[Choice], choice: &Choice) -> impl Fn(Event) + 'static {
    let emit = control.emit();
    let others: Vec<(String, bool)> = choices
        .iter()
        .map(|other| (other.name.clone(), control.names().contains(&other.name)))
        .collect();
    let name = choice.name.clone();
    move |event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        let is_chosen = |(other, was): &&(String, bool)| {
            if *other == name {
                input.checked()
            } else {
                *was
            }
        };
        let chosen = others
            .iter()
            .filter(is_chosen)
            .map(|(name, _)| name.clone());
        emit(Value::List(chosen.collect()));
    }
}

/// A box to tick, with what is agreed to beside it.
pub(super) fn consent(control: &Control<'_>) -> Html {
    let emit = control.emit();
    html! {
        <input
            type="checkbox"
            id={control.id()}
            checked={control.text() == TICKED}
            disabled={control.is_locked()}
            aria-required={control.required()}
            aria-invalid={control.invalid()}
            aria-describedby={control.described_by.clone()}
            onchange={move |event: Event| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    emit(if input.checked() { TICKED } else { "" }.into());
                }
            }}
        />
    }
}
