//! The command line, which settings from elsewhere join. The doc comments are the help texts.

mod error;
mod layers;
mod table;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::{
    ApiKey, StartError,
    desk::Switches,
    gateway::cli::GatewayArgs,
    identity::cli::{DoctorArgs, TokenArgs},
    telemetry::LogFormat,
};

pub use error::ConfigError;
pub use layers::parse;
pub(crate) use table::effective;
pub use table::markdown;

/// The gateway, the desk and the demo of support-widget.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// What to be.
    #[command(subcommand)]
    pub role: Role,
    /// What was said of which setting, and where.
    #[arg(skip)]
    pub(crate) said: Vec<layers::Said>,
}

/// Where settings come from.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// A TOML file with settings: what neither a flag nor the environment says.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say which settings hold and where each is from, and start nothing.
    #[arg(long)]
    pub check_config: bool,
}

/// What the server can be.
#[derive(Debug, Subcommand)]
pub enum Role {
    /// The desk: a SparrowDesk-compatible API under /v1, on its own database.
    Desk(DeskArgs),
    /// The gateway: the same API under /support/v1, one verified requester wide, before a desk or the
    /// vendor.
    Gateway(Box<GatewayArgs>),
    /// Make an identity token, for trying out.
    Token(TokenArgs),
    /// Say what is wrong with an identity token, and what to do.
    Doctor(DoctorArgs),
    /// A sample portal, a gateway and a desk behind it, in one process, ready to try.
    Demo(DemoArgs),
}

/// The desk's flags.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct DeskArgs {
    /// Something to do instead of serving.
    #[command(subcommand)]
    pub task: Option<DeskTask>,
    /// What to serve and how. (These groups stand side by side because clap does not see whether an
    /// optional group is there if it has others inside.)
    #[command(flatten)]
    pub serve: Option<DeskServeArgs>,
    /// The key that callers must send.
    #[command(flatten)]
    pub key: Option<KeyArgs>,
    /// How to behave where the vendor's documentation is silent.
    #[command(flatten)]
    pub switches: Switches,
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigArgs,
}

/// What the desk can do instead of serving.
#[derive(Debug, Subcommand)]
pub enum DeskTask {
    /// Fill a database with believable data.
    Seed(SeedArgs),
}

/// The flags of a serving desk.
#[derive(Debug, Args)]
pub struct DeskServeArgs {
    /// Where to listen; port 0 picks one, and the log's first line says which.
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: SocketAddr,
    /// Where to serve /metrics, for the operator only; nowhere when left out.
    #[arg(long, value_name = "ADDR:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// sqlite://PATH (a missing file is made), sqlite::memory: or postgres://….
    #[arg(long, value_name = "URL")]
    pub database: String,
    /// How many calls a minute the key allows; no limit when left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub rate_limit_per_minute: Option<u64>,
    /// What `next_url` starts with. It is never meant to be followed.
    #[arg(long, value_name = "URL", default_value = crate::desk::NEXT_URL_BASE)]
    pub next_url_base: String,
    /// How to write the log.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub log_format: LogFormat,
}

/// The API key, from a file or (for trying out) the command line.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct KeyArgs {
    /// A file that holds the API key; one trailing newline is not part of it.
    #[arg(long, value_name = "FILE")]
    pub api_key_file: Option<PathBuf>,
    /// The API key itself; other users of the machine can read it here, so only for trying out.
    #[arg(long, value_name = "KEY")]
    pub api_key: Option<String>,
}

impl KeyArgs {
    /// The key.
    ///
    /// # Errors
    /// An unreadable file, or something that cannot be a key.
    pub fn resolve(&self) -> Result<ApiKey, StartError> {
        match &self.api_key_file {
            Some(path) => ApiKey::from_file(path),
            None => ApiKey::new(self.api_key.clone().unwrap_or_default()),
        }
    }
}

/// The flags of `desk seed`.
#[derive(Debug, Args)]
pub struct SeedArgs {
    /// sqlite://PATH (a missing file is made) or postgres://….
    #[arg(long, value_name = "URL")]
    pub database: String,
    /// How many conversations to add.
    #[arg(long, value_name = "N")]
    pub conversations: u32,
    /// How many people they are from.
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..))]
    pub requesters: u32,
    /// The same seed and the same time give the same rows.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// The time, in epoch seconds, that the newest conversations lead up to; now when left out.
    #[arg(long, value_name = "EPOCH")]
    pub now: Option<i64>,
}

/// The demo's flags.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where to listen; port 0 picks one, and the log's first line says which.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder of the built sample portal (`cargo xtask demo` builds it).
    #[arg(long, value_name = "DIR", default_value = "target/site")]
    pub site: PathBuf,
    /// sqlite://PATH, sqlite::memory: or postgres://…; a file in the user's state folder when left out.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The secret that the portal signs its customers' tokens with: the file's bytes less one trailing
    /// newline, at least 32; a new one at every start when left out.
    #[arg(long, value_name = "FILE")]
    pub identity_secret_file: Option<PathBuf>,
    /// The desk's API key; a new one at every start when left out.
    #[arg(long, value_name = "KEY")]
    pub api_key: Option<String>,
    /// How to write the log.
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub log_format: LogFormat,
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigArgs,
}
