//! Whether a build is still what it was made of: a digest of its inputs and of what came out, kept
//! beside the output.
//!
//! Contents, not times: a checkout touches files that did not change, and `trunk serve` rewrites
//! the output by itself.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A digest of files and folders, by their names and contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// Digests what stands under `root` at `paths` (what is missing counts as missing) and a few
    /// words more.
    pub(crate) fn of(root: &Path, paths: &[&str], words: &[&str]) -> Result<Self> {
        let mut digest = Sha256::new();
        for word in words {
            add(&mut digest, word.as_bytes());
        }
        for path in paths {
            for file in files_below(&root.join(path))? {
                let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
                add(&mut digest, name.as_bytes());
                add(
                    &mut digest,
                    &fs::read(&file).with_context(|| format!("reading {name}"))?,
                );
            }
        }
        Ok(Self(hex(&digest.finalize())))
    }
}

/// Whether the stamp says that these inputs gave this output.
pub(crate) fn is_fresh(stamp: &Path, inputs: &Fingerprint, output: &Fingerprint) -> bool {
    fs::read_to_string(stamp).is_ok_and(|text| text == stamp_text(inputs, output))
}

/// Writes the stamp.
pub(crate) fn record(stamp: &Path, inputs: &Fingerprint, output: &Fingerprint) -> Result<()> {
    fs::write(stamp, stamp_text(inputs, output))
        .with_context(|| format!("writing {}", stamp.display()))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn stamp_text(inputs: &Fingerprint, output: &Fingerprint) -> String {
    format!("inputs {}\noutput {}\n", inputs.0, output.0)
}

/// Adds a field and its length, so that no two different lists of fields look alike.
fn add(digest: &mut Sha256, field: &[u8]) {
    digest.update(field.len().to_le_bytes());
    digest.update(field);
}

fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(|| format!("listing {}", path.display()))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry.path())?);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use xshell::Shell;

    use super::*;

    fn of(root: &Path) -> Fingerprint {
        Fingerprint::of(root, &["src", "page.html"], &["rustc 1"]).unwrap()
    }

    #[test]
    fn it_follows_names_and_contents_but_not_times() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let root = dir.path();
        sh.write_file(root.join("src/a.rs"), "a").unwrap();
        let first = of(root);
        sh.write_file(root.join("src/a.rs"), "a").unwrap();
        assert_eq!(of(root), first, "written again, unchanged");

        sh.write_file(root.join("src/a.rs"), "b").unwrap();
        let changed = of(root);
        assert_ne!(changed, first, "changed");
        sh.write_file(root.join("page.html"), "").unwrap();
        let grown = of(root);
        assert_ne!(grown, changed, "a file more");
        sh.remove_path(root.join("page.html")).unwrap();
        assert_eq!(of(root), changed, "and gone again");
        fs::rename(root.join("src/a.rs"), root.join("src/b.rs")).unwrap();
        assert_ne!(of(root), changed, "renamed");
        assert_ne!(
            Fingerprint::of(root, &["src"], &["rustc 2"]).unwrap(),
            of(root),
            "other words"
        );
    }

    #[test]
    fn a_stamp_is_fresh_for_its_own_inputs_and_output_only() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let stamp = dir.path().join("stamp");
        let [inputs, output] = ["in", "out"].map(|text| Fingerprint(text.to_owned()));
        assert!(!is_fresh(&stamp, &inputs, &output), "no stamp yet");
        record(&stamp, &inputs, &output).unwrap();
        assert!(is_fresh(&stamp, &inputs, &output));
        assert!(!is_fresh(&stamp, &output, &output), "other inputs");
        assert!(!is_fresh(&stamp, &inputs, &inputs), "output rewritten");
    }
}
