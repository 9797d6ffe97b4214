//! Schemathesis, from PyPI, in a Python environment of its own beside the other tools.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use xshell::cmd;

use super::{apt, path};
use crate::project::{Project, tool_cache};
use crate::run::say;

/// What is installed, each package by its version.
const REQUIREMENTS: &str = "tests/api/requirements.txt";

/// Finds or installs it: the program.
pub(crate) fn schemathesis(project: &Project) -> Result<PathBuf> {
    let sh = &project.sh;
    let wanted = sh.read_file(REQUIREMENTS)?;
    let home = tool_cache()?.join(folder(&wanted)?);
    let bin = home.join("bin");
    // It is written last, so an environment whose making was broken off is made anew.
    let whole = home.join("whole");
    if !whole.is_file() {
        python(project)?;
        say("Schemathesis: installing it from PyPI, takes about half a minute");
        cmd!(sh, "python3 -m venv --clear {home}").run()?;
        let python = bin.join("python3");
        cmd!(
            sh,
            "{python} -m pip install --quiet --disable-pip-version-check --no-deps --requirement {REQUIREMENTS}"
        )
        .run()?;
        sh.write_file(whole, "")?;
    }
    path::program_in(&bin, "schemathesis").context("Schemathesis installed no `schemathesis`")
}

/// Python with what makes an environment, which Debian keeps in a package of its own.
fn python(project: &Project) -> Result<()> {
    let check = "import ensurepip, venv";
    let probe = cmd!(project.sh, "python3 -c {check}")
        .quiet()
        .ignore_stderr();
    if probe.run().is_ok() {
        return Ok(());
    }
    apt::install(
        &project.sh,
        "Python",
        &["python3", "python3-venv"],
        "install Python 3.10 or newer with venv",
    )
}

/// The name of the environment's folder: another one as soon as any of the versions is another.
fn folder(requirements: &str) -> Result<String> {
    let version = requirements
        .lines()
        .find_map(|line| line.strip_prefix("schemathesis=="));
    let Some(version) = version else {
        bail!("{REQUIREMENTS} names no version of schemathesis");
    };
    let digest = Sha256::digest(requirements.as_bytes());
    let short: String = digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(format!("schemathesis-{version}-{short}"))
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn a_folder_is_of_one_list_of_versions() {
        let one = folder("# x\nidna==1\nschemathesis==4.32.5\n").unwrap();
        assert!(one.starts_with("schemathesis-4.32.5-"), "{one}");
        assert_ne!(one, folder("# x\nidna==2\nschemathesis==4.32.5\n").unwrap());
        assert!(folder("idna==1\n").is_err());
    }
}
