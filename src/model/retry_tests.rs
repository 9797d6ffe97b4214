//! The bars E3 and E9: what the pauses are, and what a thousand clients do to a server that comes back.

use std::collections::BinaryHeap;

use super::*;
use crate::model::failure::{Problem, table};

/// A small generator of pseudo-random numbers, good enough to sample with and the same in each run
/// (<https://prng.di.unimi.it/splitmix64.c>).
struct Chance(u64);

impl Chance {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn tried(attempts: u32, elapsed_ms: u32) -> Progress {
    Progress {
        attempts,
        elapsed_ms,
        slow_attempts: 0,
    }
}

fn busy(retry_after: Option<u32>) -> Failure {
    Failure::Refused(Problem {
        status: 429,
        retry_after,
        ..Problem::default()
    })
}

#[test]
fn ten_thousand_pauses_fill_their_range_evenly() {
    let mut chance = Chance(1);
    for (attempts, ceiling) in [(1, 500), (2, 1_000), (3, 2_000)] {
        let mut tenths = [0_u32; 10];
        for _ in 0..10_000 {
            let next = after(&Failure::Unreachable, tried(attempts, 0), chance.next());
            let Next::Soon(pause) = next else {
                panic!("{next:?}")
            };
            assert!(pause < ceiling, "{pause} of {ceiling}");
            tenths[(pause * 10 / ceiling) as usize] += 1;
        }
        for share in tenths {
            assert!(share.abs_diff(1_000) < 130, "{ceiling}: {tenths:?}");
        }
    }
}

#[test]
fn no_pause_of_a_round_is_longer_than_eight_seconds() {
    for earlier in 0..40 {
        let longest = pause_ms(earlier, 0.999_999);
        assert!((499..=LONGEST_PAUSE_MS).contains(&longest), "{longest}");
    }
    assert_eq!(pause_ms(9, 0.999_999), 7_999);
}

#[test]
fn a_round_has_four_attempts_and_lasts_half_a_minute_at_most() {
    let mut chance = Chance(2);
    for _ in 0..10_000 {
        let mut progress = tried(1, part_of(ATTEMPT_MS, 0.0, chance.next()));
        while let Next::Soon(pause) = after(&Failure::TimedOut, progress, chance.next()) {
            progress.attempts += 1;
            progress.elapsed_ms += pause + part_of(ATTEMPT_MS, 0.0, chance.next());
        }
        assert!(
            progress.attempts <= MOST_ATTEMPTS && progress.elapsed_ms <= ROUND_MS,
            "{progress:?}"
        );
    }
    let last = after(&Failure::Unreachable, tried(MOST_ATTEMPTS, 0), 0.0);
    assert_eq!(last, Next::Later(15_000));
}

#[test]
fn what_is_not_to_be_retried_never_is() {
    for line in table() {
        let is_retried = after(&line.failure, tried(1, 0), 0.5) != Next::Never;
        assert_eq!(is_retried, line.is_retried, "{:?}", line.failure);
    }
}

#[test]
fn slow_attempts_become_rarer_up_to_an_hour() {
    let at = |slow_attempts, random| {
        let progress = Progress {
            slow_attempts,
            ..tried(1, 0)
        };
        after(&Failure::Offline, progress, random)
    };
    assert_eq!(at(1, 0.0), Next::Later(30_000));
    assert_eq!(at(1, 0.5), Next::Later(75_000));
    assert_eq!(at(3, 0.0), Next::Later(120_000));
    assert_eq!(at(50, 0.0), Next::Later(900_000));
}

#[test]
fn a_server_that_asks_for_time_gets_it_up_to_five_minutes() {
    assert_eq!(
        after(&busy(Some(2)), tried(1, 0), 0.5),
        Next::Soon(2_000 + 250)
    );
    assert_eq!(
        after(&busy(Some(40)), tried(1, 0), 0.5),
        Next::Later(40_000 + 250)
    );
    assert_eq!(
        after(&busy(Some(u32::MAX)), tried(1, 0), 0.0),
        Next::Later(300_000)
    );
    assert_eq!(after(&busy(None), tried(1, 0), 0.5), Next::Soon(250));
}

#[test]
fn both_forms_of_retry_after_are_read_and_nonsense_is_not() {
    let date = |text: &str| (text == "Sun, 06 Nov 1994 08:49:37 GMT").then_some(784_111_777);
    let read = |text| read_retry_after(text, 784_111_700, date);
    assert_eq!(read("120"), Some(120));
    assert_eq!(read(" 0 "), Some(0));
    assert_eq!(read("86400"), Some(300));
    assert_eq!(read("99999999999999999999"), Some(300));
    assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(77));
    assert_eq!(read_retry_after("a past date", 9, |_| Some(2)), Some(0));
    for nonsense in ["", "soon", "-1", "1.5", "1e3", "NaN"] {
        assert_eq!(read(nonsense), None, "{nonsense}");
    }
}

