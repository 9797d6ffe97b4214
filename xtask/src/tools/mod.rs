//! What the project needs beside cargo, found or installed by the quickest way that works: a
//! fitting one on PATH, else the one in our cache, else a prebuilt, else from source. What is there
//! is used without a word; where nothing works, the error says the one command to type.

mod apt;
mod browser;
mod cargo_tool;
mod engines;
mod load;
mod lockfile;
mod node;
mod path;
mod postgres;
mod schemathesis;
mod toolchain;
mod version;

pub(crate) use browser::browser;
pub(crate) use engines::{WebKit, firefox, webkit};
pub(crate) use load::load;
pub(crate) use node::{esbuild, npm_packages};
pub(crate) use postgres::postgres;
pub(crate) use schemathesis::schemathesis;
pub(crate) use toolchain::{components, nightly, std_sources, wasm_target};

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use cargo_tool::CargoTool;

/// Trunk and the wasm-bindgen CLI, put on PATH.
pub(crate) fn trunk(project: &Project) -> Result<()> {
    wasm_target(project)?;
    wasm_bindgen(project)?;
    CargoTool {
        package: "trunk",
        version: "0.21.14".to_owned(),
        programs: &["trunk"],
        uses_own_lockfile: true,
        minutes: 4,
    }
    .ensure(project)
}

/// The program that runs a test module in a browser, by its whole path.
pub(crate) fn wasm_bindgen_test_runner(project: &Project) -> Result<PathBuf> {
    wasm_bindgen(project)?;
    path::find(&project.sh, "wasm-bindgen-test-runner")
        .context("wasm-bindgen-test-runner is not on PATH")
}

/// The wasm-bindgen CLI and its test runner, put on PATH: exactly the version of the crate, or it
/// refuses the module.
fn wasm_bindgen(project: &Project) -> Result<()> {
    let lockfile = project.sh.read_file("Cargo.lock")?;
    CargoTool {
        package: "wasm-bindgen-cli",
        version: lockfile::version_of(&lockfile, "wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // The lockfile that it is published with does not build.
        uses_own_lockfile: false,
        minutes: 2,
    }
    .ensure(project)
}

/// What drives the fuzzing, put on PATH.
pub(crate) fn cargo_fuzz(project: &Project) -> Result<()> {
    CargoTool {
        package: "cargo-fuzz",
        version: "0.13.2".to_owned(),
        programs: &["cargo-fuzz"],
        uses_own_lockfile: true,
        minutes: 1,
    }
    .ensure(project)
}

/// The spelling checker, put on PATH.
pub(crate) fn typos(project: &Project) -> Result<()> {
    CargoTool {
        package: "typos-cli",
        version: "1.52.0".to_owned(),
        programs: &["typos"],
        uses_own_lockfile: true,
        minutes: 2,
    }
    .ensure(project)
}
