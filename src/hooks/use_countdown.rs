//! The time, to the second, until a moment comes.

use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::erased::{use_effect_with, use_state_eq};
use super::use_now::epoch_seconds;

/// The time in epoch seconds. It moves on every second until a moment has come.
#[hook]
pub fn use_countdown(until: i64) -> i64 {
    let now = use_state_eq(epoch_seconds);
    let setter = now.setter();
    let is_over = *now >= until;
    use_effect_with(is_over, move |is_over| {
        let tick = (!is_over).then(|| Interval::new(1_000, move || setter.set(epoch_seconds())));
        move || drop(tick)
    });
    *now
}
