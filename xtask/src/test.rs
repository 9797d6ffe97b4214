//! The tests, in three levels: native, in a browser, end to end.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::cli;
use crate::project::Project;
use crate::run::run_counting;
use crate::tally::Tally;
use crate::{examples, network, server, tools, widget};

/// Where a test runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// On this machine: model, wire types, server, these commands.
    Native,
    /// In a headless browser, against scripted answers.
    Browser,
    /// In a headless browser, against the demo.
    EndToEnd,
}

impl Level {
    /// All of them, the quickest first.
    pub(crate) const ALL: [Self; 3] = [Self::Native, Self::Browser, Self::EndToEnd];
}

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "native" => Ok(Self::Native),
            "browser" => Ok(Self::Browser),
            "e2e" => Ok(Self::EndToEnd),
            _ => Err(format!(
                "unknown level `{name}`: expected native, browser or e2e"
            )),
        }
    }
}

/// Which browsers to test in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engines {
    /// The one that is always there.
    Chromium,
    /// Every one that we can drive.
    All,
}

impl FromStr for Engines {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "all" => Ok(Self::All),
            _ => Err(format!("unknown engine `{name}`: expected chromium or all")),
        }
    }
}

/// A browser that journeys are driven in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
    /// Those beside the one that is always there.
    pub(crate) const OTHERS: [Self; 2] = [Self::Firefox, Self::WebKit];

    /// Its driver, as a file in `tests/e2e/drivers`, and where that finds the browser. What is
    /// missing is installed, or this fails: no engine is ever left out.
    fn variables(self, project: &Project) -> Result<Vec<(&'static str, PathBuf)>> {
        let (name, mut variables) = match self {
            Self::Chromium => {
                let chromium = tools::browser(project)?.chromium;
                ("chromium", vec![("CHROMIUM_PATH", chromium)])
            }
            Self::Firefox => {
                let firefox = tools::firefox(project)?;
                ("firefox", vec![("FIREFOX_PATH", firefox)])
            }
            Self::WebKit => {
                let tools::WebKit { driver, browser } = tools::webkit(project)?;
                let variables = vec![
                    ("WEBKIT_DRIVER_PATH", driver),
                    ("MINIBROWSER_PATH", browser),
                ];
                ("webkit", variables)
            }
        };
        variables.push(("E2E_ENGINE", name.into()));
        Ok(variables)
    }
}

/// Runs the levels that were asked for, all if none was; the last line is how many tests passed and
/// failed.
pub(crate) fn run(project: &Project, flags: &cli::Test) -> Result<()> {
    let levels = if flags.level.is_empty() {
        &Level::ALL[..]
    } else {
        &flags.level
    };
    let mut tally = Tally::default();
    let result = levels.iter().try_for_each(|&level| {
        run_level(project, level, &mut tally)?;
        if level == Level::EndToEnd && flags.engines == Some(Engines::All) {
            for engine in Engine::OTHERS {
                journeys(project, engine, &["npm", "test"], &mut tally)?;
            }
        }
        Ok(())
    });
    println!("{tally}");
    result
}

/// Runs one level, which fails also when no test ran: a filter or a `cfg` may have taken all away.
pub(crate) fn run_level(project: &Project, level: Level, tally: &mut Tally) -> Result<()> {
    let mut own = Tally::default();
    let result = match level {
        Level::Native => native(project, &mut own),
        Level::Browser => browser(project, &mut own),
        Level::EndToEnd => end_to_end(project, &mut own),
    };
    tally.add_all(own);
    result?;
    if !own.ran_any() {
        bail!("level {level:?}: no test ran");
    }
    Ok(())
}

/// The server's tests that run on both databases, beside `postgres`, which always runs on that one:
/// those of the rows that are kept. What is left out asks nothing of a database.
const ON_POSTGRES: [&str; 11] = [
    "attack_creates",
    "attack_edges",
    "desk_conversation",
    "desk_create",
    "desk_field_values",
    "desk_fields",
    "desk_hostile",
    "desk_http",
    "desk_list",
    "desk_replies",
    "desk_switches",
];

fn native(project: &Project, tally: &mut Tally) -> Result<()> {
    tools::postgres(project)?;
    run_counting(cmd!(project.sh, "cargo test --workspace"), tally)?;
    on_postgres(project, &ON_POSTGRES, tally)
}

/// Runs tests of the server again, on PostgreSQL; all that there are where none is named.
pub(crate) fn on_postgres(project: &Project, tests: &[&str], tally: &mut Tally) -> Result<()> {
    let chosen = tests.iter().flat_map(|test| ["--test", test]);
    let test = cmd!(
        project.sh,
        "cargo test --package support-server {chosen...}"
    );
    run_counting(test.env("SUPPORT_TEST_DATABASE", "postgres"), tally)
}

fn browser(project: &Project, tally: &mut Tally) -> Result<()> {
    tools::wasm_target(project)?;
    let runner = tools::wasm_bindgen_test_runner(project)?;
    let browser = tools::browser(project)?;
    // The browser is told to end where it stands, and leaves its files.
    let files = project.sh.create_temp_dir()?;
    let test = cmd!(
        project.sh,
        "cargo test --target wasm32-unknown-unknown --package support-widget"
    )
    .env("CHROMEDRIVER", browser.driver)
    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
    .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
    .env("TMPDIR", files.path());
    run_counting(test, tally)
}

fn end_to_end(project: &Project, tally: &mut Tally) -> Result<()> {
    let _names = examples::build_for_tests(project, &examples::IN_CI)?;
    journeys(project, Engine::Chromium, &["npm", "test"], tally)
}

/// Runs the journeys that matter most in an engine.
pub(crate) fn core_journeys(project: &Project, engine: Engine, tally: &mut Tally) -> Result<()> {
    let before = *tally;
    journeys(project, engine, &["npm", "run", "core"], tally)?;
    if *tally == before {
        bail!("{engine:?}: no journey ran");
    }
    Ok(())
}

/// Runs journeys by a command in their folder, on what is built for them first, in a network without
/// other hosts.
pub(crate) fn journeys(
    project: &Project,
    engine: Engine,
    command: &[&str],
    tally: &mut Tally,
) -> Result<()> {
    let folder = project.root.join("tests/e2e");
    tools::npm_packages(project, &folder)?;
    let variables = engine.variables(project)?;
    let site = widget::build(project)?;
    let server = server::build(project)?;
    let _in_folder = project.sh.push_dir(folder);
    let mut words = network::alone(&project.sh);
    words.extend(command.iter().map(|&word| word.to_owned()));
    let (program, flags) = words.split_first().context("no command")?;
    let test = project
        .sh
        .cmd(program)
        .args(flags)
        .env("SUPPORT_SERVER_BIN", server)
        .env("SUPPORT_SITE_DIR", site)
        .envs(variables)
        // Colours would hide the summary lines.
        .env_remove("FORCE_COLOR");
    run_counting(test, tally)
}
