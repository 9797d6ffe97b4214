//! "Refuse this customer's tokens issued before": what calls tokens back before they expire.

use std::{collections::HashMap, fs, path::Path};

use super::SetupError;

/// From when each subject's, or contact's, tokens count again.
#[derive(Debug, Clone, Default)]
pub(super) struct Revoked(HashMap<String, i64>);

impl Revoked {
    /// Reads a JSON object of names and epoch seconds.
    pub(super) fn load(path: &Path) -> Result<Self, SetupError> {
        let bytes = fs::read(path).map_err(|source| SetupError::File {
            path: path.to_owned(),
            source,
        })?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|_| SetupError::Revocations(path.to_owned()))
    }

    /// When that name's tokens start to count again.
    pub(super) fn before(&self, name: &str) -> Option<i64> {
        self.0.get(name).copied()
    }
}
