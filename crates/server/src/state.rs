//! Where a role keeps its database when it is not told: the user's state folder, else the temporary
//! one; never the current folder.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The URL of a SQLite file in the state folder of `program`.
pub(crate) fn database_url(program: &str, file: &str) -> String {
    format!("sqlite://{}", folder(program).join(file).display())
}

fn folder(program: &str) -> PathBuf {
    ProjectDirs::from("", "", program).map_or_else(
        || std::env::temp_dir().join(program),
        |dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned()
        },
    )
}
