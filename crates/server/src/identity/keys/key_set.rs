//! A sign-in provider's key set (RFC 7517): of its keys those that we can use, each for one algorithm.

use std::{collections::HashSet, fs, io, path::Path, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

use super::{Key, Source};
use crate::identity::{KeySetAlgorithm, SetupError};

/// The fewest bytes of an RSA modulus: 2048 bits (RFC 7518, section 3.3).
const MODULUS_MIN: usize = 256;

/// How to read key sets.
pub(in crate::identity) struct KeySet {
    algorithms: Vec<KeySetAlgorithm>,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

/// A key as the set writes it; what it has besides does not matter.
#[derive(Deserialize)]
struct Entry {
    kty: String,
    r#use: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    kid: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// A reader that takes keys for these algorithms; for any of the three when there are none.
    pub(in crate::identity) fn new(algorithms: &[KeySetAlgorithm]) -> Self {
        Self {
            algorithms: algorithms.to_owned(),
        }
    }

    /// The keys in a file; none if it is gone.
    pub(in crate::identity) fn load(&self, path: &Path) -> Result<Vec<Arc<Key>>, SetupError> {
        match fs::read(path) {
            Ok(bytes) => self.parse(&bytes).map_err(|problem| SetupError::KeySet {
                place: path.display().to_string(),
                problem: problem.to_owned(),
            }),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(source) => Err(SetupError::File {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// The keys in a document. Those that we cannot use (encryption keys, other curves, short ones) are
    /// left out; of two with one name the first counts.
    pub(super) fn parse(&self, bytes: &[u8]) -> Result<Vec<Arc<Key>>, &'static str> {
        let document: Document = serde_json::from_slice(bytes)
            .map_err(|_| "expected a JSON object with a list of `keys`")?;
        let mut names = HashSet::new();
        let entries = document
            .keys
            .into_iter()
            .filter_map(|value| serde_json::from_value(value).ok());
        let keys = entries
            .filter_map(|entry| self.key(entry))
            .filter(|key| names.insert(key.kid.clone()));
        Ok(keys.map(Arc::new).collect())
    }

    fn key(&self, entry: Entry) -> Option<Key> {
        let for_signing = entry.r#use.as_deref().is_none_or(|usage| usage == "sig")
            && entry
                .key_ops
                .as_ref()
                .is_none_or(|list| list.iter().any(|one| one == "verify"));
        let (kind, algorithm, key) = entry.public_key()?;
        let agreed = entry
            .alg
            .as_deref()
            .is_none_or(|alg| alg == super::name(algorithm));
        let wanted = self.algorithms.is_empty() || self.algorithms.contains(&kind);
        (for_signing && agreed && wanted).then_some(Key {
            kid: entry.kid,
            source: Source::KeySet,
            algorithm,
            key,
        })
    }
}

impl Entry {
    /// The key and what keys of its kind are for. A symmetric key (`oct`) has no place in a public set.
    fn public_key(&self) -> Option<(KeySetAlgorithm, Algorithm, DecodingKey)> {
        let x = self.x.as_deref();
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => {
                let (n, e) = (decode(self.n.as_deref())?, decode(self.e.as_deref())?);
                let key = DecodingKey::from_rsa_raw_components(&n, &e);
                (n.len() >= MODULUS_MIN).then_some((KeySetAlgorithm::Rs256, Algorithm::RS256, key))
            }
            ("EC", Some("P-256")) => {
                let key = DecodingKey::from_ec_components(x?, self.y.as_deref()?).ok()?;
                Some((KeySetAlgorithm::Es256, Algorithm::ES256, key))
            }
            ("OKP", Some("Ed25519")) => {
                let key = DecodingKey::from_ed_components(x?).ok()?;
                Some((KeySetAlgorithm::EdDsa, Algorithm::EdDSA, key))
            }
            _ => None,
        }
    }
}

fn decode(text: Option<&str>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}
