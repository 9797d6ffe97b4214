//! Bar B3: 30 seconds more or less are accepted, 31 are not; odd times and long lives are refused.

use serde_json::{Value, json};

use super::{
    signers::hs,
    support::{Bench, NOW, bearer, claims, verdict, without},
};
use crate::identity::{Life, Verifier, VerifierSettings};

/// A claim, how to shift it, and how it is refused.
type Edge = (&'static str, fn(i64) -> Value, &'static str);

#[tokio::test]
async fn thirty_seconds_of_leeway_on_each_edge() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    let cases: [Edge; 3] = [
        (
            "exp",
            |by| json!({ "iat": NOW - 900, "exp": NOW - by }),
            "expired",
        ),
        ("nbf", |by| json!({ "nbf": NOW + by }), "not-yet-valid"),
        ("iat", |by| json!({ "iat": NOW + by }), "not-yet-valid"),
    ];
    for (name, changes, refusal) in cases {
        for by in [-30, -1, 0, 1, 29, 30] {
            assert_eq!(
                verdict(&verifier, &hs(&claims(changes(by)))).await,
                "accepted",
                "{name} by {by}"
            );
        }
        for by in [31, 32, 3600] {
            assert_eq!(
                verdict(&verifier, &hs(&claims(changes(by)))).await,
                refusal,
                "{name} by {by}"
            );
        }
    }
}

#[tokio::test]
async fn one_token_through_its_life() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    let token = hs(&claims(json!({ "nbf": NOW, "exp": NOW + 60 })));
    let at = async |now: i64| {
        verifier
            .verify(&bearer(&token), now)
            .await
            .map_err(|refusal| refusal.reason())
            .map(drop)
    };
    assert_eq!(at(NOW - 31).await, Err("not-yet-valid"));
    for now in [NOW - 30, NOW, NOW + 60, NOW + 90] {
        assert_eq!(at(now).await, Ok(()), "{now}");
    }
    assert_eq!(at(NOW + 91).await, Err("expired"));
}

#[tokio::test]
async fn the_longest_life_is_a_setting() {
    let bench = Bench::new();
    let settings = VerifierSettings {
        max_life: Life(60),
        ..bench.settings()
    };
    let verifier = Verifier::new(settings).unwrap();
    for (changes, expected) in [
        (json!({ "exp": NOW + 60 }), "accepted"),
        (json!({ "exp": NOW + 61 }), "too-long-lived"),
        (json!({ "iat": null, "exp": NOW + 60 }), "accepted"),
        (json!({ "iat": null, "exp": NOW + 61 }), "too-long-lived"),
    ] {
        assert_eq!(
            verdict(&verifier, &hs(&claims(changes.clone()))).await,
            expected,
            "{changes}"
        );
    }
}

#[tokio::test]
async fn control_without_the_rules_the_edges_pass() {
    let bench = Bench::new();
    for (rule, changes) in [
        (
            "not expired (exp)",
            json!({ "iat": NOW - 900, "exp": NOW - 31 }),
        ),
        ("already valid (nbf)", json!({ "nbf": NOW + 31 })),
        ("not from the future (iat)", json!({ "iat": NOW + 31 })),
        ("not valid for too long", json!({ "exp": NOW + 3601 })),
    ] {
        let open = without(rule, bench.settings());
        assert_eq!(
            verdict(&open, &hs(&claims(changes))).await,
            "accepted",
            "{rule}"
        );
    }
}
