//! A verifier under test, its settings, and how to ask it.

use std::{fs, path::PathBuf, sync::Arc};

use axum::http::{HeaderMap, HeaderValue, header};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::signers::{SECRET, key_set};
use crate::identity::{
    Identity, KeySetSource, Refusal, SecretFile, SetupError, Verifier, VerifierSettings,
    verifier::Inner,
};

/// The time of all tests.
pub(super) const NOW: i64 = 1_795_000_000;
pub(super) const ISSUER: &str = "https://id.example";
pub(super) const AUDIENCE: &str = "support";

/// A folder with a secret and a key set in it.
pub(super) struct Bench {
    pub(super) folder: TempDir,
}

impl Bench {
    pub(super) fn new() -> Self {
        let bench = Self {
            folder: TempDir::new().unwrap(),
        };
        bench.write("secret", SECRET);
        bench.write("keys.json", key_set().to_string().as_bytes());
        bench
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub(super) fn secret(&self, kid: Option<&str>, name: &str) -> SecretFile {
        SecretFile {
            kid: kid.map(str::to_owned),
            path: self.path(name),
        }
    }

    /// The secret `s1` and the key set, with all that a key set asks for.
    pub(super) fn settings(&self) -> VerifierSettings {
        VerifierSettings {
            secret_files: vec![self.secret(Some("s1"), "secret")],
            key_set: Some(KeySetSource::File(self.path("keys.json"))),
            issuers: vec![ISSUER.to_owned()],
            audiences: vec![AUDIENCE.to_owned()],
            ..VerifierSettings::default()
        }
    }

    /// One secret without a name, and nothing else set.
    pub(super) fn plain_settings(&self) -> VerifierSettings {
        VerifierSettings {
            secret_files: vec![self.secret(None, "secret")],
            ..VerifierSettings::default()
        }
    }

    pub(super) fn verifier(&self) -> Verifier {
        Verifier::new(self.settings()).unwrap()
    }
}

/// A verifier that leaves one check out.
pub(super) fn without(check: &'static str, settings: VerifierSettings) -> Verifier {
    let mut inner = Inner::new(settings).unwrap();
    inner.without = Some(check);
    Verifier::from_inner(Arc::new(inner))
}

/// A verifier that does not look at its files by itself.
pub(super) fn unwatched(settings: VerifierSettings) -> Verifier {
    Verifier::from_inner(Arc::new(Inner::new(settings).unwrap()))
}

/// Claims that every key's token may carry, changed by others; null takes a claim away.
#[allow(
    clippy::needless_pass_by_value,
    reason = "callers write `json!` in place"
)]
pub(super) fn claims(changes: Value) -> Value {
    let mut claims = json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "42", "iat": NOW, "exp": NOW + 900,
        "email": "ann@example.com", "email_verified": true,
    });
    let map = claims.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            map.remove(name);
        } else {
            map.insert(name.clone(), value.clone());
        }
    }
    claims
}

/// Headers with that token.
pub(super) fn bearer(token: &str) -> HeaderMap {
    let value = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    HeaderMap::from_iter([(header::AUTHORIZATION, value)])
}

pub(super) async fn ask(verifier: &Verifier, token: &str) -> Result<Identity, Refusal> {
    verifier.verify(&bearer(token), NOW).await
}

/// The reason for which a token is refused, or "accepted".
pub(super) async fn verdict(verifier: &Verifier, token: &str) -> &'static str {
    ask(verifier, token)
        .await
        .map_or_else(|refusal| refusal.reason(), |_| "accepted")
}

/// What keeps a verifier from starting.
#[track_caller]
pub(super) fn start_error(settings: VerifierSettings) -> String {
    Verifier::new(settings).map_or_else(
        |error: SetupError| error.to_string(),
        |_| "it started".to_owned(),
    )
}