const CLIENTS: u32 = 1_000;
const DOWN_FROM_MS: u32 = 60_000;
const DOWN_UNTIL_MS: u32 = 90_000;
const END_MS: u32 = 300_000;

/// How many requests reach the server in each second. Each of the clients sends something about once a
/// minute; for half a minute the server answers 503.
fn requests_by_second(pause: impl Fn(u32, Progress, f64) -> Next) -> Vec<u32> {
    let mut chance = Chance(3);
    // The soonest first: when, and what has become of it so far, with the time its round began.
    let mut events = BinaryHeap::new();
    for _ in 0..CLIENTS * (END_MS / 60_000) {
        let at = part_of(END_MS, 0.0, chance.next());
        events.push((std::cmp::Reverse(at), 0, 0, at));
    }
    let mut by_second = vec![0; (END_MS / 1_000) as usize];
    while let Some((std::cmp::Reverse(at), attempts, slow_attempts, began)) = events.pop() {
        let Some(second) = by_second.get_mut((at / 1_000) as usize) else {
            continue;
        };
        *second += 1;
        if !(DOWN_FROM_MS..DOWN_UNTIL_MS).contains(&at) {
            continue;
        }
        let progress = Progress {
            attempts: attempts + 1,
            elapsed_ms: at - began,
            slow_attempts,
        };
        let event = match pause(at, progress, chance.next()) {
            Next::Soon(ms) => (at + ms, attempts + 1, slow_attempts, began),
            Next::Later(ms) => (at + ms, attempts + 1, slow_attempts + 1, began),
            Next::Never => panic!("a 503 is retried"),
        };
        events.push((std::cmp::Reverse(event.0), event.1, event.2, event.3));
    }
    by_second
}

/// The busiest five seconds after the server is back, against what is usual: both as requests a second.
fn peak_and_usual(by_second: &[u32]) -> (u32, u32) {
    let recovery = &by_second[(DOWN_UNTIL_MS / 1_000) as usize..];
    let peak = recovery
        .windows(5)
        .map(|five| five.iter().sum::<u32>() / 5)
        .max();
    (peak.unwrap(), CLIENTS / 60)
}

#[test]
fn a_thousand_clients_do_not_trample_a_server_that_comes_back() {
    let unavailable = Failure::refused(503);
    let by_second = requests_by_second(|_, progress, random| after(&unavailable, progress, random));
    let (peak, usual) = peak_and_usual(&by_second);
    println!("usual {usual}/s, after the server is back at most {peak}/s");
    assert!(peak <= 2 * usual, "{peak} against {usual}");

    // All at the next full half minute, as a naive client does it: the test can fail.
    let by_second = requests_by_second(|at, _, _| Next::Later(30_000 - at % 30_000));
    let (peak, usual) = peak_and_usual(&by_second);
    assert!(peak > 2 * usual, "{peak} against {usual}");
}
