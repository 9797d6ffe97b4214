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

/// The compiler whose standard library we rebuild: another one may want other switches.
const REBUILT_FOR: &str = "rustc 1.95.0 ";

/// Whether there are the standard library's sources, for the compiler that building it is tried with.
pub(crate) fn std_sources(project: &Project) -> Result<bool> {
    let sh = &project.sh;
    let version = cmd!(sh, "rustc --version").quiet().read()?;
    if !version.starts_with(REBUILT_FOR) {
        say(&format!(
            "the standard library stays as it comes with {version}: building it is tried with {REBUILT_FOR}alone"
        ));
        return Ok(false);
    }
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    let sources = Path::new(&sysroot).join("lib/rustlib/src/rust/library/std");
    if sources.is_dir() {
        return Ok(true);
    }
    say("rust-src: adding the Rust component");
    let added = cmd!(sh, "rustup component add rust-src").quiet().run();
    if added.is_err() {
        say("no sources of the standard library: it stays as it comes, and the widget is bigger");
    }
    Ok(added.is_ok())
}

/// A nightly compiler, beside the one that everything else is built with.
pub(crate) fn nightly(project: &Project) -> Result<()> {
    const HINT: &str = "rustup toolchain install nightly --profile minimal";
    let sh = &project.sh;
    let probe = cmd!(sh, "rustup run nightly rustc --version");
    if probe.quiet().ignore_stdout().ignore_stderr().run().is_ok() {
        return Ok(());
    }
    say("nightly: adding the Rust toolchain");
    let install = cmd!(sh, "rustup toolchain install nightly --profile minimal");
    if install.quiet().run().is_err() {
        bail!("there is no nightly compiler; install Rust by rustup, then type: {HINT}");
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
