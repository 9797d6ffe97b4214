//! The time, coarse enough for "3 minutes ago".

use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::erased::{use_effect_with, use_state_eq};

const TICK_MS: u32 = 30_000;

/// The time in epoch seconds. It moves on every half minute.
#[hook]
pub fn use_now() -> i64 {
    let now = use_state_eq(epoch_seconds);
    let setter = now.setter();
    use_effect_with((), move |()| {
        let tick = Interval::new(TICK_MS, move || setter.set(epoch_seconds()));
        move || drop(tick)
    });
    *now
}

/// The time in epoch seconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole seconds fit an i64 for ever"
)]
pub(super) fn epoch_seconds() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}
