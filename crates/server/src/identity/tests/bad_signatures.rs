//! Algorithms that are not the key's, keys that are not the signer's, signatures that are none.

use aws_lc_rs::hmac::{HMAC_SHA384, HMAC_SHA512};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{
    signers::{SECRET, ec, ec_der, ed, encode, hmac, hs, mac, raw, rsa, rsa_public, token},
    support::claims,
    vectors::{Vector, vector},
};

pub(super) fn vectors() -> Vec<Vector> {
    let mut all = algorithms();
    all.extend(confusions());
    all.extend(curve_edges());
    all.extend(damaged());
    all
}

fn algorithms() -> Vec<Vector> {
    let plain = claims(json!({}));
    let mut all = Vec::new();
    for alg in [
        "none", "nOnE", "NONE", "", "hs256", "HS256 ", "HS384", "HS512", "PS256", "RS512", "ES384",
        "ES256K", "Ed25519",
    ] {
        all.push(vector(
            format!("alg {alg:?}, signed"),
            token(alg, "s1", &plain, hmac(SECRET)),
            "wrong-algorithm",
        ));
        all.push(vector(
            format!("alg {alg:?}, unsigned"),
            token(alg, "s1", &plain, |_| Vec::new()),
            "wrong-algorithm",
        ));
    }
    all.extend([
        vector(
            "real HS384",
            token("HS384", "s1", &plain, mac(HMAC_SHA384, SECRET)),
            "wrong-algorithm",
        ),
        vector(
            "real HS512",
            token("HS512", "s1", &plain, mac(HMAC_SHA512, SECRET)),
            "wrong-algorithm",
        ),
        vector(
            "no alg",
            raw(r#"{"kid":"s1"}"#, plain.to_string(), hmac(SECRET)),
            "wrong-algorithm",
        ),
    ]);
    for (name, alg) in [
        ("null", Value::Null),
        ("number", json!(256)),
        ("list", json!(["HS256"])),
        ("object", json!({})),
    ] {
        let header = json!({ "alg": alg, "kid": "s1" });
        all.push(vector(
            format!("alg of type {name}"),
            raw(header.to_string(), plain.to_string(), hmac(SECRET)),
            "bad-header",
        ));
    }
    all
}

/// The public key as a shared secret, one key's algorithm with another's name.
fn confusions() -> Vec<Vector> {
    let plain = claims(json!({}));
    let (der, pem) = rsa_public();
    let trimmed = pem.strip_suffix(b"\n").unwrap().to_vec();
    let keys = [
        ("DER", der),
        ("PEM", pem),
        ("PEM without the last newline", trimmed),
    ];
    let mut all = Vec::new();
    for (name, key) in keys {
        all.push(vector(
            format!("HS256 with the RSA key's {name}, as r1"),
            token("HS256", "r1", &plain, hmac(&key)),
            "wrong-algorithm",
        ));
        all.push(vector(
            format!("HS256 with the RSA key's {name}, as s1"),
            token("HS256", "s1", &plain, hmac(&key)),
            "bad-signature",
        ));
    }
    all.extend([
        vector(
            "RS256 as the EC key",
            token("RS256", "e1", &plain, rsa),
            "wrong-algorithm",
        ),
        vector(
            "ES256 as the Ed25519 key",
            token("ES256", "d1", &plain, ec),
            "wrong-algorithm",
        ),
        vector(
            "EdDSA as the secret",
            token("EdDSA", "s1", &plain, ed),
            "wrong-algorithm",
        ),
        vector(
            "EC signature, said to be RS256",
            token("RS256", "r1", &plain, ec),
            "bad-signature",
        ),
        vector(
            "HMAC, said to be ES256",
            token("ES256", "e1", &plain, hmac(SECRET)),
            "bad-signature",
        ),
        vector(
            "HMAC with an empty key",
            token("HS256", "s1", &plain, hmac(b"")),
            "bad-signature",
        ),
        vector(
            "HMAC with another secret",
            token("HS256", "s1", &plain, hmac(&[7; 32])),
            "bad-signature",
        ),
        vector(
            "HMAC with the secret and its newline",
            token("HS256", "s1", &plain, hmac(&[SECRET, b"\n"].concat())),
            "bad-signature",
        ),
    ]);
    all
}

fn curve_edges() -> Vec<Vector> {
    let plain = claims(json!({}));
    let edge = |name: &str, sign: &dyn Fn(&[u8]) -> Vec<u8>| {
        vector(name, token("ES256", "e1", &plain, sign), "bad-signature")
    };
    vec![
        edge("ES256, r = 0", &|message| {
            [&[0; 32], &ec(message)[32..]].concat()
        }),
        edge("ES256, s = 0", &|message| {
            [&ec(message)[..32], &[0; 32]].concat()
        }),
        edge("ES256, r = s = 0", &|_| vec![0; 64]),
        edge("ES256, r = s = 2^256 - 1", &|_| vec![0xff; 64]),
        edge("ES256, r and s swapped", &|message| {
            [&ec(message)[32..], &ec(message)[..32]].concat()
        }),
        edge("ES256 in DER", &ec_der),
        edge("ES256 with a byte more", &|message| {
            [&ec(message)[..], &[0]].concat()
        }),
        edge("ES256 over something else", &|_| ec(b"else")),
        vector(
            "EdDSA of zeroes",
            token("EdDSA", "d1", &plain, |_| vec![0; 64]),
            "bad-signature",
        ),
        vector(
            "RS256 of zeroes",
            token("RS256", "r1", &plain, |_| vec![0; 256]),
            "bad-signature",
        ),
        vector(
            "RS256 of one byte",
            token("RS256", "r1", &plain, |_| vec![1]),
            "bad-signature",
        ),
    ]
}

/// A good token with its signature, or what is signed, a little different.
fn damaged() -> Vec<Vector> {
    let plain = claims(json!({}));
    let of_each = [
        ("HS256", hs(&plain)),
        ("RS256", token("RS256", "r1", &plain, rsa)),
        ("ES256", token("ES256", "e1", &plain, ec)),
        ("EdDSA", token("EdDSA", "d1", &plain, ed)),
    ];
    let other = hs(&claims(json!({ "sub": "43" })));
    let mut all = vec![vector(
        "the signature of another token",
        with_signature(&of_each[0].1, |_| decode(&other)),
        "bad-signature",
    )];
    for (alg, good) in of_each {
        for bit in [0, 77, 255] {
            let flipped = with_signature(&good, |mut bytes| {
                bytes[bit / 8] ^= 1 << (bit % 8);
                bytes
            });
            all.push(vector(
                format!("{alg}, bit {bit} of the signature flipped"),
                flipped,
                "bad-signature",
            ));
        }
        let shorter = |keep: usize| {
            with_signature(&good, move |bytes| {
                bytes[..bytes.len() * keep / 100].to_vec()
            })
        };
        all.push(vector(
            format!("{alg}, half a signature"),
            shorter(50),
            "bad-signature",
        ));
        all.push(vector(
            format!("{alg}, no signature"),
            shorter(0),
            "bad-signature",
        ));
        all.push(vector(
            format!("{alg}, other claims"),
            with_claims(&good, &claims(json!({ "email": "bob@example.com" }))),
            "bad-signature",
        ));
    }
    all
}

fn decode(token: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD
        .decode(token.rsplit_once('.').unwrap().1)
        .unwrap()
}

fn with_signature(token: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> String {
    let (signed, _) = token.rsplit_once('.').unwrap();
    format!("{signed}.{}", encode(change(decode(token))))
}

fn with_claims(token: &str, claims: &Value) -> String {
    let parts: Vec<&str> = token.split('.').collect();
    format!("{}.{}.{}", parts[0], encode(claims.to_string()), parts[2])
}
