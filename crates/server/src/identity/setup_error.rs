//! What is wrong with the settings, or with a file that they name.

use std::{io, path::PathBuf};

/// Why tokens cannot be verified (or, on the command line, made).
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Nothing to verify by.
    #[error("expected --identity-secret-file, --identity-secret-dir or --identity-jwks")]
    NoKeys,
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A secret that can be guessed (RFC 7518, section 3.2).
    #[error("{}: expected a secret of at least 32 bytes, found {found}", path.display())]
    ShortSecret {
        /// The file.
        path: PathBuf,
        /// How many bytes it holds.
        found: usize,
    },
    /// Two keys of one name.
    #[error("--identity-secret-file: expected each key id once, found `{0}` twice")]
    SameKid(String),
    /// Two keys without a name.
    #[error("--identity-secret-file: expected KID=FILE for all but one of several secrets")]
    SeveralUnnamed,
    /// A key set that is not one, or holds no key of use.
    #[error("--identity-jwks {place}: {problem}")]
    KeySet {
        /// The file or URL.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A key set without an issuer to expect.
    #[error(
        "--identity-issuer is required with --identity-jwks (or --identity-any-issuer to take any)"
    )]
    NoIssuer,
    /// A key set without an audience to be.
    #[error(
        "--identity-audience is required with --identity-jwks (or --identity-any-audience to take any)"
    )]
    NoAudience,
    /// A list of revocations that is not one.
    #[error("{}: expected a JSON object of subjects and epoch seconds", .0.display())]
    Revocations(PathBuf),
    /// The HTTP client cannot be made.
    #[error("cannot prepare the HTTP client: {0}")]
    Client(reqwest::Error),
    /// A token could not be signed.
    #[error("cannot sign the token: {0}")]
    Sign(String),
    /// `token` was asked for a contact that no token could carry.
    #[error("expected an e-mail address or a telephone number, found `{0}`")]
    Contact(String),
    /// Standard input cannot be read.
    #[error("cannot read the token from standard input: {0}")]
    Input(io::Error),
    /// `doctor` found the token wanting.
    #[error("the token is refused: {0}")]
    Refused(&'static str),
}

impl SetupError {
    /// 1 for a refused token, 2 for what the caller can put right.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::Sign(_) | Self::Client(_) | Self::Input(_) => 1,
            _ => 2,
        }
    }
}
