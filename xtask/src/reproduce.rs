//! Whether the same commit gives the same bundle, wherever it is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::project::Project;
use crate::run::say;

/// Of different lengths, so that a path that gets into a file also moves what stands after it.
const FOLDERS: [&str; 2] = ["one", "another/folder/to/build/in"];

/// Builds what is committed in two folders, each from nothing, and compares every file.
pub(crate) fn run(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let place = project.target.join("reproduce");
    sh.remove_path(&place)?;
    let mut bundles = Vec::new();
    for folder in FOLDERS.map(|folder| place.join(folder)) {
        say(&format!("building the bundle in {}", folder.display()));
        cmd!(sh, "git clone --quiet --no-local . {folder}").run()?;
        let _in_folder = sh.push_dir(&folder);
        cmd!(sh, "cargo xtask dist")
            .env_remove("CARGO_TARGET_DIR")
            .run()?;
        bundles.push(contents(&folder.join("dist/embed"))?);
        sh.remove_path(folder.join("target"))?;
    }
    let differing = differences(&bundles[0], &bundles[1]);
    if !differing.is_empty() {
        bail!("two builds differ in {}", differing.join(", "));
    }
    say(&format!("two builds, the same {} files", bundles[0].len()));
    Ok(())
}

fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The names of files that are not the same in both.
fn differences<'a>(
    one: &'a BTreeMap<String, Vec<u8>>,
    other: &'a BTreeMap<String, Vec<u8>>,
) -> Vec<&'a str> {
    let all = one
        .keys()
        .chain(other.keys().filter(|name| !one.contains_key(*name)));
    all.filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        files.iter().map(file).collect()
    }

    #[test]
    fn files_that_differ_or_are_in_one_only_are_named() {
        let one = bundle(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let other = bundle(&[("a", "1"), ("b", "9"), ("d", "4")]);
        assert_eq!(differences(&one, &other), ["b", "c", "d"]);
        assert!(differences(&one, &one).is_empty());
    }
}
