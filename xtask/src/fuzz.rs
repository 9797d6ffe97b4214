//! Fuzzing of the places where somebody else's bytes become ours (bar F8), by a nightly compiler.

use anyhow::Result;
use xshell::cmd;

use crate::project::Project;
use crate::tools;

/// As `fuzz/Cargo.toml` has them.
const TARGETS: [&str; 5] = ["token", "query", "create_body", "html", "error_body"];
/// How long each of them runs where nobody says.
const SECONDS: u32 = 60;
/// An input that takes longer is as bad as one that panics, in seconds.
const SLOW: u32 = 1;
/// The longest input. What is read has limits of its own, far above; what is odd is odd when it is short.
const LENGTH_MAX: u32 = 8192;

/// Runs each target for a while, from the inputs that are kept; what is found on the way stays out of the
/// repository, but an input that fails is named.
pub(crate) fn run(project: &Project, seconds: Option<u32>) -> Result<()> {
    let sh = &project.sh;
    tools::nightly(project)?;
    tools::cargo_fuzz(project)?;
    let seconds = seconds.unwrap_or(SECONDS);
    let found = sh.create_temp_dir()?;
    for target in TARGETS {
        let own = found.path().join(target);
        sh.create_dir(&own)?;
        let kept = format!("fuzz/corpus/{target}");
        let limits = [
            format!("-max_total_time={seconds}"),
            format!("-timeout={SLOW}"),
            format!("-max_len={LENGTH_MAX}"),
            "-print_final_stats=1".to_owned(),
        ];
        // New inputs go to the first folder.
        cmd!(
            sh,
            "cargo +nightly fuzz run {target} {own} {kept} -- {limits...}"
        )
        .run()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::TARGETS;

    #[test]
    fn every_target_is_run() {
        let manifest = include_str!("../../fuzz/Cargo.toml");
        let manifest: toml::Table = manifest.parse().unwrap();
        let bins = manifest["bin"].as_array().unwrap();
        let names: Vec<_> = bins
            .iter()
            .map(|bin| bin["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, TARGETS);
    }
}
