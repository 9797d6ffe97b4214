//! The project's own commands: `cargo xtask --help` lists them, `CONTRIBUTING.md` says when to use
//! which.
//!
//! Everything here is orchestration. What needs a tool asks `tools` for it, which finds or installs
//! it; what runs a program goes through `run`, so that each command is shown before it starts.

mod api;
mod arrange;
mod bench;
mod bindings;
mod budget;
mod ci;
mod cli;
mod contract;
mod demo;
mod dist;
mod examples;
mod fingerprint;
mod fuzz;
mod network;
mod project;
mod rebuilt;
mod reproduce;
mod run;
mod server;
mod size;
mod snip;
mod soak;
mod tally;
mod test;
mod tools;
mod widget;

use std::process::ExitCode;

use anyhow::Result;

use crate::api::Effort;
use crate::cli::{Xtask, XtaskCmd};
use crate::project::Project;

fn main() -> ExitCode {
    match dispatch(&Xtask::from_env_or_exit()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(flags: &Xtask) -> Result<()> {
    let project = Project::open()?;
    match &flags.subcommand {
        XtaskCmd::Demo(flags) => demo::run(&project, flags),
        XtaskCmd::Serve(_) => demo::serve(&project),
        XtaskCmd::Test(flags) => test::run(&project, flags),
        XtaskCmd::Ci(_) => ci::run(&project),
        XtaskCmd::Dist(_) => dist::run(&project),
        XtaskCmd::Contract(_) => contract::run(&project),
        XtaskCmd::Examples(flags) => examples::run(&project, flags),
        XtaskCmd::Size(flags) => size::run(&project, flags),
        XtaskCmd::Reproduce(_) => reproduce::run(&project),
        XtaskCmd::Bench(flags) => bench::run(&project, flags),
        XtaskCmd::Api(flags) if flags.full => api::run(&project, Effort::IN_FULL),
        XtaskCmd::Api(_) => api::run(&project, Effort::IN_CI),
        XtaskCmd::Fuzz(flags) => fuzz::run(&project, flags.seconds),
        XtaskCmd::Soak(flags) => soak::run(&project, &flags.part),
        XtaskCmd::Bindings(_) => bindings::run(&project),
    }
}
