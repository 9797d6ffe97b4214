//! Identity tokens, signed as a portal's back end signs them.

use std::path::{Path, PathBuf};

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use support_server::identity::{SecretFile, Verifier, VerifierSettings};

/// The secret of every tenant that names none. It is a canary, too: it must be seen nowhere.
pub const SECRET: &str = "canary-identity-secret-0123456789abcdef";

/// The time.
pub fn now() -> i64 {
    support_server::desk::now()
}

/// A good token for an address, for an audience.
pub fn token(email: &str, audience: &str) -> String {
    let claims = json!({
        "email": email, "aud": audience, "iat": now(), "exp": now() + 900, "sub": "s",
    });
    signed(&json!({ "alg": "HS256", "typ": "JWT" }), &claims, SECRET)
}

/// Any head and claims, signed.
pub fn signed(head: &Value, claims: &Value, secret: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(head), part(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = hmac::sign(&key, text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The secret in a file.
pub fn secret_file(folder: &Path) -> PathBuf {
    let path = folder.join("identity-secret");
    std::fs::write(&path, format!("{SECRET}\n")).unwrap();
    path
}

/// A verifier of a tenant's tokens.
pub fn verifier(folder: &Path, audience: &str) -> Verifier {
    let settings = VerifierSettings {
        secret_files: vec![SecretFile {
            kid: None,
            path: secret_file(folder),
        }],
        audiences: vec![audience.to_owned()],
        ..VerifierSettings::default()
    };
    Verifier::new(settings).unwrap()
}
