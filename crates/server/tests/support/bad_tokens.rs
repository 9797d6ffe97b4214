//! Values of `Authorization` that must open nothing, by class.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{
    stub::UPSTREAM_KEY,
    tokens::{SECRET, now, signed, token},
};

/// A value and what is wrong with it.
pub struct BadToken {
    pub class: &'static str,
    pub value: Vec<u8>,
}

/// All of them, each of which would speak for that address at that audience if it were believed.
pub fn bad_tokens(email: &str, audience: &str) -> Vec<BadToken> {
    let good = token(email, audience);
    let mut all = headers(&good);
    all.extend(forms(&good));
    all.extend(signatures(email, audience));
    all.extend(heads(email, audience));
    all.extend(claims(email, audience));
    all
}

fn all_of(class: &'static str, values: Vec<String>) -> Vec<BadToken> {
    let values = values.into_iter().map(String::into_bytes);
    values.map(|value| BadToken { class, value }).collect()
}

fn bearers(class: &'static str, tokens: Vec<String>) -> Vec<BadToken> {
    let values = tokens.into_iter().map(|token| format!("Bearer {token}"));
    all_of(class, values.collect())
}

fn plain(email: &str, audience: &str) -> Value {
    json!({ "email": email, "aud": audience, "iat": now(), "exp": now() + 900, "sub": "s" })
}

fn head() -> Value {
    json!({ "alg": "HS256", "typ": "JWT" })
}

fn encode(text: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// Signed whatever the claims' bytes are.
fn signed_text(claims: &[u8]) -> String {
    let text = format!("{}.{}", encode(head().to_string()), encode(claims));
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, SECRET.as_bytes());
    format!(
        "{text}.{}",
        encode(aws_lc_rs::hmac::sign(&key, text.as_bytes()))
    )
}

fn headers(good: &str) -> Vec<BadToken> {
    let values = [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {good}"),
        format!("Bearer={good}"),
        format!("Bearer\t{good}"),
        good.to_owned(),
    ];
    let mut all = all_of("no bearer token", values.into());
    all.push(BadToken {
        class: "no text",
        value: b"Bearer \xff".into(),
    });
    all
}

fn forms(good: &str) -> Vec<BadToken> {
    let parts: Vec<&str> = good.split('.').collect();
    let [head, body, signature] = parts[..] else {
        panic!("{good}");
    };
    let general = json!({ "protected": head, "payload": body, "signature": signature });
    let mut all = bearers(
        "segments",
        vec![
            "x".to_owned(),
            "a.b.c".to_owned(),
            head.to_owned(),
            format!("{head}.{body}"),
            format!("{good}.x"),
            format!("{good}.x.y"),
            general.to_string(),
        ],
    );
    all.extend(bearers(
        "encoding",
        vec![
            format!("{good}="),
            format!("{head}=.{body}.{signature}"),
            format!("{good} x"),
            format!("{head}. {body}.{signature}"),
            good.replace('.', "%2E"),
        ],
    ));
    let long = format!("{head}.{body}.{}", "A".repeat(4_097 - head.len()));
    all.extend(bearers("size", vec!["A".repeat(4_097), long]));
    all.extend(bearers(
        "not a token",
        vec![UPSTREAM_KEY.to_owned(), SECRET.to_owned()],
    ));
    all
}

fn signatures(email: &str, audience: &str) -> Vec<BadToken> {
    let claims = plain(email, audience);
    let good = signed(&head(), &claims, SECRET);
    let (text, signature) = good.rsplit_once('.').unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let mut flipped = bytes.clone();
    flipped[9] ^= 1;
    let mut other = claims.clone();
    other["sub"] = "another".into();
    let other = signed(&head(), &other, SECRET);
    let other = other.rsplit_once('.').unwrap().1;
    let tokens = vec![
        format!("{text}."),
        format!("{text}.{}", encode(&bytes[..16])),
        format!("{text}.{}", encode(flipped)),
        format!("{text}.{other}"),
        format!("{good}x"),
        signed(&head(), &claims, "another-secret-another-secret-another"),
        signed(&head(), &claims, ""),
    ];
    bearers("signature", tokens)
}

