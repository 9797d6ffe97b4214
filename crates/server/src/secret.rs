//! The API key. It is compared in constant time and shows itself nowhere.

use std::{fmt, path::Path};

use subtle::ConstantTimeEq;

use crate::StartError;

/// The key that every call to the desk carries as its bearer token.
#[derive(Clone)]
pub struct ApiKey(String);

impl ApiKey {
    /// A key from text.
    ///
    /// # Errors
    /// An empty key, or one that an HTTP header cannot carry.
    pub fn new(text: impl Into<String>) -> Result<Self, StartError> {
        let text = text.into();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(StartError::UnusableKey);
        }
        Ok(Self(text))
    }

    /// A key from a file: its bytes less one trailing newline.
    ///
    /// # Errors
    /// A file that cannot be read, or does not hold a key.
    pub fn from_file(path: &Path) -> Result<Self, StartError> {
        let text = std::fs::read_to_string(path).map_err(|source| StartError::KeyFile {
            path: path.to_owned(),
            source,
        })?;
        let key = text.strip_suffix('\n').unwrap_or(&text);
        Self::new(key.strip_suffix('\r').unwrap_or(key))
    }

    /// A new key that nobody can guess.
    #[must_use]
    pub fn random() -> Self {
        Self(format!("demo_{:032x}", rand::random::<u128>()))
    }

    /// Whether `candidate` is this key.
    #[must_use]
    pub fn matches(&self, candidate: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(candidate).into()
    }

    /// The key itself, to be handed to who may have it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}
