//! Checks over a minute long, which CI has no time for.

use anyhow::{Result, bail};
use xshell::cmd;

use crate::project::Project;
use crate::tally::Tally;
use crate::test;

/// Makes the tests below run their full counts, and the example its full size.
const SOAK: &str = "SUPPORT_SOAK";

/// The server's tests whose bars ask for more than CI has time for.
const TESTS: [&str; 6] = [
    "attack_lists",
    "attack_objects",
    "attack_edges",
    "attack_origins",
    "gateway_forms",
    "gateway_rotation",
];

/// The journeys whose bars do.
const JOURNEYS: [&str; 3] = ["hostile-text", "long-text", "round-trip"];

/// The gateway's bars in full, hostile texts, then a desk of a thousand and of a million conversations, compared.
pub(crate) fn run(project: &Project) -> Result<()> {
    let example = "crates/server/examples/desk_scale.rs";
    let tests = TESTS.map(|test| format!("crates/server/tests/{test}.rs"));
    let journeys = JOURNEYS.map(|name| format!("tests/e2e/journeys/{name}.test.mjs"));
    let files = tests.iter().chain(&journeys).map(String::as_str);
    for file in files.chain([example]) {
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
    let files = JOURNEYS.map(|name| format!("journeys/{name}.test.mjs"));
    let hostile = cmd!(
        project.sh,
        "node --test --test-reporter=spec --test-concurrency=1 {files...}"
    );
    test::journeys(project, hostile.env(SOAK, "1"), &mut Tally::default())?;
    cmd!(
        project.sh,
        "cargo run --release --package support-server --example desk_scale"
    )
    .env(SOAK, "1")
    .run()?;
    Ok(())
}
