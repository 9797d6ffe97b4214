//! A stand-in until the branch `identity` is merged: the same interface, HS256 only.

use aws_lc_rs::hmac;
use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// Who is asking, verified.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The verified address.
    pub contact: VerifiedContact,
    /// The token's `sub`.
    pub subject: Option<String>,
    /// The contact id, where the token is signed with one.
    pub contact_id: Option<i64>,
    /// When the token ends, in epoch seconds.
    pub expires_at: i64,
}

/// A verified address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifiedContact {
    /// E-mail.
    Email(String),
    /// Telephone.
    Phone(String),
}

impl VerifiedContact {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal(&'static str);

impl Refusal {
    /// The machine-readable reason.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.0
    }
}

/// How tokens are verified.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct VerifierSettings {
    /// A secret shared with the portal's back end.
    #[arg(long = "identity-secret-file", value_name = "[KID=]FILE")]
    pub secret_files: Vec<SecretFile>,
    /// Who we are to the signer (`aud`).
    #[arg(long = "identity-audience", value_name = "TEXT")]
    pub audiences: Vec<String>,
}

/// A secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretFile {
    /// The key id.
    pub kid: Option<String>,
    /// Where the secret is.
    pub path: std::path::PathBuf,
}

impl std::str::FromStr for SecretFile {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self {
            kid: None,
            path: text.into(),
        })
    }
}

/// Why tokens cannot be verified.
#[derive(Debug, thiserror::Error)]
#[error("identity: {0}")]
pub struct SetupError(&'static str);

/// Verifies tokens.
#[derive(Debug, Clone)]
pub struct Verifier {
    key: hmac::Key,
    audience: Option<String>,
}

impl Verifier {
    /// A verifier.
    ///
    /// # Errors
    /// No secret.
    pub fn new(settings: VerifierSettings) -> Result<Self, SetupError> {
        let file = settings
            .secret_files
            .first()
            .ok_or(SetupError("no secret"))?;
        let secret = std::fs::read(&file.path).map_err(|_| SetupError("no such file"))?;
        Ok(Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, &secret),
            audience: settings.audiences.into_iter().next(),
        })
    }

    /// Who sends the request.
    ///
    /// # Errors
    /// A token that is missing, or not to be believed.
    pub async fn verify(&self, headers: &HeaderMap, now: i64) -> Result<Identity, Refusal> {
        let token = bearer(headers).ok_or(Refusal("missing"))?;
        let claims = self.claims(token).ok_or(Refusal("bad-signature"))?;
        let expires_at = claims["exp"].as_i64().ok_or(Refusal("no-expiry"))?;
        if expires_at + 30 < now {
            return Err(Refusal("expired"));
        }
        if self.audience.as_deref() != claims["aud"].as_str() {
            return Err(Refusal("wrong-audience"));
        }
        let text = |name: &str| claims[name].as_str().map(str::to_owned);
        let contact = text("email")
            .map(VerifiedContact::Email)
            .or_else(|| text("phone").map(VerifiedContact::Phone))
            .ok_or(Refusal("no-contact-claim"))?;
        Ok(Identity {
            contact,
            subject: text("sub"),
            contact_id: claims["requester_id"].as_i64(),
            expires_at,
        })
    }

    fn claims(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        hmac::verify(&self.key, signed.as_bytes(), &signature).ok()?;
        let (_, payload) = signed.split_once('.')?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(only), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
