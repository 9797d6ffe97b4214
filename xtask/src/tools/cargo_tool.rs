//! Programs that crates.io has.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use xshell::{Cmd, cmd};

use super::{path, version};
use crate::project::{Project, tool_cache};
use crate::run::say;

/// Longest wait for a prebuilt: building from source is slower, but it ends.
const PREBUILT_WAIT: Duration = Duration::from_secs(90);

/// Settings that make `cargo install` several times quicker. These tools run for seconds; they need
/// not be fast.
const QUICK_BUILD: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A package of crates.io that installs programs.
pub(super) struct CargoTool {
    /// Its name on crates.io.
    pub(super) package: &'static str,
    /// The one version that will do.
    pub(super) version: String,
    /// What it installs; the first one is asked for its version.
    pub(super) programs: &'static [&'static str],
    /// Whether it is built with the lockfile it is published with.
    pub(super) uses_own_lockfile: bool,
    /// About how long it builds on two cores.
    pub(super) minutes: u32,
}

impl CargoTool {
    /// Finds or installs it and puts it on PATH.
    pub(super) fn ensure(&self, project: &Project) -> Result<()> {
        if self.is_on_path(project) {
            return Ok(());
        }
        let home = tool_cache()?.join(format!("{}-{}", self.package, self.version));
        let bin = home.join("bin");
        if !self.is_in(&bin) && !self.install_prebuilt(project, &home) {
            self.build(project, &home)?;
        }
        if !self.is_in(&bin) {
            bail!(
                "{} {} installed no `{}`",
                self.package,
                self.version,
                self.programs.join("`, `")
            );
        }
        project.prepend_path(&bin)
    }

    fn is_on_path(&self, project: &Project) -> bool {
        let found = self
            .programs
            .iter()
            .all(|program| path::find(&project.sh, program).is_some());
        found
            && self.programs.first().is_some_and(|program| {
                let output = cmd!(project.sh, "{program} --version")
                    .quiet()
                    .ignore_stderr()
                    .read();
                output.is_ok_and(|text| version::in_output(&text) == Some(&self.version))
            })
    }

    fn is_in(&self, bin: &Path) -> bool {
        self.programs
            .iter()
            .all(|program| path::program_in(bin, program).is_some())
    }

    /// Asks cargo-binstall, where there is one. That it finds nothing is no error.
    fn install_prebuilt(&self, project: &Project, home: &Path) -> bool {
        if path::find(&project.sh, "cargo-binstall").is_none() {
            return false;
        }
        say(&format!(
            "{} {}: looking for a prebuilt",
            self.package, self.version
        ));
        let mut binstall = Command::new("cargo-binstall");
        binstall
            .args(["--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(home)
            .arg(format!("{}@{}", self.package, self.version));
        finishes_well_within(binstall, PREBUILT_WAIT) && self.is_in(&home.join("bin"))
    }

    fn build(&self, project: &Project, home: &Path) -> Result<()> {
        let Self {
            package,
            version,
            minutes,
            ..
        } = self;
        say(&format!(
            "{package} {version}: building from source, takes about {minutes} minutes"
        ));
        let install = self.install_command(project);
        let by_hand = install.to_string();
        if install
            .arg("--root")
            .arg(home)
            .envs(QUICK_BUILD)
            .quiet()
            .run()
            .is_err()
        {
            bail!("{package} {version} could not be installed; see what this says: {by_hand}");
        }
        Ok(())
    }

    /// The command that someone would type, which puts the programs on everyone's PATH.
    fn install_command<'a>(&self, project: &'a Project) -> Cmd<'a> {
        let Self {
            package, version, ..
        } = self;
        let locked = self.uses_own_lockfile.then_some("--locked");
        cmd!(
            project.sh,
            "cargo install {locked...} {package} --version {version}"
        )
    }
}

/// Whether a program can be started and succeeds in time; it is ended when it does not.
fn finishes_well_within(mut command: Command, wait: Duration) -> bool {
    let Ok(mut child) = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
    else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < wait {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => sleep(Duration::from_millis(50)),
            Err(_) => break,
        }
    }
    child
        .kill()
        .and_then(|()| child.wait())
        .is_ok_and(|_| false)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: bool) {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        assert_eq!(
            finishes_well_within(command, Duration::from_millis(400)),
            expected,
            "{script}"
        );
    }

    #[test]
    fn a_prebuilt_that_fails_or_hangs_is_given_up() {
        check("exit 0", true);
        check("exit 1", false);
        check("exec sleep 60", false);
        assert!(!finishes_well_within(
            Command::new("no-such-binstall"),
            PREBUILT_WAIT
        ));
    }
}
