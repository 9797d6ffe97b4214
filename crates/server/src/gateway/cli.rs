//! The gateway's flags. The doc comments are the help texts.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;
use support_wire::{Source, Status};

use super::{GatewaySettings, Given, Limits, Origin, Proxy, Sparing, form::Form};
use crate::{
    StartError, config::ConfigArgs, identity::VerifierSettings, telemetry::LogFormat,
    upstream::http::HttpSettings,
};

/// The gateway's flags.
#[derive(Debug, Args)]
pub struct GatewayArgs {
    /// Where to listen; port 0 picks one, and the log's first line says which.
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: SocketAddr,
    /// Where to serve /metrics, for the operator only; nowhere when left out.
    #[arg(long, value_name = "ADDR:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// The API's base, with its version: what stands before /conversations.
    #[arg(long, value_name = "URL")]
    pub upstream: String,
    /// Let http:// lead off this machine, where the way there is known to be safe.
    #[arg(long)]
    pub allow_http_upstream: bool,
    /// A file that holds the API's key; one trailing newline is not part of it.
    #[arg(long, value_name = "FILE")]
    pub api_key_file: PathBuf,
    /// An origin that may call from a browser, beside the gateway's own. May be given several times.
    #[arg(long = "allow-origin", value_name = "URL")]
    pub allow_origins: Vec<String>,
    /// sqlite://PATH, sqlite::memory: or postgres://…; a file in the user's state folder when left out.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Whose gateway it is, where several share a database; the upstream's URL when left out.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// What a customer may say, and what is set for them.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// How the help desk is spared, and how often a customer may ask.
    #[command(flatten)]
    pub sparing: SparingArgs,
    /// How identity tokens are verified.
    #[command(flatten)]
    pub identity: VerifierSettings,
    /// How to write the log.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub log_format: LogFormat,
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigArgs,
}

/// What a customer may say, and what is set for them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Conversations")]
pub struct RuleArgs {
    /// A brand that a customer may name. May be given several times.
    #[arg(long = "brand", value_name = "ID")]
    pub brands: Vec<i64>,
    /// A custom field that a customer may fill in, by internal name. May be given several times.
    #[arg(long = "custom-field", value_name = "INTERNAL_NAME")]
    pub custom_fields: Vec<String>,
    /// The form: a JSON file of fields and brands, in order and in your words (docs/form.md).
    #[arg(long, value_name = "FILE")]
    pub form_fields: Option<PathBuf>,
    /// A custom field whose value a customer may read, by internal name. May be given several times.
    #[arg(long = "show-custom-field", value_name = "INTERNAL_NAME")]
    pub shown_fields: Vec<String>,
    /// Let customers read the tags of their conversations, whoever set them.
    #[arg(long)]
    pub show_tags: bool,
    /// The channel of new conversations.
    #[arg(long, value_name = "WORD", default_value = "Mail")]
    pub source: String,
    /// The member of staff that new conversations go to, by e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub assignee: Option<String>,
    /// The team that new conversations go to.
    #[arg(long, value_name = "ID")]
    pub team: Option<i64>,
    /// A label for new conversations. May be given several times.
    #[arg(long = "tag", value_name = "LABEL")]
    pub tags: Vec<String>,
    /// Let visitors without a token make conversations. Anyone can then name anyone's address.
    #[arg(long)]
    pub guests: bool,
    /// How many conversations a network address may make in an hour without a token.
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub guests_per_hour: u32,
}

/// How the help desk is spared, and how often a customer may ask.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub struct SparingArgs {
    /// How many calls a minute all customers together may cause. What the help desk's own headers say
    /// is heeded anyway; a fifth is left to creates.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub calls_per_minute: Option<u32>,
    /// For how many seconds an answer is given again to the same customer without asking.
    #[arg(long, value_name = "SECONDS", default_value_t = 15)]
    pub fresh_for: u64,
    /// For how many seconds it is given again, marked with its age, where the help desk cannot be asked.
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    pub stale_for: u64,
    /// How many MiB of answers are kept.
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    pub kept_max: u64,
    /// How many seconds one call to the help desk may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=10))]
    pub call_max: u64,
    /// How many lists a customer may ask for in a minute.
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub lists_per_minute: u32,
    /// How many conversations, pages of replies and forms a customer may ask for in a minute.
    #[arg(long, value_name = "N", default_value_t = 120)]
    pub opens_per_minute: u32,
    /// How many conversations a customer may make in an hour, three of them at once.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub creates_per_hour: u32,
    /// A proxy, or a network of them, whose X-Forwarded-For is believed. May be given several times.
    #[arg(long = "trusted-proxy", value_name = "ADDRESS|NETWORK")]
    pub trusted_proxies: Vec<Proxy>,
}

impl SparingArgs {
    fn limits(&self, guests_per_hour: u32) -> Limits {
        Limits {
            lists_per_minute: self.lists_per_minute,
            opens_per_minute: self.opens_per_minute,
            creates_per_hour: self.creates_per_hour,
            guests_per_hour,
        }
    }

    fn sparing(&self) -> Sparing {
        Sparing {
            calls_per_minute: self.calls_per_minute,
            fresh_for: Duration::from_secs(self.fresh_for),
            stale_for: Duration::from_secs(self.stale_for),
            kept_max_bytes: self.kept_max.saturating_mul(1024 * 1024),
            call_max: Duration::from_secs(self.call_max),
        }
    }
}

impl GatewayArgs {
    /// How to reach the upstream.
    #[must_use]
    pub fn http_settings(&self) -> HttpSettings {
        HttpSettings {
            allow_plain_http: self.allow_http_upstream,
            time_max: Duration::from_secs(self.sparing.call_max),
            ..HttpSettings::new(&self.upstream)
        }
    }

    /// The gateway's settings.
    ///
    /// # Errors
    /// Something that is no origin, or a form's file that cannot be used.
    pub fn settings(&self) -> Result<GatewaySettings, StartError> {
        let origins: Result<Vec<Origin>, _> =
            self.allow_origins.iter().map(|text| text.parse()).collect();
        let tenant = self.tenant.clone().unwrap_or_else(|| self.upstream.clone());
        let rules = &self.rules;
        let mut settings = GatewaySettings {
            origins: origins?,
            brands: rules.brands.clone(),
            custom_fields: rules.custom_fields.clone(),
            shown_fields: rules.shown_fields.clone(),
            show_tags: rules.show_tags,
            given: Given {
                source: Source::from(rules.source.as_str()),
                status: Status::Open,
                assignee: rules.assignee.clone(),
                team_id: rules.team,
                tags: rules.tags.clone(),
            },
            guests: rules.guests,
            trusted_proxies: self.sparing.trusted_proxies.clone(),
            limits: self.sparing.limits(rules.guests_per_hour),
            sparing: self.sparing.sparing(),
            ..GatewaySettings::new(tenant)
        };
        if let Some(path) = &rules.form_fields {
            Form::from_file(path)?.apply(&mut settings);
        }
        Ok(settings)
    }
}
