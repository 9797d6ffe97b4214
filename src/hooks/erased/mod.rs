//! Yew's hooks, compiled once.
//!
//! Each hook of Yew is compiled anew for every type that it keeps and every closure that it runs: one to one and a half
//! kilobytes of code at each place that calls one, a sixth of the module before these stood in between.
//! They mean what Yew's mean and keep everything behind one type, so that a place costs little more than
//! its own closure. `clippy.toml` names those of Yew's that they stand in for.

mod effect;
mod memo;
mod state;

use std::any::Any;

pub(crate) use self::{
    effect::use_effect_with,
    memo::{use_callback, use_memo},
    state::{Dispatcher, Setter, use_reducer_eq, use_state_eq},
};

/// A value of whatever type, to be compared with the next one.
trait Kept: Any {
    /// Whether the other one is of the same type, and the same.
    fn is(&self, other: &dyn Kept) -> bool;
}

impl<T: PartialEq + 'static> Kept for T {
    fn is(&self, other: &dyn Kept) -> bool {
        downcast::<T>(other).is_some_and(|other| self == other)
    }
}

fn downcast<T: 'static>(kept: &dyn Kept) -> Option<&T> {
    let kept: &dyn Any = kept;
    kept.downcast_ref()
}
