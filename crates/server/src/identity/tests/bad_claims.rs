//! Well signed, and not to be believed.

use serde_json::{Value, json};

use super::{
    signers::{SECRET, ec, hmac, hs, raw, rsa, token},
    support::{AUDIENCE, NOW, claims},
    vectors::{Vector, vector},
};

pub(super) fn vectors() -> Vec<Vector> {
    let mut all = types();
    all.extend(times());
    all.extend(parties());
    all.extend(contacts());
    all.extend(texts());
    all
}

fn changed(name: &str, changes: Value, expected: &'static str) -> Vector {
    vector(format!("{name} {changes}"), hs(&claims(changes)), expected)
}

/// Each claim of each wrong type.
fn types() -> Vec<Vector> {
    let wrong_times = [
        json!("1795000900"),
        json!(1_795_000_900.0),
        json!(1_795_000_900.5),
        json!(-1),
        json!(9_223_372_036_854_775_808_u64),
        json!(true),
        json!([NOW]),
        json!({}),
    ];
    let wrong_texts = [
        json!(1),
        json!(true),
        json!(["x"]),
        json!({}),
        json!(""),
        json!("a\u{0}b"),
    ];
    let mut all = Vec::new();
    for name in ["exp", "nbf", "iat"] {
        for value in &wrong_times {
            all.push(changed("time", json!({ name: value }), "bad-claim"));
        }
    }
    for name in ["iss", "sub", "jti", "origin"] {
        for value in &wrong_texts {
            all.push(changed("text", json!({ name: value }), "bad-claim"));
        }
    }
    for value in [
        json!(1),
        json!({}),
        json!([]),
        json!([1]),
        json!([AUDIENCE, null]),
        json!([[AUDIENCE]]),
        json!(""),
    ] {
        all.push(changed("audience", json!({ "aud": value }), "bad-claim"));
    }
    for value in [
        json!("7"),
        json!(7.0),
        json!(0),
        json!(-7),
        json!([7]),
        json!(18_446_744_073_709_551_615_u64),
    ] {
        all.push(changed(
            "contact id",
            json!({ "requester_id": value }),
            "bad-claim",
        ));
    }
    for name in [
        "exp",
        "nbf",
        "iat",
        "iss",
        "aud",
        "sub",
        "email",
        "phone",
        "requester_id",
        "origin",
    ] {
        let text = claims(json!({})).to_string();
        let with_null = text.replace('}', &format!(",\"{name}\":null}}"));
        let expected = if text.contains(&format!("\"{name}\"")) {
            "malformed"
        } else {
            "bad-claim"
        };
        all.push(vector(
            format!("{name} null"),
            raw(HEADER, with_null, hmac(SECRET)),
            expected,
        ));
        let mut only_null = claims(json!({}));
        only_null[name] = Value::Null;
        all.push(vector(
            format!("{name} only null"),
            hs(&only_null),
            "bad-claim",
        ));
    }
    all
}

const HEADER: &str = r#"{"alg":"HS256","kid":"s1"}"#;

fn times() -> Vec<Vector> {
    vec![
        changed("no exp", json!({ "exp": null }), "bad-claim"),
        changed(
            "expired",
            json!({ "iat": NOW - 900, "exp": NOW - 31 }),
            "expired",
        ),
        changed("expired long ago", json!({ "iat": 0, "exp": 1 }), "expired"),
        changed("exp 0", json!({ "exp": 0 }), "expired"),
        changed("not yet", json!({ "nbf": NOW + 31 }), "not-yet-valid"),
        changed(
            "issued in the future",
            json!({ "iat": NOW + 31 }),
            "not-yet-valid",
        ),
        changed(
            "too long-lived",
            json!({ "exp": NOW + 3601 }),
            "too-long-lived",
        ),
        changed(
            "too long-lived in all",
            json!({ "iat": NOW - 3000, "exp": NOW + 601 }),
            "too-long-lived",
        ),
        changed(
            "too long-lived without iat",
            json!({ "iat": null, "exp": NOW + 3601 }),
            "too-long-lived",
        ),
        changed(
            "a century",
            json!({ "exp": NOW + 3_155_760_000_i64 }),
            "too-long-lived",
        ),
        changed(
            "milliseconds",
            json!({ "exp": (NOW + 900) * 1000 }),
            "bad-claim",
        ),
    ]
}

fn parties() -> Vec<Vector> {
    vec![
        changed("no iss", json!({ "iss": null }), "wrong-issuer"),
        changed(
            "another iss",
            json!({ "iss": "https://evil.example" }),
            "wrong-issuer",
        ),
        changed(
            "iss with a slash",
            json!({ "iss": "https://id.example/" }),
            "wrong-issuer",
        ),
        changed(
            "iss in upper case",
            json!({ "iss": "HTTPS://ID.EXAMPLE" }),
            "wrong-issuer",
        ),
        changed("no aud", json!({ "aud": null }), "wrong-audience"),
        changed("another aud", json!({ "aud": "other" }), "wrong-audience"),
        changed(
            "other auds",
            json!({ "aud": ["other", "another"] }),
            "wrong-audience",
        ),
        changed(
            "ours and another's",
            json!({ "aud": [AUDIENCE, "other"] }),
            "wrong-audience",
        ),
        changed(
            "almost ours",
            json!({ "aud": "support " }),
            "wrong-audience",
        ),
    ]
}

