//! What the rules hold a token to: the settings, checked against each other.

use super::{SetupError, VerifierSettings};

/// What is expected of claims.
#[derive(Debug)]
pub(super) struct Policy {
    /// Issuers to take; any when empty.
    pub(super) issuers: Vec<String>,
    /// Who we are.
    pub(super) audiences: Vec<String>,
    /// Whether `aud` is ignored.
    pub(super) any_audience: bool,
    /// Longest life, in seconds.
    pub(super) max_life: i64,
    /// Whether a key set's tokens must say that the contact is verified.
    pub(super) demand_verified: bool,
}

impl Policy {
    /// The policy of these settings.
    pub(super) fn new(settings: &VerifierSettings) -> Result<Self, SetupError> {
        let secrets = !settings.secret_files.is_empty()
            || settings.secret_dir.is_some()
            || settings.own_secret.is_some();
        let key_set = settings.key_set.is_some();
        if !secrets && !key_set {
            return Err(SetupError::NoKeys);
        }
        let given = |list: &[String]| list.iter().any(|text| !text.is_empty());
        if key_set && !given(&settings.issuers) && !settings.any_issuer {
            return Err(SetupError::NoIssuer);
        }
        if key_set && !given(&settings.audiences) && !settings.any_audience {
            return Err(SetupError::NoAudience);
        }
        Ok(Self {
            issuers: if settings.any_issuer {
                Vec::new()
            } else {
                settings.issuers.clone()
            },
            audiences: settings.audiences.clone(),
            any_audience: settings.any_audience,
            max_life: settings.max_life.0,
            demand_verified: !settings.unverified_contact,
        })
    }
}
