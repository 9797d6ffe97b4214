//! Bar A7: a token of one tenant opens nothing at another; nor does one for another page or from before
//! a call-back.

use axum::http::{HeaderValue, header};
use serde_json::json;

use super::{
    signers::{hs, rsa, token},
    support::{Bench, NOW, bearer, claims, verdict, without},
};
use crate::identity::{Verifier, VerifierSettings};

const TENANTS: [&str; 4] = ["a", "b", "ab", "A"];

fn tenant(bench: &Bench, audience: &str) -> VerifierSettings {
    VerifierSettings {
        audiences: vec![audience.to_owned()],
        ..bench.settings()
    }
}

/// The tenants share their keys and issuer: only the audience keeps them apart.
#[tokio::test]
async fn each_token_opens_its_own_tenant_alone() {
    let bench = Bench::new();
    for here in TENANTS {
        let verifier = Verifier::new(tenant(&bench, here)).unwrap();
        for there in TENANTS {
            let claims = claims(json!({ "aud": there }));
            let expected = if here == there {
                "accepted"
            } else {
                "wrong-audience"
            };
            for token in [hs(&claims), token("RS256", "r1", &claims, rsa)] {
                assert_eq!(
                    verdict(&verifier, &token).await,
                    expected,
                    "{there} at {here}"
                );
            }
        }
    }
}

#[tokio::test]
async fn control_without_the_audience_check_tenants_mix() {
    let bench = Bench::new();
    let open = without("audience (aud)", tenant(&bench, "a"));
    assert_eq!(
        verdict(&open, &hs(&claims(json!({ "aud": "b" })))).await,
        "accepted"
    );
}

#[tokio::test]
async fn several_audiences_may_be_ours() {
    let bench = Bench::new();
    let settings = VerifierSettings {
        audiences: vec!["a".to_owned(), "b".to_owned()],
        ..bench.settings()
    };
    let verifier = Verifier::new(settings).unwrap();
    assert_eq!(
        verdict(&verifier, &hs(&claims(json!({ "aud": ["a", "b"] })))).await,
        "accepted"
    );
    assert_eq!(
        verdict(&verifier, &hs(&claims(json!({ "aud": ["a", "c"] })))).await,
        "wrong-audience"
    );
}

#[tokio::test]
async fn a_token_for_someone_is_not_for_a_verifier_without_a_name() {
    let bench = Bench::new();
    let settings = VerifierSettings {
        secret_files: bench.settings().secret_files,
        ..VerifierSettings::default()
    };
    let verifier = Verifier::new(settings).unwrap();
    assert_eq!(
        verdict(&verifier, &hs(&claims(json!({})))).await,
        "wrong-audience"
    );
    assert_eq!(
        verdict(&verifier, &hs(&claims(json!({ "aud": null })))).await,
        "accepted"
    );
}

#[tokio::test]
async fn an_origin_in_the_token_must_be_the_one_sent() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    let token = hs(&claims(json!({ "origin": "https://portal.example" })));
    let open = without("origin", bench.settings());
    for (origin, expected) in [
        ("https://portal.example", "accepted"),
        ("https://evil.example", "wrong-origin"),
        ("http://portal.example", "wrong-origin"),
        ("https://portal.example:8443", "wrong-origin"),
        ("https://portal.example.evil.example", "wrong-origin"),
        ("null", "wrong-origin"),
        ("", "wrong-origin"),
    ] {
        let mut headers = bearer(&token);
        headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        let found = verifier
            .verify(&headers, NOW)
            .await
            .map_or_else(|refusal| refusal.reason(), |_| "accepted");
        assert_eq!(found, expected, "{origin}");
        assert!(
            open.verify(&headers, NOW).await.is_ok(),
            "control: {origin}"
        );
    }
}

#[tokio::test]
async fn tokens_issued_before_a_call_back_are_refused() {
    let bench = Bench::new();
    let list = json!({ "42": NOW - 10, "bob@example.com": NOW });
    bench.write("revoked.json", list.to_string().as_bytes());
    let settings = VerifierSettings {
        revoked_file: Some(bench.path("revoked.json")),
        ..bench.settings()
    };
    let verifier = Verifier::new(settings.clone()).unwrap();
    for (changes, expected) in [
        (json!({ "iat": NOW - 11 }), "revoked"),
        (json!({ "iat": NOW - 10 }), "accepted"),
        (json!({ "iat": null }), "revoked"),
        (json!({ "sub": "43", "iat": NOW - 11 }), "accepted"),
        (
            json!({ "sub": "43", "email": "Bob@example.com", "iat": NOW - 1 }),
            "revoked",
        ),
    ] {
        assert_eq!(
            verdict(&verifier, &hs(&claims(changes.clone()))).await,
            expected,
            "{changes}"
        );
    }
    let open = without("not revoked", settings);
    assert_eq!(
        verdict(&open, &hs(&claims(json!({ "iat": NOW - 11 })))).await,
        "accepted"
    );
}