fn contacts() -> Vec<Vector> {
    let mut all = vec![
        changed("no contact", json!({ "email": null }), "no-contact-claim"),
        changed(
            "only an unknown contact",
            json!({ "email": null, "mail": "ann@example.com" }),
            "no-contact-claim",
        ),
        changed(
            "phone, e-mail not verified",
            json!({ "email": null, "email_verified": false, "phone": "+14155552671" }),
            "unverified-contact",
        ),
        changed(
            "phone not verified",
            json!({ "email": null, "phone": "+14155552671", "phone_number_verified": false }),
            "unverified-contact",
        ),
        changed(
            "bad e-mail, good phone",
            json!({ "email": "x", "phone": "+14155552671" }),
            "bad-claim",
        ),
        changed(
            "good e-mail, phone of a wrong type",
            json!({ "phone": 14_155_552_671_i64 }),
            "bad-claim",
        ),
    ];
    for value in [
        json!(false),
        json!("true"),
        json!("TRUE"),
        json!(1),
        json!([true]),
        json!({}),
        json!(""),
    ] {
        all.push(changed(
            "verified",
            json!({ "email_verified": value }),
            "unverified-contact",
        ));
    }
    let mut null = claims(json!({}));
    null["email_verified"] = Value::Null;
    all.push(vector("verified null", hs(&null), "unverified-contact"));
    let missing = claims(json!({ "email_verified": null }));
    all.push(vector(
        "RS256, not said to be verified",
        token("RS256", "r1", &missing, rsa),
        "unverified-contact",
    ));
    all.push(vector(
        "ES256, not said to be verified",
        token("ES256", "e1", &missing, ec),
        "unverified-contact",
    ));
    let long = format!("a@{}.example", "x".repeat(10_000));
    for email in [
        "",
        "ann",
        "@",
        "a@b@c",
        "ann@example.com\u{0}",
        "ann\u{0}@example.com",
        "ann@example.com\r\nBcc: bob@example.com",
        "ann@example.com, bob@example.com",
        "Ann <ann@example.com>",
        "ann@example.com.",
        "ann@.example.com",
        "ann@exa mple.com",
        "ann＠example.com",
        "ann@example.com\u{202e}",
    ] {
        all.push(changed("email", json!({ "email": email }), "bad-claim"));
    }
    for email in [
        json!(1),
        json!(["ann@example.com"]),
        json!({ "value": "ann@example.com" }),
        json!(true),
    ] {
        all.push(changed("email", json!({ "email": email }), "bad-claim"));
    }
    all.push(changed(
        "email of 10 kB",
        json!({ "email": long }),
        "too-large",
    ));
    for phone in [
        "",
        "call me",
        "+",
        "12",
        "+1415555267100000000000",
        "+14155552671;ext=1",
        "+１４１５５５５２６７１",
    ] {
        all.push(changed(
            "phone",
            json!({ "email": null, "email_verified": null, "phone": phone }),
            "bad-claim",
        ));
    }
    all
}

/// JSON that two readers may read in two ways, or none at all.
fn texts() -> Vec<Vector> {
    let inner = claims(json!({})).to_string();
    let inner = inner.trim_start_matches('{').trim_end_matches('}');
    let deep = format!("{{{inner},\"x\":{}{}}}", "[".repeat(500), "]".repeat(500));
    let texts = [
        (
            "email twice",
            format!("{{{inner},\"email\":\"bob@example.com\"}}"),
        ),
        (
            "email twice, once escaped",
            format!("{{{inner},\"\\u0065mail\":\"bob@example.com\"}}"),
        ),
        (
            "another claim twice",
            format!("{{{inner},\"x\":1,\"x\":2}}"),
        ),
        (
            "twice inside",
            format!("{{{inner},\"x\":{{\"y\":1,\"y\":2}}}}"),
        ),
        ("deep nesting", deep),
        (
            "exp NaN",
            format!("{{{}}}", inner.replace(&format!("{}", NOW + 900), "NaN")),
        ),
        (
            "exp Infinity",
            format!(
                "{{{}}}",
                inner.replace(&format!("{}", NOW + 900), "Infinity")
            ),
        ),
        (
            "exp 1e999",
            format!("{{{}}}", inner.replace(&format!("{}", NOW + 900), "1e999")),
        ),
        (
            "exp with a plus",
            format!(
                "{{{}}}",
                inner.replace(&format!("{}", NOW + 900), &format!("+{}", NOW + 900))
            ),
        ),
        ("a list", format!("[{{{inner}}}]")),
        ("nothing", String::new()),
        ("text", "\"claims\"".to_owned()),
        ("null", "null".to_owned()),
        ("not JSON", "email=ann@example.com".to_owned()),
        ("followed by more", format!("{{{inner}}}x")),
        (
            "a lone surrogate",
            format!("{{{inner},\"name\":\"\\ud800\"}}"),
        ),
        ("a comment", format!("{{{inner}/**/}}")),
        ("a trailing comma", format!("{{{inner},}}")),
    ];
    let mut all: Vec<Vector> = texts
        .into_iter()
        .map(|(name, text)| {
            vector(
                format!("claims: {name}"),
                raw(HEADER, text, hmac(SECRET)),
                "malformed",
            )
        })
        .collect();
    let mut bytes = format!("{{{inner},\"name\":\"").into_bytes();
    bytes.extend(b"\xff\xfe\"}");
    all.push(vector(
        "claims in invalid UTF-8",
        raw(HEADER, bytes, hmac(SECRET)),
        "malformed",
    ));
    let exponent = format!(
        "{{{}}}",
        inner.replace(&format!("{}", NOW + 900), "1.7950009e9")
    );
    all.push(vector(
        "exp with an exponent",
        raw(HEADER, exponent, hmac(SECRET)),
        "bad-claim",
    ));
    all
}
