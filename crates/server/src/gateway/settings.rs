//! How a gateway is set up. One set of settings is one tenant.

use std::{fmt, sync::Arc, time::Duration};

use support_wire::{Source, Status};

use super::{Origin, form::Form, limits::Proxy};

/// Tells the time, in epoch seconds.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How a gateway is set up.
#[derive(Clone)]
pub struct GatewaySettings {
    /// Whose gateway it is: idempotency keys and cursors of one tenant mean nothing to another.
    pub tenant: String,
    /// The origins that may call from a browser, beside the gateway's own.
    pub origins: Vec<Origin>,
    /// The brands that a customer may name; none by default.
    pub brands: Vec<i64>,
    /// The custom fields that a customer may fill in, by internal name.
    pub custom_fields: Vec<String>,
    /// The custom fields that a customer may read, by internal name; none by default.
    pub shown_fields: Vec<String>,
    /// How the form asks for them.
    pub form: Form,
    /// Whether a customer may read a conversation's tags.
    pub show_tags: bool,
    /// What every new conversation is given.
    pub given: Given,
    /// Whether an unsigned visitor may create.
    pub guests: bool,
    /// The proxies whose word on who asks is believed.
    pub trusted_proxies: Vec<Proxy>,
    /// How often a customer may ask.
    pub limits: Limits,
    /// How the help desk is spared.
    pub sparing: Sparing,
    /// How long an upstream may go on with a create of which nothing more was heard: before that, a
    /// look for the conversation says nothing.
    pub settle: Duration,
    /// How far the upstream's clock may be behind ours.
    pub skew: Duration,
    /// What time it is.
    pub clock: Clock,
}

/// How often one requester, or one address without a token, may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many lists a requester may ask for in a minute.
    pub lists_per_minute: u32,
    /// How many conversations, pages of replies and forms a requester may ask for in a minute.
    pub opens_per_minute: u32,
    /// How many conversations a requester may create in an hour, three of them at once.
    pub creates_per_hour: u32,
    /// How many conversations one address may create in an hour, unsigned.
    pub guests_per_hour: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            lists_per_minute: 60,
            opens_per_minute: 120,
            creates_per_hour: 10,
            guests_per_hour: 6,
        }
    }
}

/// How the help desk is spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sparing {
    /// How many calls a minute all customers together may cause; as the help desk's own headers say
    /// where they are stricter or this is not set.
    pub calls_per_minute: Option<u32>,
    /// How long an answer is given again without asking.
    pub fresh_for: Duration,
    /// How long it is given again, marked with its age, where the help desk cannot be asked.
    pub stale_for: Duration,
    /// How many bytes of answers are kept.
    pub kept_max_bytes: u64,
    /// How long one call may take.
    pub call_max: Duration,
}

impl Default for Sparing {
    fn default() -> Self {
        Self {
            calls_per_minute: None,
            fresh_for: Duration::from_secs(15),
            stale_for: Duration::from_secs(3600),
            kept_max_bytes: 64 * 1024 * 1024,
            call_max: Duration::from_secs(8),
        }
    }
}

/// The fields of a new conversation that are the gateway's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The channel.
    pub source: Source,
    /// Where it stands.
    pub status: Status,
    /// The member of staff it goes to.
    pub assignee: Option<String>,
    /// The team it goes to.
    pub team_id: Option<i64>,
    /// Its labels.
    pub tags: Vec<String>,
}

impl GatewaySettings {
    /// A tenant with everything at its default.
    #[must_use]
    pub fn new(tenant: impl Into<String>) -> Self {
        Self {
            tenant: tenant.into(),
            origins: Vec::new(),
            brands: Vec::new(),
            custom_fields: Vec::new(),
            shown_fields: Vec::new(),
            form: Form::default(),
            show_tags: false,
            given: Given::default(),
            guests: false,
            trusted_proxies: Vec::new(),
            limits: Limits::default(),
            sparing: Sparing::default(),
            settle: Duration::from_secs(2),
            skew: Duration::from_secs(120),
            clock: Arc::new(crate::clock::now),
        }
    }
}

impl Default for Given {
    fn default() -> Self {
        Self {
            source: Source::Mail,
            status: Status::Open,
            assignee: None,
            team_id: None,
            tags: Vec::new(),
        }
    }
}

impl fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewaySettings")
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}
