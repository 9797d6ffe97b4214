//! The widget's module with a standard library that is built along with it: without the texts, places and
//! numbers of panics, 6 % of the module's compressed size. Stable Rust only does that when it is told to act as a nightly one
//! (`RUSTC_BOOTSTRAP`), so it is done for the one compiler that it is tried with; `docs/decisions/0020` has the figures.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::project::Project;
use crate::run::say;
use crate::tools;
use crate::widget::{PROFILE, RUSTFLAGS, without_paths};

/// `plain` there builds with the standard library as it comes, which is quicker.
const CHOICE: &str = "SUPPORT_WIDGET_STD";

/// Panics become traps at once; nothing is kept that only their texts need.
const FLAGS: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Which standard library the module gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Std {
    /// The one that comes with the compiler.
    Plain,
    /// One that is built along with the module.
    Rebuilt,
}

impl Std {
    /// The rebuilt one, where it can be had and nobody wants the other.
    pub(crate) fn choose(project: &Project) -> Result<Self> {
        match env::var(CHOICE).as_deref() {
            Ok("plain") => Ok(Self::Plain),
            Ok(other) if !other.is_empty() => {
                bail!("{CHOICE}: expected `plain` or nothing, found `{other}`")
            }
            _ if tools::std_sources(project)? => Ok(Self::Rebuilt),
            _ => Ok(Self::Plain),
        }
    }

    /// What it is called where something depends on it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Rebuilt => "rebuilt",
        }
    }
}

/// Builds the module, and says where it is. Trunk has built it already with the standard library as it comes.
pub(crate) fn module(project: &Project, library: Std) -> Result<PathBuf> {
    let file = format!("wasm32-unknown-unknown/{PROFILE}/support_widget.wasm");
    if library == Std::Plain {
        return Ok(project.target.join(file));
    }
    say("building the widget with the standard library");
    // A folder of its own: with other flags everything in the usual one would be built anew each time.
    let target = project.target.join("rebuilt");
    let switches = [
        "--lib",
        "--target=wasm32-unknown-unknown",
        "-Zbuild-std=std,panic_abort",
        "-Zbuild-std-features=optimize_for_size",
    ];
    let flags = [&without_paths(project)?, &FLAGS.join(" ")]
        .map(String::as_str)
        .join(" ");
    cmd!(project.sh, "cargo build --quiet --profile {PROFILE} {switches...} --target-dir {target}")
        .env("RUSTC_BOOTSTRAP", "1")
        .env(RUSTFLAGS, flags)
        .run()
        .with_context(|| format!("the widget did not build with its own standard library; {CHOICE}=plain builds it without"))?;
    Ok(target.join(file))
}
