//! The widget beside its twins in other frameworks, and the servers beside what one would take in
//! their place.
//!
//! The work is Node's, in `bench/`: here is what it needs.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use xshell::cmd;

use crate::project::Project;
use crate::run::run_counting;
use crate::tally::Tally;
use crate::{cli, dist, server, tools};

const FOLDER: &str = "bench";
/// What is first asked for: a folder without it is no bundle.
const ENTRY: &str = "embed.js";

/// Measures, and rewrites `docs/benchmarks.md` and its pictures unless it was done quickly.
pub(crate) fn run(project: &Project, flags: &cli::Bench) -> Result<()> {
    tools::npm_packages(project, &project.root.join(FOLDER))?;
    let quick = flags.quick.then_some("--quick");
    let measure = if flags.servers {
        tools::load(project)?;
        cmd!(project.sh, "node {FOLDER}/servers.mjs {quick...}")
    } else {
        let bundle = bundle(project, flags.site.as_deref())?;
        let chromium = tools::browser(project)?.chromium;
        let browse = cmd!(
            project.sh,
            "node {FOLDER}/run.mjs --bundle {bundle} {quick...}"
        );
        browse.env("CHROMIUM_PATH", chromium)
    };
    let server = server::build(project)?;
    measure.env("SUPPORT_SERVER_BIN", server).run()?;
    if !flags.quick {
        cmd!(project.sh, "node {FOLDER}/report.mjs").run()?;
    }
    Ok(())
}

/// The folder to measure: a given one, else what `cargo xtask dist` writes.
fn bundle(project: &Project, given: Option<&Path>) -> Result<PathBuf> {
    let Some(folder) = given else {
        dist::write(project)?;
        return Ok(project.root.join("dist/embed"));
    };
    if !folder.join(ENTRY).is_file() {
        bail!("no bundle: {} has no {ENTRY}", folder.display());
    }
    // Relative to where the command was typed, as programs that we start are not.
    Ok(std::path::absolute(folder)?)
}

/// The tests of what the bench computes: they need Node.js alone, no package and no browser.
pub(crate) fn test(project: &Project, tally: &mut Tally) -> Result<()> {
    let _in_folder = project.sh.push_dir(project.root.join(FOLDER));
    let test = cmd!(project.sh, "npm test");
    run_counting(test.env_remove("FORCE_COLOR"), tally)
}
