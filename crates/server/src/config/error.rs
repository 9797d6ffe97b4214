//! What can be wrong with settings, in a sentence each.

use std::path::PathBuf;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The command line itself; also a call for help, which is no error.
    #[error(transparent)]
    Flags(#[from] clap::Error),
    /// The file cannot be read.
    #[error("cannot read the settings' file {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("{}: {problem}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        problem: toml::de::Error,
    },
    /// The file has a name that is no setting.
    #[error("{}: `{name}` is no setting of {role}{}", path.display(), suggestion(.like.as_deref()))]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
        /// The role.
        role: String,
        /// A setting with a name like it.
        like: Option<String>,
    },
    /// A value that cannot be one of its setting.
    #[error("{place}: expected {expected}, found {found}")]
    Value {
        /// Which setting, and where it stands.
        place: String,
        /// What it has to be.
        expected: String,
        /// What is there.
        found: String,
    },
}

fn suggestion(name: Option<&str>) -> String {
    name.map(|name| format!("; is it `{name}`?"))
        .unwrap_or_default()
}
