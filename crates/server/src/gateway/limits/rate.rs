//! One rate for each key (the generic cell rate algorithm): so many in a time, some of them at once.
//! A key that has not been used for long takes no memory. The clock is the caller's.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// A key: a requester's name or an address, as bytes.
pub(super) type Key = [u8; 16];

/// How many keys are counted one by one; those beyond share one allowance.
const KEYS_MAX: usize = 1_000_000;
/// How many keys there are before it is looked for some to forget.
const KEYS_FEW: usize = 1_024;
/// How often it is looked at most.
const SWEEP_EVERY: Duration = Duration::from_secs(1);

/// A rate for each key.
#[derive(Debug)]
pub(super) struct Rate {
    /// The time that one takes to come back; `None` where there never is one.
    interval: Option<Duration>,
    time: Duration,
    /// How far ahead of time a key may be and still take one.
    ahead_max: Duration,
    start: Instant,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// When each key will have all back, in nanoseconds since the start.
    whole_at: HashMap<Key, u64>,
    /// The same for all that are too many.
    rest: u64,
    sweep_at: usize,
    swept: Duration,
}

impl Rate {
    /// `count` in `time`, of which `at_once` may come together.
    pub(super) fn new(count: u32, time: Duration, at_once: u32) -> Self {
        let interval = time.checked_div(count);
        Self {
            interval,
            time,
            ahead_max: interval.unwrap_or_default() * at_once.saturating_sub(1),
            start: Instant::now(),
            state: Mutex::new(State {
                whole_at: HashMap::new(),
                rest: 0,
                sweep_at: KEYS_FEW,
                swept: Duration::ZERO,
            }),
        }
    }

    /// Takes one; else how long until there is one.
    pub(super) fn take(&self, key: Key, now: Instant) -> Result<(), Duration> {
        let Some(interval) = self.interval else {
            return Err(self.time);
        };
        let now = now.saturating_duration_since(self.start);
        let mut state = self.state();
        state.sweep(now);
        let whole_at = state.of(key);
        let before = Duration::from_nanos(*whole_at).max(now);
        let ahead = before - now;
        if let Some(wait) = ahead
            .checked_sub(self.ahead_max)
            .filter(|wait| !wait.is_zero())
        {
            return Err(wait);
        }
        *whole_at = nanoseconds(before + interval);
        Ok(())
    }

    /// Gives back the last one that was taken.
    pub(super) fn give_back(&self, key: Key) {
        if let Some(whole_at) = self.state().whole_at.get_mut(&key) {
            *whole_at = whole_at.saturating_sub(nanoseconds(self.interval.unwrap_or_default()));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn of(&mut self, key: Key) -> &mut u64 {
        if self.whole_at.len() >= KEYS_MAX && !self.whole_at.contains_key(&key) {
            return &mut self.rest;
        }
        self.whole_at.entry(key).or_default()
    }

    /// Forgets, now and then, the keys that have all back: they are as good as new.
    fn sweep(&mut self, now: Duration) {
        if self.whole_at.len() < self.sweep_at || now < self.swept + SWEEP_EVERY {
            return;
        }
        let now_nanoseconds = nanoseconds(now);
        self.whole_at
            .retain(|_, whole_at| *whole_at > now_nanoseconds);
        self.whole_at.shrink_to(2 * self.whole_at.len());
        self.sweep_at = (2 * self.whole_at.len()).clamp(KEYS_FEW, KEYS_MAX);
        self.swept = now;
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn key(number: u32) -> Key {
        u128::from(number).to_be_bytes()
    }

    /// How many of one key come through in `time`, asking every second.
    fn count(rate: &Rate, time: Duration, start: Instant) -> u32 {
        let seconds = 0..time.as_secs();
        let taken = seconds.filter(|second| {
            let now = start + Duration::from_secs(*second);
            rate.take(key(1), now).is_ok()
        });
        u32::try_from(taken.count()).unwrap()
    }

    #[test]
    fn the_rate_holds_within_a_twentieth() {
        for (a_time, time, at_once) in [
            (10, HOUR, 3),
            (60, Duration::from_secs(60), 30),
            (6, HOUR, 6),
        ] {
            let rate = Rate::new(a_time, time, at_once);
            let start = Instant::now();
            let in_burst = (0..100)
                .filter(|_| rate.take(key(1), start).is_ok())
                .count();
            assert_eq!(in_burst, at_once as usize);
            let found = count(&rate, time * 50, start);
            let expected = a_time * 50;
            assert!(
                found.abs_diff(expected) * 20 <= expected,
                "{found} of {expected}"
            );
        }
    }

    #[test]
    fn the_wait_that_is_told_comes_true() {
        let rate = Rate::new(10, HOUR, 3);
        let mut now = Instant::now();
        for _ in 0..40 {
            while rate.take(key(1), now).is_ok() {}
            let wait = rate.take(key(1), now).unwrap_err();
            assert!(wait <= HOUR / 10, "{wait:?}");
            assert!(
                rate.take(key(1), now + wait - Duration::from_millis(1))
                    .is_err()
            );
            now += wait;
            assert!(rate.take(key(1), now).is_ok());
        }
        assert!(rate.take(key(1), now).is_err());
        rate.give_back(key(1));
        assert!(rate.take(key(1), now).is_ok());
        assert!(rate.take(key(2), now).is_ok(), "another key's is its own");
    }

    #[test]
    fn nothing_comes_through_a_rate_of_nothing() {
        let rate = Rate::new(0, HOUR, 6);
        assert!(rate.take(key(1), Instant::now()).is_err());
    }

    /// Bar F6. The system says what the process holds; on Linux only.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_million_keys_take_at_most_200_mib() {
        let resident = || -> usize {
            let text = std::fs::read_to_string("/proc/self/statm").unwrap();
            let pages: usize = text.split(' ').nth(1).unwrap().parse().unwrap();
            pages * 4096
        };
        let before = resident();
        let rate = Rate::new(10, HOUR, 3);
        let start = Instant::now();
        for number in 0..1_000_000 {
            rate.take(key(number), start).unwrap();
        }
        assert_eq!(rate.state().whole_at.len(), 1_000_000);
        let grown = (resident() - before) >> 20;
        println!("1,000,000 keys: {grown} MiB");
        assert!((20..=200).contains(&grown), "{grown} MiB");
        // One too many share an allowance, and no more memory is taken.
        let more = (0..100).filter(|n| rate.take(key(2_000_000 + n), start).is_ok());
        assert_eq!(more.count(), 3);
        assert_eq!(rate.state().whole_at.len(), 1_000_000);
        // An hour later nobody is remembered.
        rate.take(key(1), start + HOUR).unwrap();
        assert_eq!(rate.state().whole_at.len(), 1);
        assert!(rate.state().whole_at.capacity() < 10_000);
    }
}
