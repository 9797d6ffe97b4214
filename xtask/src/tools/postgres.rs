//! PostgreSQL's programs, which the server's tests run a server of their own with.

use std::path::Path;

use anyhow::Result;

use super::{apt, path};
use crate::project::Project;

/// The programs that the tests start.
const PROGRAMS: [&str; 2] = ["initdb", "postgres"];

/// Finds or installs PostgreSQL.
pub(crate) fn postgres(project: &Project) -> Result<()> {
    let on_path = PROGRAMS
        .iter()
        .all(|program| path::find(&project.sh, program).is_some());
    if on_path || is_in_debians_place(Path::new("/usr/lib/postgresql")) {
        return Ok(());
    }
    apt::install(
        &project.sh,
        "PostgreSQL",
        &["postgresql"],
        "install PostgreSQL, with initdb on PATH",
    )
}

/// Debian keeps the programs of each version in a folder of its own, off PATH.
fn is_in_debians_place(folder: &Path) -> bool {
    let versions = folder.read_dir().into_iter().flatten().flatten();
    versions
        .map(|version| version.path().join("bin"))
        .any(|bin| {
            PROGRAMS
                .iter()
                .all(|program| path::program_in(&bin, program).is_some())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_of_one_version_are_in_one_folder() {
        let sh = xshell::Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        assert!(!is_in_debians_place(&dir.path().join("nothing")));
        let suffix = std::env::consts::EXE_SUFFIX;
        sh.write_file(dir.path().join(format!("14/bin/initdb{suffix}")), "")
            .unwrap();
        sh.write_file(dir.path().join(format!("15/bin/postgres{suffix}")), "")
            .unwrap();
        assert!(!is_in_debians_place(dir.path()));
        sh.write_file(dir.path().join(format!("15/bin/initdb{suffix}")), "")
            .unwrap();
        assert!(is_in_debians_place(dir.path()));
    }
}
