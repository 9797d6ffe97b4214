//! What a portal's back end does: signs a short-lived identity token for its signed-in customer.

use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::Customer;
use crate::{
    StartError,
    identity::{SecretFile, Verifier, VerifierSettings},
};

/// How long a token is good, in seconds.
const LIFE: i64 = 15 * 60;

/// Signs tokens with a secret that the gateway shares.
#[derive(Debug)]
pub struct Signer {
    key: hmac::Key,
    /// A secret made for this run, which goes with it.
    made: Option<PathBuf>,
}

impl Signer {
    /// A signer, and a verifier that knows its secret: the one in the file, else a new one.
    ///
    /// # Errors
    /// The file cannot be read, or its secret is too short.
    pub fn with_verifier(file: Option<&Path>) -> Result<(Self, Verifier), StartError> {
        let made = match file {
            None => Some(make_secret()?),
            Some(_) => None,
        };
        let path = file.or(made.as_deref()).unwrap_or(Path::new(""));
        let unreadable = |source| StartError::SecretFile {
            path: path.to_owned(),
            source,
        };
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let secret = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let settings = VerifierSettings {
            secret_files: vec![SecretFile {
                kid: None,
                path: path.to_owned(),
            }],
            ..VerifierSettings::default()
        };
        let verifier = Verifier::new(settings)?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        Ok((Self { key, made }, verifier))
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

impl Drop for Signer {
    fn drop(&mut self) {
        if let Some(path) = &self.made {
            // Left behind, it opens nothing: the next run makes another.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A secret that nobody can guess, in a file that only this user can read: the verifier takes its
/// secrets from files, as a gateway's does.
fn make_secret() -> Result<PathBuf, StartError> {
    let name = format!("support-widget-demo-{:032x}.secret", rand::random::<u128>());
    let path = std::env::temp_dir().join(name);
    let text = format!(
        "{:032x}{:032x}",
        rand::random::<u128>(),
        rand::random::<u128>()
    );
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(source) => Err(StartError::SecretFile { path, source }),
    }
}
