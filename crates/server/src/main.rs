//! Reads the settings, runs the chosen role, and turns a failed start into one sentence.

use std::process::ExitCode;

use support_server::{
    config::{self, ConfigError},
    run,
};

/// What the caller can put right.
const MISTAKE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let words = std::env::args_os().collect();
    let cli = match config::parse(words, &|name| std::env::var_os(name)) {
        Ok(cli) => cli,
        Err(ConfigError::Flags(error)) => error.exit(),
        Err(error) => return failed(&error, MISTAKE),
    };
    match run::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error, error.exit_code()),
    }
}

fn failed(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("support-server: {error}");
    ExitCode::from(code)
}
