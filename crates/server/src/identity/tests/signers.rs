//! Keys made for the run, and tokens signed by them.

use std::sync::OnceLock;

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair,
        Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// The secret of the HS256 key `s1`.
pub(super) const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

/// One pair of each kind.
pub(super) struct Pairs {
    pub(super) rsa: RsaKeyPair,
    pub(super) ec: EcdsaKeyPair,
    pub(super) ec_asn1: EcdsaKeyPair,
    pub(super) ed: Ed25519KeyPair,
}

/// The run's pairs; an RSA key takes its time.
pub(super) fn pairs() -> &'static Pairs {
    static PAIRS: OnceLock<Pairs> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let ec = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let bytes = ec.to_pkcs8v1().unwrap();
        Pairs {
            rsa: RsaKeyPair::generate(KeySize::Rsa2048).unwrap(),
            ec_asn1: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, bytes.as_ref())
                .unwrap(),
            ec,
            ed: Ed25519KeyPair::generate().unwrap(),
        }
    })
}

/// The key set of the pairs: `r1`, `e1`, `d1`.
pub(super) fn key_set() -> Value {
    let pairs = pairs();
    let point = pairs.ec.public_key().as_ref();
    let (n, e) = (
        pairs.rsa.public_key().modulus(),
        pairs.rsa.public_key().exponent(),
    );
    json!({ "keys": [
        { "kty": "RSA", "kid": "r1", "use": "sig", "alg": "RS256",
          "n": encode(n.big_endian_without_leading_zero()), "e": encode(e.big_endian_without_leading_zero()) },
        { "kty": "EC", "kid": "e1", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..]) },
        { "kty": "OKP", "kid": "d1", "crv": "Ed25519", "x": encode(pairs.ed.public_key().as_ref()) },
    ] })
}

/// The RSA public key as other programs write it, to be misused as a shared secret: DER and PEM.
pub(super) fn rsa_public() -> (Vec<u8>, Vec<u8>) {
    let key = pairs().rsa.public_key();
    let der: PublicKeyX509Der<'_> = key.as_der().unwrap();
    let text = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        lines.join("\n")
    );
    (der.as_ref().to_vec(), pem.into_bytes())
}

/// base64url without padding.
pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token of exactly these bytes, signed by that function.
pub(super) fn raw(
    header: impl AsRef<[u8]>,
    claims: impl AsRef<[u8]>,
    sign: impl Fn(&[u8]) -> Vec<u8>,
) -> String {
    let signed = format!("{}.{}", encode(header), encode(claims));
    let signature = sign(signed.as_bytes());
    format!("{signed}.{}", encode(signature))
}

/// A token whose header names that algorithm and key.
pub(super) fn token(
    alg: &str,
    kid: &str,
    claims: &Value,
    sign: impl Fn(&[u8]) -> Vec<u8>,
) -> String {
    let header = json!({ "alg": alg, "kid": kid, "typ": "JWT" });
    raw(header.to_string(), claims.to_string(), sign)
}

/// A token by the shared secret.
pub(super) fn hs(claims: &Value) -> String {
    token("HS256", "s1", claims, hmac(SECRET))
}

/// A token by the shared secret with a header of one's own.
pub(super) fn hs_header(header: &Value, claims: &Value) -> String {
    raw(header.to_string(), claims.to_string(), hmac(SECRET))
}

/// HMAC-SHA-256 with that key.
pub(super) fn hmac(key: &[u8]) -> impl Fn(&[u8]) -> Vec<u8> {
    mac(aws_lc_rs::hmac::HMAC_SHA256, key)
}

/// HMAC with any hash.
pub(super) fn mac(algorithm: aws_lc_rs::hmac::Algorithm, key: &[u8]) -> impl Fn(&[u8]) -> Vec<u8> {
    let key = aws_lc_rs::hmac::Key::new(algorithm, key);
    move |message| aws_lc_rs::hmac::sign(&key, message).as_ref().to_vec()
}

/// RS256.
pub(super) fn rsa(message: &[u8]) -> Vec<u8> {
    let pair = &pairs().rsa;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        message,
        &mut signature,
    )
    .unwrap();
    signature
}

/// ES256.
pub(super) fn ec(message: &[u8]) -> Vec<u8> {
    pairs()
        .ec
        .sign(&SystemRandom::new(), message)
        .unwrap()
        .as_ref()
        .to_vec()
}

/// An ECDSA signature in the form that X.509 uses, and JOSE does not.
pub(super) fn ec_der(message: &[u8]) -> Vec<u8> {
    pairs()
        .ec_asn1
        .sign(&SystemRandom::new(), message)
        .unwrap()
        .as_ref()
        .to_vec()
}

/// EdDSA.
pub(super) fn ed(message: &[u8]) -> Vec<u8> {
    pairs().ed.sign(message).as_ref().to_vec()
}
