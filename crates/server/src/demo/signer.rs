//! What a portal's back end does: signs a short-lived identity token for its signed-in customer.

use std::path::Path;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::Customer;
use crate::{
    StartError,
    identity::{OwnSecret, SecretFile, Verifier, VerifierSettings},
};

/// How long a token is good, in seconds.
const LIFE: i64 = 15 * 60;

/// Signs tokens with a secret that the gateway shares.
#[derive(Debug)]
pub struct Signer {
    key: hmac::Key,
}

impl Signer {
    /// A signer, and a verifier that knows its secret: the one in the file, else one of their own, which
    /// is written nowhere.
    ///
    /// # Errors
    /// The file cannot be read, or its secret is too short.
    pub fn with_verifier(file: Option<&Path>) -> Result<(Self, Verifier), StartError> {
        let mut settings = VerifierSettings::default();
        let key = |secret: &[u8]| hmac::Key::new(hmac::HMAC_SHA256, secret);
        let key = if let Some(path) = file {
            settings.secret_files.push(SecretFile {
                kid: None,
                path: path.to_owned(),
            });
            let bytes = std::fs::read(path).map_err(|source| StartError::SecretFile {
                path: path.to_owned(),
                source,
            })?;
            key(bytes.strip_suffix(b"\n").unwrap_or(&bytes))
        } else {
            let secret = OwnSecret::random();
            let key = key(secret.bytes());
            settings.own_secret = Some(secret);
            key
        };
        Ok((Self { key }, Verifier::new(settings)?))
    }

    /// A token for a customer.
    #[must_use]
    pub fn token(&self, customer: &Customer, now: i64) -> String {
        let claims = json!({
            "sub": customer.handle,
            "email": customer.seed.email,
            "name": customer.name,
            "iat": now,
            "exp": now + LIFE,
        });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = json!({ "alg": "HS256", "typ": "JWT" });
        let signed = format!("{}.{}", part(&head), part(&claims));
        let signature = hmac::sign(&self.key, signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
