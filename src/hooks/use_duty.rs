//! Which part of a customer's sends what they have written.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::Circle;
use super::erased::{use_effect_with, use_state_eq};
use crate::model::part::Part;

/// How long a part without a form waits for one that has it, in milliseconds.
const FORM_MAY_COME_MS: u32 = 1_000;

/// What is to be done about what the customer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// It is written here, kept and sent.
    Form,
    /// There is no form; what an earlier page has left unsent is sent.
    Outbox,
    /// Nothing: another part of the customer's sees to it.
    None,
}

/// What a part does about what the customer writes. Where no form of theirs comes, a list sends what an
/// earlier page has left, and goes on doing so: two who send the same request send it once.
#[hook]
pub fn use_duty(part: Part, circle: &Circle) -> Duty {
    let has_waited = use_state_eq(|| false);
    let is_alone = !part.has_form() && circle.is_joined && circle.form.is_none();
    use_effect_with(is_alone, {
        let setter = has_waited.setter();
        move |is_alone| {
            let timer = is_alone.then(|| Timeout::new(FORM_MAY_COME_MS, move || setter.set(true)));
            move || drop(timer)
        }
    });
    if part.has_form() {
        Duty::Form
    } else if *has_waited {
        Duty::Outbox
    } else {
        Duty::None
    }
}
