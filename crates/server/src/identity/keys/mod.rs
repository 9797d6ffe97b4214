//! The keys that tokens may be signed by. Each has one algorithm, from the configuration or from the
//! kind of key it is; a token can only name a key, never say how it is to be used.

mod key_set;
mod remote;
mod secret;

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, crypto};

pub(super) use key_set::KeySet;
pub(super) use remote::{Cause, Remote};
pub(super) use secret::{Secrets, read_secret};

use super::{Refusal, compact::Compact};

/// A key and the one thing it is for. It shows itself nowhere.
pub(super) struct Key {
    /// The name that tokens call it by.
    pub(super) kid: Option<String>,
    /// Where it is from.
    pub(super) source: Source,
    algorithm: Algorithm,
    key: DecodingKey,
}

/// Where a key is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A secret shared with the portal's back end.
    Secret,
    /// A sign-in provider's key set.
    KeySet,
}

impl Key {
    /// Whether the token says that it is signed in this key's way.
    pub(super) fn check_algorithm(&self, token: &Compact<'_>) -> Result<(), Refusal> {
        if token.header.alg == name(self.algorithm) {
            Ok(())
        } else {
            Err(Refusal::WrongAlgorithm)
        }
    }

    /// Whether this key signed the token. The crate compares MACs in constant time (`hmac::verify` of
    /// aws-lc); nothing here looks at the bytes of a signature.
    pub(super) fn check_signature(&self, token: &Compact<'_>) -> Result<(), Refusal> {
        let signed = token.signed.as_bytes();
        match crypto::verify(token.signature, signed, &self.key, self.algorithm) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Refusal::BadSignature),
        }
    }
}

/// The name of an algorithm that a key of ours can have.
fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::HS256 => "HS256",
        Algorithm::RS256 => "RS256",
        Algorithm::ES256 => "ES256",
        Algorithm::EdDSA => "EdDSA",
        _ => "",
    }
}

/// All keys of a moment.
#[derive(Clone, Default)]
pub(super) struct KeyRing {
    /// The shared secrets.
    pub(super) secrets: Vec<Arc<Key>>,
    /// The key set's keys.
    pub(super) key_set: Vec<Arc<Key>>,
}

impl KeyRing {
    /// The key of that name. A token without one means the only key, or the only secret without a name.
    pub(super) fn find(&self, kid: Option<&str>) -> Option<&Arc<Key>> {
        let mut all = self.secrets.iter().chain(&self.key_set);
        if kid.is_some() {
            return all.find(|key| key.kid.as_deref() == kid);
        }
        let only = all.next().filter(|_| all.next().is_none());
        only.or_else(|| self.secrets.iter().find(|key| key.kid.is_none()))
    }
}
