//! Everything that CI runs, in the order of what fails quickest.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;
use xshell::cmd;

use crate::api::{self, Effort};
use crate::project::Project;
use crate::run::say;
use crate::tally::Tally;
use crate::test::{Engine, Level, core_journeys, run_level};
use crate::{bench, size, tools};

/// Runs every check, stops at the first that fails, and closes with times and the number of tests.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut times = Times::default();
    let mut tally = Tally::default();
    let result = run_checks(project, &mut times, &mut tally);
    println!("{times}{tally}");
    result
}

fn run_checks(project: &Project, times: &mut Times, tally: &mut Tally) -> Result<()> {
    let sh = &project.sh;
    times.measure("tools", || install_tools(project))?;
    times.measure("format", || Ok(cmd!(sh, "cargo fmt --all --check").run()?))?;
    times.measure("spelling", || Ok(cmd!(sh, "typos").run()?))?;
    times.measure("lints", || lint(project))?;
    times.measure("docs", || {
        let docs = cmd!(sh, "cargo doc --workspace --no-deps");
        Ok(docs.env("RUSTDOCFLAGS", "--deny warnings").run()?)
    })?;
    times.measure("native tests", || run_level(project, Level::Native, tally))?;
    times.measure("bench's own tests", || bench::test(project, tally))?;
    times.measure("API documents", || api::run(project, Effort::IN_CI))?;
    times.measure("browser tests", || {
        run_level(project, Level::Browser, tally)
    })?;
    times.measure("size budget", || size::check(project))?;
    times.measure("end-to-end tests", || {
        run_level(project, Level::EndToEnd, tally)
    })?;
    times.measure("core in Firefox", || {
        core_journeys(project, Engine::Firefox, tally)
    })?;
    times.measure("core in WebKit", || {
        core_journeys(project, Engine::WebKit, tally)
    })
}

fn install_tools(project: &Project) -> Result<()> {
    tools::components(project)?;
    tools::typos(project)?;
    tools::trunk(project)?;
    tools::esbuild(project)?;
    tools::browser(project)?;
    tools::firefox(project)?;
    tools::webkit(project)?;
    tools::postgres(project)?;
    tools::schemathesis(project)?;
    Ok(())
}

/// Natively all packages, for WebAssembly those that run in a browser. The tests of the wire types
/// are native only: their source of randomness does not build for WebAssembly.
fn lint(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let deny = ["--", "--deny", "warnings"];
    let wasm = ["--target", "wasm32-unknown-unknown", "--package"];
    cmd!(sh, "cargo clippy --workspace --all-targets {deny...}").run()?;
    cmd!(
        sh,
        "cargo clippy {wasm...} support-widget --all-targets {deny...}"
    )
    .run()?;
    cmd!(sh, "cargo clippy {wasm...} support-wire {deny...}").run()?;
    // The widget without its custom element, as a Yew app uses it.
    cmd!(sh, "cargo clippy {wasm...} example-yew-app {deny...}").run()?;
    Ok(())
}

/// How long each step took, the failed one included.
#[derive(Default)]
struct Times(Vec<(&'static str, Duration, bool)>);

impl Times {
    fn measure(&mut self, step: &'static str, run: impl FnOnce() -> Result<()>) -> Result<()> {
        say(&format!("--- {step}"));
        let start = Instant::now();
        let result = run();
        self.0.push((step, start.elapsed(), result.is_ok()));
        result
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, time, is_ok) in &self.0 {
            let word = if *is_ok { "" } else { "  FAILED" };
            writeln!(f, "{step:<18}{:>7.1} s{word}", time.as_secs_f64())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_the_step_that_failed() {
        let times = Times(vec![
            ("format", Duration::from_millis(1250), true),
            ("end-to-end tests", Duration::from_secs(75), false),
        ]);
        let expected = "format                1.2 s\nend-to-end tests     75.0 s  FAILED\n";
        assert_eq!(times.to_string(), expected);
    }

    #[test]
    fn a_failing_step_is_timed_and_stops_the_run() {
        let mut times = Times::default();
        let failed = times.measure("lints", || anyhow::bail!("no"));
        assert!(failed.is_err());
        assert!(times.to_string().contains("FAILED"));
    }
}