fn heads(email: &str, audience: &str) -> Vec<BadToken> {
    let claims = plain(email, audience);
    let with = |change: Value| {
        let mut head = head();
        for (name, value) in change.as_object().unwrap() {
            head[name] = value.clone();
        }
        signed(&head, &claims, SECRET)
    };
    let mut algorithms = vec![signed(&json!({ "typ": "JWT" }), &claims, SECRET)];
    for alg in [
        "none", "nOnE", "", "hs256", "HS384", "HS512", "RS256", "ES256", "EdDSA",
    ] {
        algorithms.push(with(json!({ "alg": alg })));
        let unsigned = with(json!({ "alg": alg }));
        algorithms.push(format!("{}.", unsigned.rsplit_once('.').unwrap().0));
    }
    algorithms.push(with(json!({ "alg": ["HS256"] })));
    let mut all = bearers("alg", algorithms);
    let url = "https://evil.example/keys";
    let others = [
        json!({ "jku": url }),
        json!({ "x5u": url }),
        json!({ "x5c": ["AAAA"] }),
        json!({ "jwk": { "kty": "oct", "k": "AAAA" } }),
        json!({ "crit": ["exp"] }),
        json!({ "b64": false }),
        json!({ "zip": "DEF" }),
        json!({ "typ": "dpop+jwt" }),
    ];
    all.extend(bearers("header", others.into_iter().map(with).collect()));
    let kids = [
        json!("unknown"),
        json!("../../etc/passwd"),
        json!("' OR 1=1 --"),
        json!(7),
        json!(["s"]),
        json!("k".repeat(10_000)),
    ];
    all.extend(bearers(
        "kid",
        kids.into_iter()
            .map(|kid| with(json!({ "kid": kid })))
            .collect(),
    ));
    all
}

fn claims(email: &str, audience: &str) -> Vec<BadToken> {
    let with = |change: Value| {
        let mut claims = plain(email, audience);
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        signed(&head(), &claims, SECRET)
    };
    let without = |name: &str| {
        let mut claims = plain(email, audience);
        claims.as_object_mut().unwrap().remove(name);
        signed(&head(), &claims, SECRET)
    };
    let mut all = bearers("missing", ["exp", "aud", "email"].map(without).into());
    let wrong = |names: &[&str], values: &[Value]| {
        let pairs = names
            .iter()
            .flat_map(|name| values.iter().map(move |value| (name, value)));
        pairs
            .map(|(name, value)| with(json!({ *name: value })))
            .collect()
    };
    let times = [
        json!(null),
        json!("1795000900"),
        json!(1_795_000_900.5),
        json!(-1),
        json!(u64::MAX),
    ];
    all.extend(bearers(
        "type of a time",
        wrong(&["exp", "nbf", "iat"], &times),
    ));
    let texts = [json!(null), json!(7), json!([email]), json!({}), json!("")];
    all.extend(bearers(
        "type of a text",
        wrong(&["email", "iss", "sub"], &texts),
    ));
    all.extend(bearers(
        "time",
        vec![
            with(json!({ "iat": now() - 900, "exp": now() - 60 })),
            with(json!({ "nbf": now() + 600 })),
            with(json!({ "iat": now() + 600 })),
            with(json!({ "exp": now() + 7_200 })),
        ],
    ));
    all.extend(bearers(
        "audience",
        vec![
            with(json!({ "aud": "another" })),
            with(json!({ "aud": null })),
            with(json!({ "aud": [audience, "another"] })),
            with(json!({ "aud": format!("{audience} ") })),
        ],
    ));
    all.extend(bearers(
        "contact",
        vec![
            with(json!({ "email_verified": false })),
            with(json!({ "email_verified": "true" })),
            with(json!({ "email_verified": 1 })),
            with(json!({ "email": "a@b@c" })),
            with(json!({ "email": format!("{email}\u{0}") })),
            with(json!({ "email": format!("a@{}.example", "x".repeat(10_000)) })),
        ],
    ));
    let text = plain(email, audience).to_string();
    let inner = text.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
    let (open, close) = ("[".repeat(500), "]".repeat(500));
    let odd = [
        format!("{{{inner},\"email\":\"bob@example.com\"}}").into_bytes(),
        format!("{{{inner},\"x\":{open}{close}}}").into_bytes(),
        [b"{\"x\":\"\xff\",", inner.as_bytes(), b"}"].concat(),
        b"null".to_vec(),
    ];
    let odd = odd.iter().map(|text| signed_text(text)).collect();
    all.extend(bearers("JSON", odd));
    all
}
