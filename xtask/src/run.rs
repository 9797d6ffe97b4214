//! Running programs: shown before they start, named when they fail.

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use xshell::Cmd;

use crate::tally::Tally;

/// Says in one line what is about to happen.
pub(crate) fn say(what: &str) {
    eprintln!("xtask: {what}");
}

/// Runs a test runner, passing its output on line by line, and adds up what its summary lines say.
pub(crate) fn run_counting(cmd: Cmd<'_>, tally: &mut Tally) -> Result<()> {
    let shown = cmd.to_string();
    eprintln!("$ {shown}");
    let mut child = Command::from(cmd)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{shown}` did not start"))?;
    let output = child.stdout.take().context("no output to read")?;
    pass_on(BufReader::new(output), &mut std::io::stdout(), tally)?;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{shown}` failed: {status}");
    }
    Ok(())
}

fn pass_on(from: impl BufRead, to: &mut impl Write, tally: &mut Tally) -> std::io::Result<()> {
    for line in from.split(b'\n') {
        let mut line = line?;
        tally.read(&String::from_utf8_lossy(&line));
        line.push(b'\n');
        to.write_all(&line)?;
        to.flush()?;
    }
    Ok(())
}

/// Hands this process over to a program that runs until it is told to stop, so that Ctrl-C and
/// SIGTERM reach it directly and it can't outlive us.
#[cfg(unix)]
pub(crate) fn become_program(cmd: Cmd<'_>) -> Result<Infallible> {
    use std::os::unix::process::CommandExt;

    let shown = cmd.to_string();
    eprintln!("$ {shown}");
    Err(Command::from(cmd).exec()).with_context(|| format!("`{shown}` did not start"))
}

/// Waits for a program that runs until it is told to stop. Ctrl-C reaches both of us, as one
/// console shares it.
#[cfg(not(unix))]
pub(crate) fn become_program(cmd: Cmd<'_>) -> Result<Infallible> {
    let shown = cmd.to_string();
    eprintln!("$ {shown}");
    let status = Command::from(cmd)
        .status()
        .with_context(|| format!("`{shown}` did not start"))?;
    std::process::exit(status.code().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use xshell::{Shell, cmd};

    use super::*;

    #[test]
    fn output_is_passed_on_and_counted() {
        let output = "test a ... ok\n\ntest result: ok. 2 passed; 0 failed; 1 ignored\n";
        let (mut seen, mut tally) = (Vec::new(), Tally::default());
        pass_on(output.as_bytes(), &mut seen, &mut tally).unwrap();
        assert_eq!(String::from_utf8(seen).unwrap(), output);
        assert_eq!(tally.to_string(), "2 passed, 0 failed");
    }

    #[test]
    fn a_runner_that_fails_is_named() {
        let sh = Shell::new().unwrap();
        let error = run_counting(cmd!(sh, "sh -c 'exit 3'"), &mut Tally::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`sh -c \"exit 3\"` failed: exit status: 3"
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let sh = Shell::new().unwrap();
        let error = run_counting(cmd!(sh, "no-such-runner"), &mut Tally::default()).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-runner` did not start");
    }
}
