//! Building the server.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::Result;
use xshell::cmd;

use crate::project::Project;

/// Builds `support-server` with optimisation, and says where it is.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    cmd!(
        project.sh,
        "cargo build --release --package support-server --bin support-server"
    )
    .run()?;
    Ok(project
        .target
        .join(format!("release/support-server{EXE_SUFFIX}")))
}
