//! Reads the command line, runs the chosen role, and turns a failed start into one sentence.

use std::process::ExitCode;

use clap::Parser;
use support_server::{config::Cli, run};

#[tokio::main]
async fn main() -> ExitCode {
    match run::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("support-server: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
