//! Checks over a minute long, which CI has no time for.

use anyhow::{Result, bail};
use xshell::cmd;

use crate::project::Project;

/// A desk of a thousand and of a million conversations, compared.
pub(crate) fn run(project: &Project) -> Result<()> {
    let example = "crates/server/examples/desk_scale.rs";
    if !project.root.join(example).is_file() {
        bail!("nothing to run: {example} is missing");
    }
    cmd!(
        project.sh,
        "cargo run --release --package support-server --example desk_scale"
    )
    .env("SUPPORT_SOAK", "1")
    .run()?;
    Ok(())
}
