//! How a gateway is set up. One set of settings is one tenant.

use std::{fmt, sync::Arc, time::Duration};

use support_wire::{Source, Status};

use super::{Origin, form::Form};

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
    /// How many conversations one address may create in an hour, unsigned.
    pub guests_per_hour: u32,
    /// How long an upstream may go on with a create of which nothing more was heard: before that, a
    /// look for the conversation says nothing.
    pub settle: Duration,
    /// How far the upstream's clock may be behind ours.
    pub skew: Duration,
    /// What time it is.
    pub clock: Clock,
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
            guests_per_hour: 6,
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
