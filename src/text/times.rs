//! Moments in words. They are in epoch seconds, and said in the customer's time zone.

use super::{Texts, speech::date};
use crate::model::time::{Unit, days_between, distance};

impl Texts {
    /// Day and time.
    #[must_use]
    pub fn exact_time(&self, at: i64) -> String {
        self.speech().exact(at)
    }

    /// A moment in a few words: "14:30" today, "tomorrow at 14:30", else day and time.
    #[must_use]
    pub fn brief_time(&self, now: i64, at: i64) -> String {
        let days = days_between((now, minutes_ahead(now)), (at, minutes_ahead(at)));
        match i32::try_from(days) {
            Ok(0) => self.speech().time(at),
            Ok(days @ -1..=1) => {
                let day = self.speech().relative(days, Unit::Day);
                self.day_at(&day, &self.speech().time(at)).to_string()
            }
            _ => self.exact_time(at),
        }
    }

    /// How long it is until a moment, such as “in 20 seconds”.
    #[must_use]
    pub fn countdown(&self, now: i64, until: i64) -> String {
        match i32::try_from(until - now) {
            Ok(seconds @ ..90) => self.speech().relative(seconds.max(1), Unit::Second),
            _ => self.relative_time(now, until),
        }
    }

    /// How far away a moment is, such as “3 hours ago”.
    #[must_use]
    pub fn relative_time(&self, now: i64, at: i64) -> String {
        let distance = distance(now, at);
        self.speech().relative(distance.amount, distance.unit)
    }
}

/// How many minutes the customer's clock is ahead of UTC at a moment.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a day has 1,440 minutes, and no number of them is 0"
)]
fn minutes_ahead(at: i64) -> i64 {
    -date(at).get_timezone_offset() as i64
}
