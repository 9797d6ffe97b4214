//! What an answer's headers say of the account's quota (`x-ratelimit-minute-limit` and its kin).

use std::time::Duration;

use axum::http::HeaderMap;

/// What an upstream said of its quota with its last answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quota {
    /// The window of a minute.
    pub minute: Option<Window>,
    /// The window of a day.
    pub day: Option<Window>,
}

/// What is left of one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many calls it allows.
    pub limit: u64,
    /// How many of them are left.
    pub remaining: u64,
    /// How long it lasts from the answer on, where that can be made out; at most its whole length.
    pub resets_in: Option<Duration>,
}

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Quota {
    /// Reads the headers of an answer that came at `now`, in epoch seconds.
    pub(super) fn read(headers: &HeaderMap, now: i64) -> Self {
        Self {
            minute: window(headers, "minute", MINUTE, now),
            day: window(headers, "day", DAY, now),
        }
    }
}

fn window(headers: &HeaderMap, name: &str, length: Duration, now: i64) -> Option<Window> {
    let number = |part: &str| -> Option<u64> {
        let value = headers.get(format!("x-ratelimit-{name}-{part}"))?;
        value.to_str().ok()?.trim().parse().ok()
    };
    let limit = number("limit").filter(|limit| *limit > 0)?;
    Some(Window {
        limit,
        remaining: number("remaining")?.min(limit),
        resets_in: number("reset").and_then(|reset| until(reset, length, now)),
    })
}

/// The vendor calls `reset` a timestamp and leaves the unit open: by its size it is milliseconds or
/// seconds since the epoch, or seconds from now on.
fn until(reset: u64, length: Duration, now: i64) -> Option<Duration> {
    const MILLISECONDS: u64 = 1_000_000_000_000;
    const SECONDS: u64 = 1_000_000_000;
    let now = u64::try_from(now).unwrap_or_default();
    let left = match reset {
        MILLISECONDS.. => reset.div_ceil(1000).saturating_sub(now),
        SECONDS.. => reset.saturating_sub(now),
        _ if reset <= length.as_secs() => reset,
        _ => return None,
    };
    Some(Duration::from_secs(left).min(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn read(pairs: &[(&'static str, &str)]) -> Quota {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = axum::http::HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        Quota::read(&pairs.collect(), NOW)
    }

    #[test]
    fn the_reset_is_understood_in_each_unit_it_may_have() {
        for (reset, expected) in [
            ("1800000042", Some(42)),
            ("1800000042000", Some(42)),
            ("42", Some(42)),
            ("1700000000", Some(0)),
            ("1900000000", Some(60)),
            ("5000", None),
            ("soon", None),
            ("-1", None),
        ] {
            let quota = read(&[
                ("x-ratelimit-minute-limit", "30"),
                ("x-ratelimit-minute-remaining", "7"),
                ("x-ratelimit-minute-reset", reset),
            ]);
            let minute = quota.minute.unwrap();
            assert_eq!((minute.limit, minute.remaining), (30, 7), "{reset}");
            assert_eq!(
                minute.resets_in.map(|left| left.as_secs()),
                expected,
                "{reset}"
            );
            assert_eq!(quota.day, None);
        }
    }

    #[test]
    fn half_a_window_is_none() {
        for pairs in [
            &[("x-ratelimit-day-limit", "30")][..],
            &[("x-ratelimit-day-remaining", "3")],
            &[
                ("x-ratelimit-day-limit", "0"),
                ("x-ratelimit-day-remaining", "0"),
            ],
            &[
                ("x-ratelimit-day-limit", "x"),
                ("x-ratelimit-day-remaining", "3"),
            ],
        ] {
            assert_eq!(read(pairs), Quota::default(), "{pairs:?}");
        }
    }
}
