//! "3 hours ago", from two moments.

/// A distance in time, in the unit that a reader would choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// How many units; negative lies in the past.
    pub amount: i32,
    /// The unit.
    pub unit: Unit,
}

/// A unit of time, named as `Intl.RelativeTimeFormat` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Less than a minute away.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months of 30 days.
    Month,
    /// Years of 365 days.
    Year,
}

/// The distance from `now` to `then`, both in epoch seconds, rounded towards now: nothing is called
/// older than it is. Anything nearer than a minute is 0 seconds, so that it does not flicker.
#[must_use]
pub fn distance(now: i64, then: i64) -> Distance {
    const STEPS: [(i64, Unit); 5] = [
        (365 * 86_400, Unit::Year),
        (30 * 86_400, Unit::Month),
        (86_400, Unit::Day),
        (3_600, Unit::Hour),
        (60, Unit::Minute),
    ];
    let seconds = then.saturating_sub(now);
    STEPS
        .into_iter()
        .find(|(length, _)| seconds.unsigned_abs() >= length.unsigned_abs())
        .map_or(
            Distance {
                amount: 0,
                unit: Unit::Second,
            },
            |(length, unit)| Distance {
                amount: i32::try_from(seconds / length).unwrap_or(i32::MIN),
                unit,
            },
        )
}

/// How many midnights lie between `now` and `then`, both in epoch seconds, in places whose clocks
/// are these many minutes ahead of UTC. Negative lies in the past.
#[must_use]
pub fn days_between(now: (i64, i64), then: (i64, i64)) -> i64 {
    let day = |(at, ahead): (i64, i64)| {
        at.saturating_add(ahead.saturating_mul(60))
            .div_euclid(86_400)
    };
    day(then).saturating_sub(day(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(seconds_ago: i64, amount: i32, unit: Unit) {
        assert_eq!(
            distance(1_700_000_000, 1_700_000_000 - seconds_ago),
            Distance { amount, unit }
        );
    }

    #[test]
    fn a_reader_gets_the_unit_they_would_use() {
        check(0, 0, Unit::Second);
        check(59, 0, Unit::Second);
        check(60, -1, Unit::Minute);
        check(3_599, -59, Unit::Minute);
        check(3 * 3_600 + 100, -3, Unit::Hour);
        check(86_399, -23, Unit::Hour);
        check(29 * 86_400, -29, Unit::Day);
        check(45 * 86_400, -1, Unit::Month);
        check(800 * 86_400, -2, Unit::Year);
        check(-7_200, 2, Unit::Hour);
    }

    #[test]
    fn a_day_ends_at_the_midnight_of_the_place() {
        const NOON: i64 = 1_700_049_600;
        assert_eq!(days_between((NOON, 0), (NOON + 43_199, 0)), 0);
        assert_eq!(days_between((NOON, 0), (NOON + 43_200, 0)), 1);
        assert_eq!(days_between((NOON, 0), (NOON - 43_201, 0)), -1);
        // Auckland is half a day ahead; clocks go back an hour in between.
        assert_eq!(days_between((NOON, 720), (NOON + 3_600, 720)), 0);
        assert_eq!(days_between((NOON - 1, 720), (NOON, 720)), 1);
        assert_eq!(days_between((NOON, 780), (NOON + 82_800, 720)), 0);
        assert!(days_between((i64::MIN, -720), (i64::MAX, 720)) > 0);
    }

    #[test]
    fn absurd_times_do_not_overflow() {
        assert_eq!(distance(i64::MAX, i64::MIN).unit, Unit::Year);
        assert_eq!(distance(i64::MIN, i64::MAX).unit, Unit::Year);
    }
}
