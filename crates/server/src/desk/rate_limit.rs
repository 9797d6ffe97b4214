//! The account's quota: so many calls a minute, and 1,440 times that a day. A window begins with
//! its first call. The clock is the caller's.

use std::sync::{Mutex, PoisonError};

use support_wire::RateLimitDetail;

const MINUTE_SECONDS: u64 = 60;
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Counts calls.
#[derive(Debug)]
pub(super) struct RateLimiter {
    windows: Mutex<[Counter; 2]>,
}

/// What is left, for the answer's headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    pub(super) minute: Window,
    pub(super) day: Window,
}

/// What is left of one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) limit: u64,
    pub(super) remaining: u64,
    /// When the window ends, in epoch seconds.
    pub(super) reset: u64,
}

#[derive(Debug)]
struct Counter {
    name: &'static str,
    limit: u64,
    seconds: u64,
    count: u64,
    ends: u64,
}

impl RateLimiter {
    pub(super) fn new(per_minute: u64) -> Self {
        let counter = |name, limit, seconds| Counter {
            name,
            limit,
            seconds,
            count: 0,
            ends: 0,
        };
        Self {
            windows: Mutex::new([
                counter("APIS_PER_MINUTE", per_minute, MINUTE_SECONDS),
                counter(
                    "APIS_PER_DAY",
                    per_minute.saturating_mul(24 * 60),
                    DAY_SECONDS,
                ),
            ]),
        }
    }

    /// Counts a call, or says which limit forbids it; a refused call is not counted.
    pub(super) fn take(&self, now: i64) -> Result<Usage, (Usage, RateLimitDetail)> {
        self.with(now, |counters| {
            if let Some(full) = counters
                .iter()
                .find(|counter| counter.count >= counter.limit)
            {
                let detail = full.detail();
                return Err((usage(counters), detail));
            }
            counters.iter_mut().for_each(|counter| counter.count += 1);
            Ok(usage(counters))
        })
    }

    /// What is left, without counting.
    pub(super) fn look(&self, now: i64) -> Usage {
        self.with(now, |counters| usage(counters))
    }

    fn with<T>(&self, now: i64, act: impl FnOnce(&mut [Counter; 2]) -> T) -> T {
        let now = u64::try_from(now).unwrap_or_default();
        let mut counters = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        counters.iter_mut().for_each(|counter| counter.roll(now));
        act(&mut counters)
    }
}

impl Counter {
    fn roll(&mut self, now: u64) {
        if now >= self.ends {
            self.count = 0;
            self.ends = now + self.seconds;
        }
    }

    fn window(&self) -> Window {
        Window {
            limit: self.limit,
            remaining: self.limit - self.count,
            reset: self.ends,
        }
    }

    fn detail(&self) -> RateLimitDetail {
        RateLimitDetail {
            name: self.name.to_owned(),
            quota: self.limit,
            count: self.count,
            remaining: self.limit - self.count,
        }
    }
}

fn usage([minute, day]: &[Counter; 2]) -> Usage {
    Usage {
        minute: minute.window(),
        day: day.window(),
    }
}

#[cfg(test)]
mod tests {
    use super::{RateLimiter, Window};

    #[test]
    fn a_window_ends_a_minute_after_its_first_call() {
        let limiter = RateLimiter::new(2);
        assert_eq!(
            limiter.take(1000).unwrap().minute,
            Window {
                limit: 2,
                remaining: 1,
                reset: 1060
            }
        );
        assert!(limiter.take(1030).is_ok());
        assert_eq!(limiter.take(1059).unwrap_err().1.name, "APIS_PER_MINUTE");
        assert_eq!(
            limiter.take(1060).unwrap().minute,
            Window {
                limit: 2,
                remaining: 1,
                reset: 1120
            }
        );
    }

    #[test]
    fn a_day_allows_as_many_as_its_minutes() {
        let limiter = RateLimiter::new(1);
        let first = limiter.take(0).unwrap().day;
        assert_eq!(
            first,
            Window {
                limit: 1440,
                remaining: 1439,
                reset: 86_400
            }
        );
        assert_eq!(limiter.look(86_400).day.remaining, 1440);
    }
}
