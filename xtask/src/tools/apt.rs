//! The system's packages, where the system is Debian's or Ubuntu's.

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use super::path;
use crate::run::say;

/// Installs packages. Where that can't be done the error says what to type, or, without apt, what
/// to do `otherwise`.
pub(super) fn install(sh: &Shell, what: &str, packages: &[&str], otherwise: &str) -> Result<()> {
    if path::find(sh, "apt-get").is_none() {
        bail!("{what}: missing; {otherwise}");
    }
    if cmd!(sh, "id -u").quiet().read()? != "0" {
        bail!(
            "{what}: missing; type: sudo apt-get install --yes {}",
            packages.join(" ")
        );
    }
    say(&format!("{what}: installing the system's packages"));
    let _quiet = sh.push_env("DEBIAN_FRONTEND", "noninteractive");
    cmd!(sh, "apt-get update --quiet --quiet").run()?;
    cmd!(
        sh,
        "apt-get install --quiet --yes --no-install-recommends {packages...}"
    )
    .run()?;
    Ok(())
}
