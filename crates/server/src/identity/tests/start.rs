//! Bar B9 and the settings: what keeps a verifier from starting, and the sentence it ends with.

use clap::Parser;
use serde_json::json;

use super::{
    signers::{hmac, hs_header, raw, rsa, token},
    support::{Bench, claims, start_error, verdict},
};
use crate::identity::{Life, Verifier, VerifierSettings};

#[derive(Debug, Parser)]
struct Flags {
    #[command(flatten)]
    identity: VerifierSettings,
}

fn flags(list: &[&str]) -> Result<VerifierSettings, String> {
    let all = std::iter::once(&"test").chain(list);
    Flags::try_parse_from(all)
        .map(|flags| flags.identity)
        .map_err(|error| error.to_string())
}

#[test]
fn a_secret_has_at_least_32_bytes() {
    let bench = Bench::new();
    for (bytes, found) in [
        (vec![b'x'; 31], 31),
        (b"".to_vec(), 0),
        (b"\n".to_vec(), 0),
        ([&[b'x'; 31][..], b"\n"].concat(), 31),
        ([&[b'x'; 31][..], b"\r\n"].concat(), 31),
    ] {
        bench.write("secret", &bytes);
        let error = start_error(bench.plain_settings());
        assert!(
            error.ends_with(&format!(
                "expected a secret of at least 32 bytes, found {found}"
            )),
            "{error}"
        );
    }
    bench.write("secret", &[b'x'; 32]);
    assert_eq!(start_error(bench.plain_settings()), "it started");
}

#[tokio::test]
async fn a_secret_is_the_bytes_less_one_newline_never_decoded() {
    let header = json!({ "alg": "HS256" }).to_string();
    let text = claims(json!({ "aud": null })).to_string();
    let base64: &[u8] = b"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    let binary: Vec<u8> = (0..=255).collect();
    for secret in [
        base64,
        &binary,
        b"0123456789abcdef0123456789abcdef ",
        b"0123456789abcdef0123456789abcdef\n",
    ] {
        let bench = Bench::new();
        bench.write("secret", &[secret, b"\n"].concat());
        let verifier = Verifier::new(bench.plain_settings()).unwrap();
        assert_eq!(
            verdict(&verifier, &raw(&header, &text, hmac(secret))).await,
            "accepted",
            "{secret:?}"
        );
    }
}

#[test]
fn keys_and_what_a_key_set_asks_for() {
    let bench = Bench::new();
    let all = bench.settings();
    let no_keys = VerifierSettings::default();
    assert_eq!(
        start_error(no_keys),
        "expected --identity-secret-file, --identity-secret-dir or --identity-jwks"
    );
    let no_issuer = VerifierSettings {
        issuers: Vec::new(),
        ..all.clone()
    };
    assert!(start_error(no_issuer.clone()).starts_with("--identity-issuer is required"));
    assert_eq!(
        start_error(VerifierSettings {
            any_issuer: true,
            ..no_issuer
        }),
        "it started"
    );
    let no_audience = VerifierSettings {
        audiences: vec![String::new()],
        ..all.clone()
    };
    assert!(start_error(no_audience.clone()).starts_with("--identity-audience is required"));
    assert_eq!(
        start_error(VerifierSettings {
            any_audience: true,
            ..no_audience
        }),
        "it started"
    );
    let twice = vec![
        bench.secret(Some("a"), "secret"),
        bench.secret(Some("a"), "secret"),
    ];
    assert!(
        start_error(VerifierSettings {
            secret_files: twice,
            ..all.clone()
        })
        .contains("found `a` twice")
    );
    let unnamed = vec![bench.secret(None, "secret"), bench.secret(None, "secret")];
    assert!(
        start_error(VerifierSettings {
            secret_files: unnamed,
            ..all.clone()
        })
        .contains("KID=FILE")
    );
    let gone = vec![bench.secret(None, "gone")];
    assert!(
        start_error(VerifierSettings {
            secret_files: gone,
            ..all
        })
        .starts_with("cannot read ")
    );
}

