//! Shared secrets: a file each, read anew whenever asked.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jsonwebtoken::{Algorithm, DecodingKey};

use super::{Key, Source};
use crate::identity::{OwnSecret, SecretFile, SetupError, VerifierSettings};

/// As many bytes as the MAC has (RFC 7518, section 3.2).
const SECRET_MIN: usize = 32;

/// Where the secrets are.
pub(in crate::identity) struct Secrets {
    files: Vec<SecretFile>,
    folder: Option<PathBuf>,
    own: Option<OwnSecret>,
}

impl Secrets {
    /// Files, a folder of files, and one that is in no file.
    pub(in crate::identity) fn new(settings: &VerifierSettings) -> Self {
        Self {
            files: settings.secret_files.clone(),
            folder: settings.secret_dir.clone(),
            own: settings.own_secret.clone(),
        }
    }

    /// The keys that can be read now, and what is wrong with the others. A file that is gone, or too short,
    /// is a key that no longer counts: what is in doubt opens nothing.
    pub(in crate::identity) fn load(&self) -> (Vec<Arc<Key>>, Vec<SetupError>) {
        let (mut keys, mut problems) = (Vec::new(), Vec::new());
        let mut files = self.files.clone();
        if let Some(folder) = &self.folder {
            match in_folder(folder) {
                Ok(found) => files.extend(found),
                Err(problem) => problems.push(problem),
            }
        }
        let mut names = HashSet::new();
        if let Some(own) = &self.own {
            names.insert(None);
            keys.push(key(None, own.bytes()));
        }
        for SecretFile { kid, path } in files {
            if !names.insert(kid.clone()) {
                problems.push(kid.map_or(SetupError::SeveralUnnamed, SetupError::SameKid));
                continue;
            }
            match read_secret(&path) {
                Ok(secret) => keys.push(key(kid, &secret)),
                Err(problem) => problems.push(problem),
            }
        }
        (keys, problems)
    }
}

fn key(kid: Option<String>, secret: &[u8]) -> Arc<Key> {
    Arc::new(Key {
        kid,
        source: Source::Secret,
        algorithm: Algorithm::HS256,
        key: DecodingKey::from_secret(secret),
    })
}

/// The files of a folder by their names, but for hidden ones.
fn in_folder(folder: &Path) -> Result<Vec<SecretFile>, SetupError> {
    let failed = |source: io::Error| SetupError::File {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let kid = path
            .file_name()
            .and_then(|name| name.to_str())
            .map(str::to_owned);
        let hidden = kid.as_ref().is_none_or(|name| name.starts_with('.'));
        if path.is_file() && !hidden {
            files.push(SecretFile { kid, path });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A secret: the file's bytes less one trailing newline, never decoded.
pub(in crate::identity) fn read_secret(path: &Path) -> Result<Vec<u8>, SetupError> {
    let mut bytes = fs::read(path).map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    if bytes.len() < SECRET_MIN {
        return Err(SetupError::ShortSecret {
            path: path.to_owned(),
            found: bytes.len(),
        });
    }
    Ok(bytes)
}
