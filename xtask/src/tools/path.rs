//! Looking for programs without starting them.

use std::env;
use std::path::{Path, PathBuf};

use xshell::Shell;

/// The program of that name that a command of this shell would start.
pub(super) fn find(sh: &Shell, program: &str) -> Option<PathBuf> {
    env::split_paths(&sh.var_os("PATH")?).find_map(|folder| program_in(&folder, program))
}

/// The program of that name in a folder.
pub(super) fn program_in(folder: &Path, program: &str) -> Option<PathBuf> {
    let file = folder.join(format!("{program}{}", env::consts::EXE_SUFFIX));
    file.is_file().then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_that_has_it() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let [one, two] = ["one", "two"].map(|name| dir.path().join(name));
        let name = format!("tool{}", env::consts::EXE_SUFFIX);
        sh.write_file(two.join(&name), "").unwrap();
        sh.set_var("PATH", env::join_paths([&one, &two]).unwrap());
        assert_eq!(find(&sh, "tool"), Some(two.join(&name)));

        sh.write_file(one.join(&name), "").unwrap();
        assert_eq!(find(&sh, "tool"), Some(one.join(&name)));
        assert_eq!(find(&sh, "other"), None);
    }
}
