//! Bar F8 on stable: every input that is kept of fuzzing, and what a few changes make of each, goes through the
//! function of its target. Fuzzing itself is `cargo xtask soak`'s.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{fs, panic, path::Path};

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use support_server::fuzzing;

/// How many changed inputs are made of each one that is kept.
const CHANGES: usize = 200;

#[track_caller]
fn replay(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert!(
        files.len() >= 5,
        "{}: hardly anything to replay",
        folder.display()
    );
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for file in files {
        let kept = fs::read(&file).unwrap();
        let mut input = kept.clone();
        for round in 0..=CHANGES {
            let run = panic::catch_unwind(|| target(&input));
            assert!(
                run.is_ok(),
                "{}, change {round}: {:?}",
                file.display(),
                input.escape_ascii().to_string()
            );
            input = changed(&kept, &mut random);
        }
    }
}

/// The input with a few bytes of it changed, taken away or repeated.
fn changed(kept: &[u8], random: &mut impl Rng) -> Vec<u8> {
    let mut input = kept.to_vec();
    for _ in 0..random.random_range(1..5) {
        let end = input.len();
        let from = random.random_range(0..=end);
        let to = random.random_range(from..=end.min(from + 16));
        match random.random_range(0..3) {
            0 => drop(input.drain(from..to)),
            1 => input.extend_from_within(from..to),
            _ => input[from..to].fill_with(|| random.random()),
        }
    }
    input
}

#[test]
fn f8_tokens() {
    replay("token", fuzzing::token);
}

#[test]
fn f8_queries_and_cursors() {
    replay("query", fuzzing::query);
}

#[test]
fn f8_bodies_of_creates() {
    replay("create_body", fuzzing::create_body);
}

#[test]
fn f8_html() {
    replay("html", fuzzing::html);
}

#[test]
fn f8_bodies_of_errors() {
    replay("error_body", fuzzing::error_body);
}

/// The control: a promise that does not hold is noticed.
#[test]
#[should_panic(expected = "change 0")]
fn f8_control_a_target_that_fails_is_named() {
    replay("html", |input| assert!(input.is_empty()));
}
