//! [`Verifier`]: from a request's headers to who is asking, in a fixed order: form, key, algorithm,
//! signature, claims, rules.

mod inner;

use std::{fmt, sync::Arc};

use axum::http::HeaderMap;

use super::{Refusal, SetupError, VerifiedContact, VerifierSettings, bearer, keys::Cause, watch};
pub(super) use inner::Inner;

/// Who a token speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The customer's address or number.
    pub contact: VerifiedContact,
    /// The customer's id at the issuer (`sub`).
    pub subject: Option<String>,
    /// The customer's contact id at the help desk (`requester_id`).
    pub contact_id: Option<i64>,
    /// When the token expires (`exp`), in epoch seconds.
    pub expires_at: i64,
}

/// Verifies identity tokens. Clones share their keys.
#[derive(Clone)]
pub struct Verifier {
    inner: Arc<Inner>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(…)")
    }
}

impl Verifier {
    /// A verifier with the keys that the settings name. Inside a Tokio runtime it also keeps them fresh
    /// until its last clone is gone: it looks at the files every other second, and reloads at once on
    /// SIGHUP.
    ///
    /// # Errors
    /// Settings that do not go together, a file that cannot be read, a secret that is too short.
    pub fn new(settings: VerifierSettings) -> Result<Self, SetupError> {
        let verifier = Self {
            inner: Arc::new(Inner::new(settings)?),
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(watch::keep_fresh(Arc::downgrade(&verifier.inner)));
        }
        Ok(verifier)
    }

    /// Who the request's token speaks for, at that time in epoch seconds.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub async fn verify(&self, headers: &HeaderMap, now: i64) -> Result<Identity, Refusal> {
        let token = bearer::token(headers)?;
        let origin = bearer::origin(headers)?;
        self.inner.verify(token, origin, now).await
    }

    /// Reads all files and fetches the key set again. Keys that are gone are refused from then on.
    ///
    /// # Errors
    /// All that could not be read. A secret that cannot be read counts no more; a key set or a list of
    /// revocations that cannot be read stays as it was.
    pub async fn reload(&self) -> Result<(), Vec<SetupError>> {
        let problems = self.inner.reload(Cause::Asked).await;
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    #[cfg(test)]
    pub(super) fn from_inner(inner: Arc<Inner>) -> Self {
        Self { inner }
    }

    #[cfg(test)]
    pub(super) fn downgrade(&self) -> std::sync::Weak<Inner> {
        Arc::downgrade(&self.inner)
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.inner
    }
}
