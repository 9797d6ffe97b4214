//! The circuit breaker: a help desk that fails again and again is left alone for a while, then asked
//! one thing, and asked as usual only once it has answered that. It knows no queue and no clock.

use std::time::Duration;

use tokio::time::Instant;

/// How many failures in a row open it.
const FAILURES_MAX: u32 = 5;
/// How long it stays open.
const OPEN_FOR: Duration = Duration::from_secs(10);

/// How a call ended, as far as it says something of the help desk's health.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Health {
    Well,
    Ill,
    /// The call was not made, was given up, or was refused for a reason of its own.
    Unknown,
}

/// What a call changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Opened,
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaker {
    Closed {
        failures: u32,
    },
    Open {
        until: Instant,
    },
    /// One call is let through to see.
    HalfOpen {
        is_asking: bool,
    },
}

impl Default for Breaker {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Breaker {
    /// When it is worth to ask again, where no call may be made now.
    pub(super) fn closed_until(&self, now: Instant) -> Option<Instant> {
        match *self {
            Self::Closed { .. } | Self::HalfOpen { is_asking: false } => None,
            Self::Open { until } => Some(until).filter(|until| *until > now),
            // Whoever asks tells when it has ended; a second is what others are told meanwhile.
            Self::HalfOpen { is_asking: true } => Some(now + Duration::from_secs(1)),
        }
    }

    /// A call starts that [`Breaker::closed_until`] did not forbid.
    pub(super) fn started(&mut self) {
        match self {
            Self::Closed { .. } => {}
            Self::Open { .. } | Self::HalfOpen { .. } => *self = Self::HalfOpen { is_asking: true },
        }
    }

    /// A call has ended.
    pub(super) fn ended(&mut self, health: Health, now: Instant) -> Option<Change> {
        let failures = match (*self, health) {
            (Self::Closed { failures }, Health::Ill) => failures + 1,
            (Self::Closed { .. }, Health::Well) => 0,
            (Self::HalfOpen { .. }, Health::Ill) => FAILURES_MAX,
            (Self::HalfOpen { .. }, Health::Well) => {
                *self = Self::default();
                return Some(Change::Closed);
            }
            (Self::HalfOpen { .. }, Health::Unknown) => {
                *self = Self::HalfOpen { is_asking: false };
                return None;
            }
            // What began before it opened says nothing new.
            (Self::Closed { .. }, Health::Unknown) | (Self::Open { .. }, _) => return None,
        };
        if failures < FAILURES_MAX {
            *self = Self::Closed { failures };
            return None;
        }
        *self = Self::Open {
            until: now + OPEN_FOR,
        };
        Some(Change::Opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it_and_one_answer_closes_it() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut breaker = Breaker::default();
        for _ in 0..2 {
            for _ in 0..4 {
                breaker.started();
                assert_eq!(breaker.ended(Health::Ill, at(0)), None);
                assert_eq!(breaker.ended(Health::Unknown, at(0)), None);
            }
            assert_eq!(
                breaker.ended(Health::Well, at(0)),
                None,
                "the row is broken"
            );
        }
        let changes = (0..5).filter_map(|_| breaker.ended(Health::Ill, at(0)));
        assert_eq!(changes.collect::<Vec<_>>(), [Change::Opened]);
        assert_eq!(breaker.closed_until(at(0)), Some(at(10)));
        // Late answers of calls from before neither close it nor keep it open.
        assert_eq!(breaker.ended(Health::Well, at(5)), None);
        assert_eq!(breaker.ended(Health::Ill, at(9)), None);
        assert_eq!(breaker.closed_until(at(9)), Some(at(10)));
        assert_eq!(breaker.closed_until(at(10)), None);
        breaker.started();
        assert_eq!(breaker.closed_until(at(10)), Some(at(11)), "one at a time");
        assert_eq!(breaker.ended(Health::Ill, at(12)), Some(Change::Opened));
        assert_eq!(breaker.closed_until(at(21)), Some(at(22)));
        breaker.started();
        assert_eq!(breaker.ended(Health::Unknown, at(22)), None);
        assert_eq!(breaker.closed_until(at(22)), None, "nobody is asking");
        breaker.started();
        assert_eq!(breaker.ended(Health::Well, at(23)), Some(Change::Closed));
        assert_eq!(breaker, Breaker::default());
    }
}
