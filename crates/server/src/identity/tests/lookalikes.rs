//! Bar B6: what looks like another customer's address never becomes it.

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::json;

use super::{
    signers::hs,
    support::{Bench, ask, claims},
};
use crate::identity::VerifiedContact;

/// Ways to make an address look like another without being it.
fn disguise(address: &str, way: u8, place: usize) -> String {
    let (local, host) = address.split_once('@').unwrap();
    let boundaries = local.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
    let at = boundaries[place % boundaries.len()];
    let inserted = |what: &str| format!("{}{what}{}@{host}", &local[..at], &local[at..]);
    let swapped = |from: char, to: &str| {
        if local.contains(from) {
            address.replacen(from, to, 1)
        } else {
            inserted(to)
        }
    };
    match way % 20 {
        0 => swapped('a', "а"),
        1 => swapped('e', "е"),
        2 => swapped('o', "о"),
        3 => swapped('i', "і"),
        4 => address.replace('@', "＠"),
        5 => swapped('a', "ａ"),
        6 => format!("{local}+tag@{host}"),
        7 => format!("{address}."),
        8 => format!("{local}.@{host}"),
        9 => inserted("\0"),
        10 => format!("{address}\0"),
        11 => inserted("\u{200b}"),
        12 => inserted("\u{ad}"),
        13 => inserted("\u{202e}"),
        14 => format!("{address}\u{a0}"),
        15 => format!("{address}\n"),
        16 => inserted("\u{301}"),
        17 => swapped('k', "\u{212a}"),
        18 => address.replace('.', "。"),
        _ => format!("{address},{local}@evil.example"),
    }
}

/// A plain address made of a few bytes, in mixed case. (Strategies from patterns take ten times as long.)
fn address() -> impl Strategy<Value = String> {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzAEIOKZ0123456789_";
    any::<[u8; 12]>().prop_map(|bytes| {
        let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
        let local: String = bytes[..8]
            .iter()
            .take(1 + usize::from(bytes[8] % 8))
            .map(letter)
            .collect();
        let dot = if bytes[9] % 3 == 0 { ".x" } else { "" };
        let end = ["com", "example", "co.uk"][usize::from(bytes[10] % 3)];
        format!("{local}{dot}@host{}.{end}", bytes[11])
    })
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn no_lookalike_becomes_the_other_customer() {
    let pairs = (address(), any::<u8>(), any::<usize>());
    let check = |(address, way, place): (String, u8, usize)| {
        let real = VerifiedContact::email(&address).unwrap();
        let other = disguise(&address, way, place);
        prop_assert_ne!(
            VerifiedContact::email(&other),
            Some(real),
            "{:?} {:?}",
            address,
            other
        );
        Ok(())
    };
    runner(10_000).run(&pairs, check).unwrap();
}

/// The same one however it is spelled, and in no form that would compare unequal.
#[test]
fn an_address_is_itself_in_any_case() {
    let check = |address: String| {
        let real = VerifiedContact::email(&address);
        prop_assert!(real.is_some());
        prop_assert_eq!(
            &VerifiedContact::email(&format!(" {} ", address.to_ascii_uppercase())),
            &real
        );
        let again = real
            .as_ref()
            .map(VerifiedContact::as_str)
            .and_then(VerifiedContact::email);
        prop_assert_eq!(&again, &real);
        Ok(())
    };
    runner(1_000).run(&address(), check).unwrap();
}

/// Control: a reader that folds what looks alike takes many of these pairs for one customer.
#[test]
fn control_a_folding_reader_mixes_customers_up() {
    let folded = |text: &str| {
        let plain: String = text
            .chars()
            .filter(char::is_ascii)
            .filter(|c| !c.is_control())
            .collect();
        plain.trim_end_matches('.').to_ascii_lowercase()
    };
    let mixed = (0..20)
        .filter(|way| folded(&disguise("anniko@example.com", *way, 1)) == "anniko@example.com");
    assert!(mixed.count() >= 5);
}

#[tokio::test]
async fn no_signed_lookalike_speaks_for_the_other_customer() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    let real = VerifiedContact::email("anniko@example.com").unwrap();
    for way in 0..20 {
        for place in 0..6 {
            let email = disguise("anniko@example.com", way, place);
            let found = ask(&verifier, &hs(&claims(json!({ "email": email })))).await;
            assert_ne!(
                found.ok().map(|identity| identity.contact),
                Some(real.clone()),
                "{email:?}"
            );
        }
    }
}
