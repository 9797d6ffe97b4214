//! Who has created what was not there when an answer was asked for. Time is counted in creates.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::gateway::requester::RequesterId;

/// How many requesters are remembered. One more, and every answer from before is out of date.
const KEPT_MAX: usize = 50_000;

/// After how many creates something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Moment(u64);

/// The last create of each requester.
#[derive(Debug, Default)]
pub(super) struct Creations(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    latest: Moment,
    of: HashMap<RequesterId, Moment>,
    /// Nothing from before this is known to be current.
    floor: Moment,
}

impl Creations {
    /// A create has ended.
    pub(super) fn note(&self, requester: RequesterId) {
        let mut state = self.state();
        state.latest.0 += 1;
        let latest = state.latest;
        if state.of.len() >= KEPT_MAX {
            state.of.clear();
            state.floor = latest;
        }
        state.of.insert(requester, latest);
    }

    /// The moment of what begins now.
    pub(super) fn latest(&self) -> Moment {
        self.state().latest
    }

    /// Whether what began then knows of all that this requester created.
    pub(super) fn is_current(&self, requester: &RequesterId, begun: Moment) -> bool {
        let state = self.state();
        let last = state.of.get(requester).copied().unwrap_or_default();
        begun >= last.max(state.floor)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requester(name: &str) -> RequesterId {
        RequesterId::of("t", name)
    }

    #[test]
    fn what_began_before_a_create_is_not_current_for_its_requester_only() {
        let creations = Creations::default();
        let before = creations.latest();
        creations.note(requester("a"));
        assert!(!creations.is_current(&requester("a"), before));
        assert!(creations.is_current(&requester("b"), before));
        assert!(creations.is_current(&requester("a"), creations.latest()));
    }

    #[test]
    fn what_was_forgotten_is_never_taken_for_current() {
        let creations = Creations::default();
        let before = creations.latest();
        for index in 0..=KEPT_MAX {
            creations.note(requester(&index.to_string()));
        }
        assert!(creations.state().of.len() <= KEPT_MAX);
        assert!(!creations.is_current(&requester("0"), before));
        assert!(!creations.is_current(&requester("x"), before));
        assert!(creations.is_current(&requester("x"), creations.latest()));
    }
}
