//! When a request that failed is sent again. Chance and the clock come in as arguments.
//!
//! One *round* is quick: four attempts at most, within half a minute, with full jitter between them
//! (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>). After it single
//! attempts follow, ever more slowly, so that a server that comes back meets a trickle and not a crowd.

use crate::model::failure::Failure;

/// Most attempts of one round.
pub const MOST_ATTEMPTS: u32 = 4;
/// How long a create may take, body included, in milliseconds.
pub const ATTEMPT_MS: u32 = 20_000;
/// How long a round may last from its first attempt to its last answer, in milliseconds.
pub const ROUND_MS: u32 = 30_000;
/// The longest that a server's `Retry-After` is obeyed, in seconds.
pub const LONGEST_RETRY_AFTER: u32 = 300;

const FIRST_PAUSE_MS: u32 = 500;
const LONGEST_PAUSE_MS: u32 = 8_000;
const FIRST_SLOW_PAUSE_MS: u32 = 60_000;
const LONGEST_SLOW_PAUSE_MS: u32 = 3_600_000;

/// How far the sending of something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Attempts of the present round that have failed.
    pub attempts: u32,
    /// How long the present round has lasted, in milliseconds.
    pub elapsed_ms: u32,
    /// Slow attempts that have failed since the last round.
    pub slow_attempts: u32,
}

/// What to do after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The round goes on after this many milliseconds.
    Soon(u32),
    /// The round is over; a slow attempt follows after this many milliseconds.
    Later(u32),
    /// Nothing, by itself.
    Never,
}

/// What to do after a failed attempt; `random` is from 0 up to, not including, 1.
#[must_use]
pub fn after(failure: &Failure, progress: Progress, random: f64) -> Next {
    if !failure.is_retryable() {
        return Next::Never;
    }
    let asked_ms = match failure {
        Failure::Refused(problem) => problem.retry_after.unwrap_or_default(),
        _ => 0,
    }
    .min(LONGEST_RETRY_AFTER)
        * 1_000;
    // What all were asked to wait for would end for all at once: the jitter comes on top.
    let soon = asked_ms + pause_ms(progress.attempts.saturating_sub(1), random);
    let is_in_time = progress
        .elapsed_ms
        .saturating_add(soon)
        .saturating_add(ATTEMPT_MS)
        <= ROUND_MS;
    if progress.slow_attempts == 0 && progress.attempts < MOST_ATTEMPTS && is_in_time {
        Next::Soon(soon)
    } else {
        Next::Later(soon.max(slow_pause_ms(progress.slow_attempts, random)))
    }
}

/// The pause before the attempt after the `earlier`-th retry, in milliseconds: anything up to a
/// ceiling that doubles.
fn pause_ms(earlier: u32, random: f64) -> u32 {
    part_of(
        doubled(FIRST_PAUSE_MS, earlier, LONGEST_PAUSE_MS),
        0.0,
        random,
    )
}

/// The pause before a slow attempt, in milliseconds: between a quarter of a ceiling that doubles and all
/// of it. The wider, the thinner the crowd that meets a server when it comes back.
fn slow_pause_ms(earlier: u32, random: f64) -> u32 {
    part_of(
        doubled(FIRST_SLOW_PAUSE_MS, earlier, LONGEST_SLOW_PAUSE_MS),
        0.25,
        random,
    )
}

fn doubled(first: u32, times: u32, most: u32) -> u32 {
    first.saturating_mul(1 << times.min(16)).min(most)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a u32 is one"
)]
fn part_of(whole: u32, least: f64, random: f64) -> u32 {
    (f64::from(whole) * (least + (1.0 - least) * random)) as u32
}

/// The seconds that a `Retry-After` asks for, at most [`LONGEST_RETRY_AFTER`]: a number of seconds, or
/// a date, which `read_date` turns into epoch seconds. Nonsense asks for nothing.
#[must_use]
pub fn read_retry_after(
    value: &str,
    now: i64,
    read_date: impl FnOnce(&str) -> Option<i64>,
) -> Option<u32> {
    let value = value.trim();
    let seconds = if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
        // Too many digits for a number ask for long, too.
        value.parse().unwrap_or(LONGEST_RETRY_AFTER)
    } else {
        u32::try_from((read_date(value)? - now).max(0)).unwrap_or(LONGEST_RETRY_AFTER)
    };
    Some(seconds.min(LONGEST_RETRY_AFTER))
}

#[cfg(test)]
#[path = "retry_tests.rs"]
mod tests;