#[test]
fn key_sets_without_a_key_for_us() {
    let bench = Bench::new();
    let oct = json!({ "keys": [{ "kty": "oct", "k": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY", "alg": "HS256", "kid": "o" }] });
    let short = json!({ "keys": [{ "kty": "RSA", "n": "AQAB".repeat(30), "e": "AQAB" }] });
    let other = json!({ "keys": [{ "kty": "EC", "crv": "P-521", "x": "AA", "y": "AA" }, { "kty": "new" }, 7] });
    for text in [
        oct.to_string(),
        short.to_string(),
        other.to_string(),
        r#"{"keys":[]}"#.to_owned(),
    ] {
        bench.write("keys.json", text.as_bytes());
        assert!(
            start_error(bench.settings()).contains("found none"),
            "{text}"
        );
    }
    for text in ["", "[]", "{}", r#"{"keys":{}}"#] {
        bench.write("keys.json", text.as_bytes());
        assert!(
            start_error(bench.settings()).contains("a list of `keys`"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_waivers_and_algorithms_do_what_they_say() {
    let bench = Bench::new();
    let all = bench.settings();
    let any = VerifierSettings {
        any_issuer: true,
        any_audience: true,
        unverified_contact: true,
        ..all.clone()
    };
    let any = Verifier::new(any).unwrap();
    let foreign = claims(json!({ "iss": "x", "aud": "y", "email_verified": null }));
    assert_eq!(
        verdict(&any, &token("RS256", "r1", &foreign, rsa)).await,
        "accepted"
    );
    let denied = claims(json!({ "email_verified": false }));
    assert_eq!(
        verdict(&any, &token("RS256", "r1", &denied, rsa)).await,
        "unverified-contact"
    );
    let only_ec = VerifierSettings {
        algorithms: flags(&["--identity-algorithm", "ES256"])
            .unwrap()
            .algorithms,
        ..all
    };
    let only_ec = Verifier::new(only_ec).unwrap();
    assert_eq!(
        verdict(&only_ec, &token("RS256", "r1", &claims(json!({})), rsa)).await,
        "unknown-key"
    );
    assert_eq!(
        verdict(
            &only_ec,
            &hs_header(&json!({ "alg": "HS256", "kid": "s1" }), &claims(json!({})))
        )
        .await,
        "accepted"
    );
}

#[test]
fn the_flags() {
    let all = flags(&[
        "--identity-secret-file",
        "k1=a",
        "--identity-secret-file",
        "b",
        "--identity-max-life",
        "15m",
        "--identity-issuer",
        "i",
        "--identity-audience",
        "x",
        "--identity-audience",
        "y",
    ])
    .unwrap();
    assert_eq!(
        all.secret_files
            .iter()
            .map(|file| file.kid.as_deref())
            .collect::<Vec<_>>(),
        [Some("k1"), None]
    );
    assert_eq!((all.max_life, all.audiences.len()), (Life(900), 2));
    assert_eq!(flags(&[]).unwrap().max_life, Life(3600));
    for bad in [
        ["--identity-jwks", "http://id.example/keys"],
        ["--identity-algorithm", "none"],
        ["--identity-algorithm", "HS256"],
        ["--identity-max-life", "0"],
    ] {
        assert!(flags(&bad).is_err(), "{bad:?}");
    }
    let both = [
        "--identity-any-issuer",
        "--identity-issuer",
        "https://id.example",
    ];
    assert!(flags(&both).unwrap_err().contains("cannot be used with"));
}

/// The MAC is compared by the crate, in constant time: no file of the module compares signatures itself.
#[test]
fn nothing_here_compares_signatures() {
    let crypto = include_str!("../keys/mod.rs");
    assert_eq!(
        crypto.matches("token.signature").count(),
        1,
        "only handed to the crate"
    );
    assert!(crypto.contains("crypto::verify(token.signature"));
    for text in [
        include_str!("../verifier/inner.rs"),
        include_str!("../doctor.rs"),
        include_str!("../rules.rs"),
        include_str!("../claims.rs"),
    ] {
        assert!(
            !text.contains(".signature"),
            "signatures are for keys/mod.rs alone"
        );
    }
}
