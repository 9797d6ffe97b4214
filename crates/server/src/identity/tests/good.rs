//! Tokens that must be accepted.

use serde_json::{Value, json};

use super::{
    signers::{ec, ed, encode, hs, hs_header, pairs, rsa, token},
    support::{AUDIENCE, Bench, NOW, ask, bearer, claims, verdict},
    vectors::{Vector, vector},
};
use crate::identity::{VerifiedContact, Verifier, VerifierSettings, compact::SIZE_MAX};

pub(super) fn vectors() -> Vec<Vector> {
    let _ = pairs();
    let plain = claims(json!({}));
    let by_claims = [
        ("no iat", json!({ "iat": null })),
        ("nbf now", json!({ "nbf": NOW })),
        ("nbf at the edge", json!({ "nbf": NOW + 30 })),
        ("iat at the edge", json!({ "iat": NOW + 30 })),
        (
            "exp at the edge",
            json!({ "iat": NOW - 900, "exp": NOW - 30 }),
        ),
        ("longest life", json!({ "exp": NOW + 3600 })),
        (
            "longest life without iat",
            json!({ "iat": null, "exp": NOW + 3600 }),
        ),
        (
            "not said to be verified, by a secret",
            json!({ "email_verified": null }),
        ),
        (
            "phone only",
            json!({ "email": null, "email_verified": null, "phone": "+1 415 555 2671" }),
        ),
        (
            "verified phone",
            json!({ "email": null, "email_verified": null, "phone": "+14155552671", "phone_number_verified": true }),
        ),
        ("both contacts", json!({ "phone": "+14155552671" })),
        (
            "both, the phone unverified",
            json!({ "phone": "+14155552671", "phone_number_verified": false }),
        ),
        ("audience in a list", json!({ "aud": [AUDIENCE] })),
        ("no sub", json!({ "sub": null })),
        ("a contact id", json!({ "requester_id": 7 })),
        ("jti", json!({ "jti": "a-b-c" })),
        (
            "an origin, none sent",
            json!({ "origin": "https://portal.example" }),
        ),
        ("a name in Japanese", json!({ "name": "山田 太郎" })),
        (
            "an escaped name",
            json!({ "name": "\u{1f600} \"quoted\" \\ /" }),
        ),
        (
            "claims that do not matter",
            json!({ "roles": { "app": ["a", { "b": [1.5, null] }] }, "azp": 7 }),
        ),
        (
            "non-ASCII address",
            json!({ "email": "jörg@müller.example" }),
        ),
        (
            "upper case and spaces",
            json!({ "email": "  Ann@Example.COM " }),
        ),
        ("tag", json!({ "email": "ann+support@example.com" })),
    ];
    let mut all: Vec<Vector> = by_claims
        .into_iter()
        .map(|(name, changes): (&str, Value)| vector(name, hs(&claims(changes)), "accepted"))
        .collect();
    all.extend([
        vector("HS256", hs(&plain), "accepted"),
        vector("RS256", token("RS256", "r1", &plain, rsa), "accepted"),
        vector("ES256", token("ES256", "e1", &plain, ec), "accepted"),
        vector("EdDSA", token("EdDSA", "d1", &plain, ed), "accepted"),
        vector(
            "no typ",
            hs_header(&json!({ "alg": "HS256", "kid": "s1" }), &plain),
            "accepted",
        ),
        vector(
            "typ in lower case",
            hs_header(
                &json!({ "alg": "HS256", "kid": "s1", "typ": "jwt" }),
                &plain,
            ),
            "accepted",
        ),
        vector(
            "x5t",
            hs_header(
                &json!({ "alg": "HS256", "kid": "s1", "x5t": "abc" }),
                &plain,
            ),
            "accepted",
        ),
        vector("exactly 4 KiB", of_size(SIZE_MAX), "accepted"),
    ]);
    all
}

/// A good token of exactly that many bytes. No part has a length of 4 n + 1, so two parts are varied.
pub(super) fn of_size(size: usize) -> String {
    let filled = |name: usize, pad: usize| {
        let header = json!({ "alg": "HS256", "kid": "s1", "x5t": "x".repeat(name) });
        hs_header(&header, &claims(json!({ "pad": "x".repeat(pad) })))
    };
    let least = (size - filled(4, 0).len()) * 3 / 4 - 8;
    (0..4)
        .flat_map(|name| (least..least + 16).map(move |pad| (name, pad)))
        .map(|(name, pad)| filled(name, pad))
        .find(|token| token.len() == size)
        .unwrap()
}

#[tokio::test]
async fn the_identity_is_what_the_token_says() {
    let bench = Bench::new();
    let changes =
        json!({ "email": " Ann@Example.COM", "phone": "+14155552671", "requester_id": 7 });
    let found = ask(&bench.verifier(), &hs(&claims(changes))).await.unwrap();
    assert_eq!(
        found.contact,
        VerifiedContact::Email("ann@example.com".to_owned())
    );
    assert_eq!(found.subject.as_deref(), Some("42"));
    assert_eq!((found.contact_id, found.expires_at), (Some(7), NOW + 900));
}

#[tokio::test]
async fn the_scheme_is_read_in_any_case() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    for scheme in ["bearer", "BEARER", "Bearer"] {
        let mut headers = bearer("x");
        let value = format!("{scheme} {}", hs(&claims(json!({}))));
        headers.insert("authorization", value.parse().unwrap());
        assert!(verifier.verify(&headers, NOW).await.is_ok(), "{scheme}");
    }
}

#[tokio::test]
async fn a_single_key_needs_no_name() {
    let bench = Bench::new();
    let header = json!({ "alg": "HS256" });
    let bare = json!({ "email": "ann@example.com", "exp": NOW + 60 });
    let unnamed = Verifier::new(bench.plain_settings()).unwrap();
    assert_eq!(
        verdict(&unnamed, &hs_header(&header, &bare)).await,
        "accepted"
    );
    assert_eq!(verdict(&unnamed, &hs(&bare)).await, "unknown-key");
    let named = VerifierSettings {
        secret_files: vec![bench.secret(Some("s1"), "secret")],
        ..bench.plain_settings()
    };
    let named = Verifier::new(named).unwrap();
    assert_eq!(
        verdict(&named, &hs_header(&header, &bare)).await,
        "accepted"
    );
    assert_eq!(verdict(&named, &hs(&bare)).await, "accepted");
}

#[test]
fn the_signers_spell_base64_as_jose_does() {
    assert_eq!(encode([0xfb, 0xff]), "-_8");
}
