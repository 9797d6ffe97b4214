//! Until when an answer is wanted: whoever asks for it again, or was told when to come back, keeps its
//! place in the queue. An answer that nobody waits for any more is not asked for.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How long after being asked for it is wanted: a little more than a list that is looked at stays
/// without being asked for again.
const ASKED: Duration = Duration::from_secs(150);
/// How long after the promised time.
const PROMISED: Duration = Duration::from_secs(60);

/// Until when it is wanted; clones share it.
#[derive(Debug, Clone)]
pub(in crate::gateway) struct Wanted(Arc<Mutex<Instant>>);

impl Wanted {
    /// It was asked for just now.
    pub(in crate::gateway) fn at(now: Instant) -> Self {
        Self(Arc::new(Mutex::new(now + ASKED)))
    }

    /// It is asked for again.
    pub(in crate::gateway) fn again(&self, now: Instant) {
        self.extend(now + ASKED);
    }

    /// Somebody was told to come back after that time.
    pub(in crate::gateway) fn promise(&self, after: Duration, now: Instant) {
        self.extend(now + after + PROMISED);
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) < now
    }

    fn extend(&self, until: Instant) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = until.max(*kept);
    }
}
