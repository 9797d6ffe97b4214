//! When things happened: spread over months up to now, in the order of the ids, each no earlier than
//! what it follows.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How far back the oldest conversation lies.
const SPAN: i64 = 270 * DAY;

/// The time before which nothing happened.
pub(super) fn start(now: i64) -> i64 {
    (now - SPAN).max(0)
}

/// Draws the times of conversations.
#[derive(Debug)]
pub(super) struct Moments {
    start: i64,
    now: i64,
    count: i64,
}

/// The times of one conversation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) created: i64,
    /// When support first answered, if it comes to that.
    pub(super) answered: i64,
    /// When it was solved, if it comes to that.
    pub(super) solved: i64,
    /// The last time of all.
    pub(super) now: i64,
}

impl Moments {
    pub(super) fn new(now: i64, count: usize) -> Self {
        Self {
            start: start(now),
            now,
            count: i64::try_from(count).unwrap_or(i64::MAX).max(1),
        }
    }

    /// The times of the `n`th of all conversations.
    pub(super) fn draw(&self, rng: &mut ChaCha8Rng, n: usize) -> Times {
        let n = i64::try_from(n).unwrap_or_default();
        let slot = (self.now - self.start) / self.count;
        let within = if slot > 1 {
            rng.random_range(0..slot)
        } else {
            0
        };
        let created = self.start + (self.now - self.start) * n / self.count + within;
        let answered = (created + rng.random_range(5 * 60..20 * HOUR)).min(self.now);
        let solved = (answered + rng.random_range(10 * 60..6 * DAY)).min(self.now);
        Times {
            created,
            answered,
            solved,
            now: self.now,
        }
    }

    #[cfg(test)]
    fn all(&self, rng: &mut ChaCha8Rng) -> Vec<Times> {
        (0..usize::try_from(self.count).unwrap())
            .map(|n| self.draw(rng, n))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::{ChaCha8Rng, Moments};

    #[test]
    fn times_follow_each_other() {
        for count in [1, 60, 5000] {
            let now = 1_700_000_000;
            let all = Moments::new(now, count).all(&mut ChaCha8Rng::seed_from_u64(1));
            assert!(all.is_sorted_by_key(|times| times.created));
            assert!(
                all.iter()
                    .all(|t| t.created <= t.answered && t.answered <= t.solved && t.solved <= now)
            );
        }
    }
}
