//! What only looks like a token, and headers that want it checked in another way.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    good::of_size,
    signers::{SECRET, encode, hmac, hs, hs_header, raw},
    support::{Bench, NOW, bearer, claims},
    vectors::{Vector, vector},
};
use crate::identity::Refusal;

pub(super) fn vectors() -> Vec<Vector> {
    let mut all = headers();
    all.extend(key_names());
    all.extend(segments());
    all.extend(encodings());
    all
}

fn headers() -> Vec<Vector> {
    let with = |name: &str, value: Value| {
        let mut header = json!({ "alg": "HS256", "kid": "s1", "typ": "JWT" });
        header[name] = value;
        hs_header(&header, &claims(json!({})))
    };
    let jwk = json!({ "kty": "oct", "k": encode(SECRET) });
    let parameters = [
        ("b64", json!(false)),
        ("crit", json!(["exp"])),
        ("crit", json!([])),
        ("zip", json!("DEF")),
        ("jku", json!("https://evil.example/keys")),
        ("x5u", json!("https://evil.example/cert")),
        ("x5c", json!(["MIIB"])),
        ("jwk", jwk),
        ("enc", json!("A128GCM")),
        ("epk", json!({})),
        ("cty", json!("JWT")),
        ("nonce", json!("1")),
        ("url", json!("/")),
        ("iss", json!("x")),
        ("ALG", json!("HS256")),
        ("typ", json!("JWE")),
        ("typ", json!("at+jwt")),
        ("typ", json!("logout+jwt")),
        ("typ", json!("")),
        ("typ", json!(1)),
        ("typ", json!(["JWT"])),
        ("kid", json!(1)),
        ("kid", json!(["s1"])),
        ("kid", json!({ "s1": 1 })),
        ("kid", Value::Null),
        ("kid", json!(true)),
    ];
    let mut all: Vec<Vector> = parameters
        .into_iter()
        .map(|(name, value)| {
            vector(
                format!("header {name}: {value}"),
                with(name, value),
                "bad-header",
            )
        })
        .collect();
    let plain = claims(json!({})).to_string();
    for (name, header) in [
        ("alg twice", r#"{"alg":"HS256","alg":"none","kid":"s1"}"#),
        ("kid twice", r#"{"alg":"HS256","kid":"s1","kid":"s1"}"#),
        ("a list", r#"["HS256"]"#),
        ("text", "\"HS256\""),
        ("empty", ""),
        ("broken", r#"{"alg":"HS256","kid":"s1""#),
        ("followed by more", r#"{"alg":"HS256","kid":"s1"}{}"#),
        (
            "after a byte order mark",
            "\u{feff}{\"alg\":\"HS256\",\"kid\":\"s1\"}",
        ),
    ] {
        all.push(vector(
            format!("header {name}"),
            raw(header, &plain, hmac(SECRET)),
            "malformed",
        ));
    }
    all.push(vector(
        "header in invalid UTF-8",
        raw(
            b"{\"alg\":\"HS256\",\"kid\":\"\xff\"}",
            &plain,
            hmac(SECRET),
        ),
        "malformed",
    ));
    all
}

fn key_names() -> Vec<Vector> {
    let plain = claims(json!({}));
    let names = [
        "s2",
        "S1",
        "s1 ",
        "s1\0",
        "",
        "../../etc/passwd",
        "/dev/null",
        "' OR 1=1 --",
        "s1\u{200b}",
        "ѕ1",
    ];
    let mut all: Vec<Vector> = names
        .into_iter()
        .map(|kid| {
            vector(
                format!("kid {kid:?}"),
                hs_header(&json!({ "alg": "HS256", "kid": kid }), &plain),
                "unknown-key",
            )
        })
        .collect();
    all.push(vector(
        "no kid with several keys",
        hs_header(&json!({ "alg": "HS256" }), &plain),
        "unknown-key",
    ));
    all.push(vector(
        "kid of 10 kB",
        hs_header(
            &json!({ "alg": "HS256", "kid": "k".repeat(10_000) }),
            &plain,
        ),
        "too-large",
    ));
    all
}

fn segments() -> Vec<Vector> {
    let good = hs(&claims(json!({})));
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let json_form =
        json!({ "payload": body, "protected": head, "signature": signature }).to_string();
    let general =
        json!({ "payload": body, "signatures": [{ "protected": head, "signature": signature }] })
            .to_string();
    let forms = [
        ("one part", head.to_owned()),
        ("two parts", signed.to_owned()),
        ("four parts", format!("{good}.{signature}")),
        ("five parts", format!("{good}.{body}.{signature}")),
        ("only dots", "..".to_owned()),
        ("five empty parts", "....".to_owned()),
        ("JSON form", json_form),
        ("general JSON form", general),
        ("a dot before", format!(".{good}")),
        ("a dot after", format!("{good}.")),
        ("no header", format!(".{body}.{signature}")),
        ("garbage", "garbage".to_owned()),
        ("twice", format!("{good},{good}")),
        ("quoted", format!("\"{good}\"")),
    ];
    forms
        .into_iter()
        .map(|(name, token)| vector(name, token, "malformed"))
        .collect()
}

fn encodings() -> Vec<Vector> {
    let good = hs(&claims(json!({})));
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let header = json!({ "alg": "HS256", "kid": "s1" }).to_string();
    let text = claims(json!({ "name": "???>>>~~~" })).to_string();
    let standard = format!("{}.{}", STANDARD.encode(&header), STANDARD.encode(&text));
    let standard = format!(
        "{standard}.{}",
        STANDARD.encode(hmac(SECRET)(standard.as_bytes()))
    );
    let spare = {
        let last = signature.chars().last().unwrap();
        let next = char::from(u8::try_from(last).unwrap() + 1);
        format!("{signed}.{}{next}", &signature[..signature.len() - 1])
    };
    let mut all = vec![
        vector("padding", format!("{good}="), "malformed"),
        vector("standard base64", standard, "malformed"),
        vector("spare bits set", spare, "malformed"),
        vector("a space before", format!(" {good}"), "malformed"),
        vector(
            "a space after the header",
            format!("{head} .{body}.{signature}"),
            "malformed",
        ),
        vector(
            "a tab in the claims",
            format!("{head}.{body}\t.{signature}"),
            "malformed",
        ),
        vector("a percent escape", good.replace('.', "%2E"), "malformed"),
        vector("4 KiB and a byte", of_size(4097), "too-large"),
        vector("a megabyte", "a".repeat(1 << 20), "too-large"),
    ];
    let long = format!("{head}.{body}.{}", "A".repeat(4096));
    all.push(vector("a long signature", long, "too-large"));
    all
}

#[tokio::test]
async fn exactly_one_authorization_header_with_a_bearer_token() {
    let bench = Bench::new();
    let verifier = bench.verifier();
    let good = hs(&claims(json!({})));
    assert_eq!(
        verifier.verify(&HeaderMap::new(), NOW).await,
        Err(Refusal::Missing)
    );
    for value in [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Token x",
        good.as_str(),
        &format!("Bearer={good}"),
        &format!("Bearer\t{good}"),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        assert_eq!(
            verifier.verify(&headers, NOW).await,
            Err(Refusal::Missing),
            "{value}"
        );
    }
    let mut twice = bearer(&good);
    twice.append(header::AUTHORIZATION, twice[header::AUTHORIZATION].clone());
    let refusal = verifier.verify(&twice, NOW).await.unwrap_err();
    assert_eq!(refusal.reason(), "malformed");
    let mut bytes = bearer(&good);
    bytes.insert(
        header::AUTHORIZATION,
        HeaderValue::from_bytes(b"Bearer \xff").unwrap(),
    );
    assert_eq!(
        verifier.verify(&bytes, NOW).await.unwrap_err().reason(),
        "malformed"
    );
}
