//! Checks over a minute long, which CI has no time for.

use std::str::FromStr;

use anyhow::{Result, bail};
use xshell::cmd;

use crate::api::{self, Effort};
use crate::bench;
use crate::cli;
use crate::examples;
use crate::fuzz;
use crate::project::Project;
use crate::reproduce;
use crate::tally::Tally;
use crate::test::{self, Engine, Level};
use crate::tools;

/// Makes the tests below run their full counts, and the example its full size.
const SOAK: &str = "SUPPORT_SOAK";

/// The server's tests whose bars ask for more than CI has time for.
const TESTS: [&str; 12] = [
    "attack_fields",
    "attack_lists",
    "attack_objects",
    "attack_edges",
    "crashes",
    "gateway_forms",
    "gateway_rotation",
    "restart",
    "gateway_faults",
    "gateway_crowd",
    "gateway_load",
    "process_load",
];

/// What can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The gateway's bars in full, the API's documents, fuzzing, PostgreSQL, desks of a thousand and of a million conversations.
    Servers,
    /// That the bundle comes out the same twice, and that the benches run.
    Bundle,
    /// What runs in a browser, with its full counts.
    Browsers,
    /// The core journeys twenty times in a row in each engine.
    Rounds,
}

impl Part {
    const ALL: [Self; 4] = [Self::Servers, Self::Bundle, Self::Browsers, Self::Rounds];
}

impl FromStr for Part {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "servers" => Ok(Self::Servers),
            "bundle" => Ok(Self::Bundle),
            "browsers" => Ok(Self::Browsers),
            "rounds" => Ok(Self::Rounds),
            _ => Err(format!(
                "unknown part `{name}`: expected servers, bundle, browsers or rounds"
            )),
        }
    }
}

/// Runs these parts, or all of them if there are none.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<()> {
    let mut tally = Tally::default();
    let result = Part::ALL
        .into_iter()
        .filter(|part| parts.is_empty() || parts.contains(part))
        .try_for_each(|part| match part {
            Part::Servers => servers(project),
            Part::Bundle => bundle(project),
            Part::Browsers => in_browsers(project, &mut tally),
            Part::Rounds => over_and_over(project, &mut tally),
        });
    println!("{tally}");
    result
}

fn servers(project: &Project) -> Result<()> {
    let example = "crates/server/examples/desk_scale.rs";
    let tests = TESTS.map(|test| format!("crates/server/tests/{test}.rs"));
    for file in tests.iter().map(String::as_str).chain([example]) {
        if !project.root.join(file).is_file() {
            bail!("nothing to run: {file} is missing");
        }
    }
    let chosen = TESTS.into_iter().flat_map(|test| ["--test", test]);
    // One at a time, and with what they print: the figures are the point.
    cmd!(
        project.sh,
        "cargo test --release --package support-server {chosen...} -- --nocapture --test-threads=1"
    )
    .env(SOAK, "1")
    .run()?;
    api::run(project, Effort::IN_FULL)?;
    fuzz::run(project, None)?;
    tools::postgres(project)?;
    test::on_postgres(project, &[], &mut Tally::default())?;
    cmd!(
        project.sh,
        "cargo run --release --package support-server --example desk_scale"
    )
    .env(SOAK, "1")
    .run()?;
    Ok(())
}

fn bundle(project: &Project) -> Result<()> {
    reproduce::run(project)?;
    // That the benches still run; their figures are for `cargo xtask bench`.
    for servers in [false, true] {
        let site = None;
        bench::run(
            project,
            &cli::Bench {
                quick: true,
                site,
                servers,
            },
        )?;
    }
    Ok(())
}

/// The tests for a browser and the journeys in full, the latter in every engine and one at a time.
fn in_browsers(project: &Project, tally: &mut Tally) -> Result<()> {
    // Tests for a browser are told when they are built, journeys when they run.
    let _long = project.sh.push_env(SOAK, "1");
    let _names = examples::build_for_tests(project, &examples::ALL)?;
    test::run_level(project, Level::Browser, tally)?;
    let alone = "node --test --test-reporter=spec --test-concurrency=1";
    let alone: Vec<_> = alone.split(' ').collect();
    Engine::ALL
        .into_iter()
        .try_for_each(|engine| test::journeys(project, engine, &alone, tally))
}

/// How often the core journeys run in a row (bar H2).
const ROUNDS: usize = 20;

/// The core journeys as CI runs them, but with one attempt each, over and over: to see that none of them
/// fails now and then.
fn over_and_over(project: &Project, tally: &mut Tally) -> Result<()> {
    let _strict = project.sh.push_env("SUPPORT_ATTEMPTS", "1");
    for engine in Engine::ALL {
        for _ in 0..ROUNDS {
            test::core_journeys(project, engine, tally)?;
        }
    }
    Ok(())
}
