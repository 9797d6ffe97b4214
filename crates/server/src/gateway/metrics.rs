//! What the gateway counts beside requests and upstream calls. A new thing to count is a variant of
//! [`Counter`], with a label whose values are words of ours.

use prometheus_client::{metrics::counter, metrics::family::Family, registry::Registry};

use crate::{
    metrics::{Exposition, HttpMetrics},
    upstream::Watch,
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counter {
    Dropped,
    AuthRefused,
    Creates,
    UpstreamFailures,
    Breaker,
    Cache,
    Refusals,
}

impl Counter {
    const ALL: [Self; 7] = [
        Self::Dropped,
        Self::AuthRefused,
        Self::Creates,
        Self::UpstreamFailures,
        Self::Breaker,
        Self::Cache,
        Self::Refusals,
    ];

    /// Name (to which `_total` is added), label and help.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Dropped => (
                "support_gateway_dropped",
                "kind",
                "What an upstream sent that was not the requester's to see; anything above 0 is an alarm",
            ),
            Self::AuthRefused => (
                "support_gateway_auth_refused",
                "reason",
                "Requests without a good token",
            ),
            Self::Creates => (
                "support_gateway_creates",
                "outcome",
                "Creates by how they ended",
            ),
            Self::UpstreamFailures => (
                "support_gateway_upstream_failures",
                "kind",
                "Requests that failed because the help desk did not answer as it should",
            ),
            Self::Breaker => (
                "support_gateway_breaker",
                "change",
                "How often the help desk was left alone because it failed, and asked again as usual",
            ),
            Self::Cache => (
                "support_gateway_reads",
                "answer",
                "Reads by where their answer came from",
            ),
            Self::Refusals => (
                "support_gateway_refusals",
                "reason",
                "Requests that were told to come back later",
            ),
        }
    }
}

type Labels = [(&'static str, &'static str); 1];

/// The counts since the start.
#[derive(Debug)]
pub(super) struct Metrics {
    counts: [Family<Labels, counter::Counter>; Counter::ALL.len()],
    /// Requests.
    pub(super) http: HttpMetrics,
    /// Upstream calls.
    pub(super) upstream: Watch,
    /// All of it, for the operator.
    pub(super) exposition: Exposition,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::default();
        let counts = Counter::ALL.map(|counter| {
            let (name, _, help) = counter.words();
            let family = Family::default();
            registry.register(name, help, Family::clone(&family));
            family
        });
        Self {
            counts,
            http: HttpMetrics::register(&mut registry),
            upstream: Watch::register(&mut registry),
            exposition: Exposition::new(registry),
        }
    }

    pub(super) fn add(&self, counter: Counter, label: &'static str, count: u64) {
        let (_, name, _) = counter.words();
        let place = Counter::ALL.iter().position(|known| *known == counter);
        if let Some(family) = place.and_then(|place| self.counts.get(place)) {
            family.get_or_create(&[(name, label)]).inc_by(count);
        }
    }
}
