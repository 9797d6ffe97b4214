//! Parts of the Rust toolchain that rustup may have left out.

use std::path::Path;

use anyhow::{Result, bail};
use xshell::cmd;

use super::path;
use crate::project::Project;
use crate::run::say;

const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly.
pub(crate) fn wasm_target(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if path::find(sh, "rustup").is_none() {
        bail!(
            "this Rust has no {WASM}; install Rust by rustup, then type: rustup target add {WASM}"
        );
    }
    say(&format!("{WASM}: adding the Rust target"));
    if cmd!(sh, "rustup target add {WASM}").quiet().run().is_err() {
        bail!("the Rust target is missing; type: rustup target add {WASM}");
    }
    Ok(())
}

/// The formatter and the linter.
pub(crate) fn components(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let there = |tool: &str| {
        cmd!(sh, "cargo {tool} --version")
            .quiet()
            .ignore_stdout()
            .ignore_stderr()
            .run()
            .is_ok()
    };
    if there("fmt") && there("clippy") {
        return Ok(());
    }
    say("rustfmt, clippy: adding the Rust components");
    if cmd!(sh, "rustup component add rustfmt clippy")
        .quiet()
        .run()
        .is_err()
    {
        bail!("rustfmt or clippy is missing; type: rustup component add rustfmt clippy");
    }
    Ok(())
}
