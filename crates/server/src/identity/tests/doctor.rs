//! The doctor's table: each check, which one failed, what to do, and nothing that must stay secret.

use serde_json::json;

use super::{
    signers::{SECRET, hmac, hs, token},
    support::{Bench, NOW, claims},
};
use crate::identity::{doctor::Report, refusal::Refusal};

async fn table(token: &str) -> String {
    let bench = Bench::new();
    Report::examine(&bench.verifier(), token, None, NOW)
        .await
        .table()
}

#[tokio::test]
async fn a_good_token() {
    let table = table(&hs(&claims(json!({})))).await;
    assert!(
        table
            .lines()
            .filter(|line| line.ends_with("  passed"))
            .count()
            >= 14,
        "{table}"
    );
    assert!(!table.contains("FAILED"), "{table}");
    assert!(
        table.contains(&format!("speaks for ann@example.com until {}", NOW + 900)),
        "{table}"
    );
}

#[tokio::test]
async fn all_failures_are_shown_with_what_to_do() {
    let claims = claims(json!({ "iat": NOW - 5000, "exp": NOW - 4100, "aud": "other" }));
    let token = token("HS256", "s1", &claims, hmac(&[7; 32]));
    let table = table(&token).await;
    for expected in [
        "FAILED  bad-signature",
        "FAILED  expired",
        "FAILED  wrong-audience",
        "-> sign for the configured `aud` alone",
    ] {
        assert!(table.contains(expected), "{expected}\n{table}");
    }
    assert!(!table.contains("speaks for"), "{table}");
}

#[tokio::test]
async fn what_cannot_be_checked_is_not_said_to_have_passed() {
    let table = table("garbage").await;
    assert_eq!(table.matches("not reached").count(), 3, "{table}");
    assert!(!table.contains("passed"), "{table}");
}

#[tokio::test]
async fn neither_signature_nor_secret_is_shown() {
    for token in [
        hs(&claims(json!({}))),
        token("HS256", "s1", &claims(json!({})), hmac(&[7; 32])),
    ] {
        let table = table(&token).await;
        let secret = std::str::from_utf8(SECRET).unwrap();
        for part in token.split('.').chain([secret]) {
            assert!(!table.contains(part), "{table}");
        }
    }
}

#[test]
fn a_refusal_holds_nothing_of_the_token() {
    assert_eq!(
        std::mem::size_of::<Refusal>(),
        std::mem::size_of::<(u64, &'static str)>()
    );
    assert_eq!(
        Refusal::BadClaim("exp").to_string(),
        "claim `exp` is missing, of a wrong type or out of range"
    );
}
