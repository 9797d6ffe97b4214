//! Seeing it: the sample portal on a real server, and the page that rebuilds itself beside it.

use anyhow::Result;
use xshell::cmd;

use crate::cli::Demo;
use crate::project::Project;
use crate::run::{become_program, say};
use crate::{server, widget};

/// Builds widget and server, and serves the sample portal until it is told to stop.
pub(crate) fn run(project: &Project, flags: &Demo) -> Result<()> {
    let port = flags.port.unwrap_or(8080);
    let site = widget::build(project)?;
    let server = server::build(project)?;
    say(&format!(
        "serving the sample portal on http://127.0.0.1:{port}/ (Ctrl-C stops it)"
    ));
    let listen = format!("127.0.0.1:{port}");
    let mut demo = cmd!(project.sh, "{server} demo --listen {listen} --site {site}");
    if let Some(url) = &flags.database {
        demo = demo.args(["--database", url]);
    }
    match become_program(demo)? {}
}

/// Runs `trunk serve`, whose proxies expect a demo on port 8080.
pub(crate) fn serve(project: &Project) -> Result<()> {
    let trunk = widget::trunk(project, "serve")?;
    say("the API comes from a demo on port 8080: start one with `cargo xtask demo` if none runs");
    match become_program(trunk)? {}
}
