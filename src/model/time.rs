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

/// A moment in epoch seconds as `2023-11-14T22:13:20Z`; nothing where no calendar has it.
#[must_use]
pub fn iso_utc(at: i64) -> String {
    /// The last second of the year 9999, after which that form has no name for a year.
    const LAST: i64 = 253_402_300_799;
    if !(0..=LAST).contains(&at) {
        return String::new();
    }
    let (day, second) = (at / 86_400, at % 86_400);
    // Days since 1 March of the year 0, in eras of 400 years: Howard Hinnant's `civil_from_days`.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
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

    #[test]
    fn a_moment_has_a_name() {
        for (at, name) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_700_000_000, "2023-11-14T22:13:20Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
            (253_402_300_800, ""),
            (-1, ""),
            (i64::MAX, ""),
        ] {
            assert_eq!(iso_utc(at), name, "{at}");
        }
    }
}
