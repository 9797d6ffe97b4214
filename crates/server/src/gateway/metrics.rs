//! Counts of what an operator must hear about, in Prometheus' text form.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

use axum::{extract::State, http::header, response::IntoResponse};

use super::Gateway;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Counter {
    Dropped,
    AuthRefused,
    Creates,
    UpstreamFailures,
    Responses,
}

impl Counter {
    const ALL: [Self; 5] = [
        Self::Dropped,
        Self::AuthRefused,
        Self::Creates,
        Self::UpstreamFailures,
        Self::Responses,
    ];

    /// Name, label and help.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Dropped => (
                "support_gateway_dropped_total",
                "kind",
                "What an upstream sent that was not the requester's to see. Anything above 0 is an alarm.",
            ),
            Self::AuthRefused => (
                "support_gateway_auth_refused_total",
                "reason",
                "Requests without a good token.",
            ),
            Self::Creates => (
                "support_gateway_creates_total",
                "outcome",
                "Creates by how they ended.",
            ),
            Self::UpstreamFailures => (
                "support_gateway_upstream_failures_total",
                "kind",
                "Upstream calls without an answer.",
            ),
            Self::Responses => (
                "support_gateway_responses_total",
                "class",
                "Answers by class of status.",
            ),
        }
    }
}

/// The counts since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<BTreeMap<(Counter, &'static str), u64>>);

impl Metrics {
    pub(super) fn add(&self, counter: Counter, label: &'static str, count: u64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((counter, label)).or_default() += count;
    }

    fn text(&self) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for counter in Counter::ALL {
            let (name, label, help) = counter.words();
            // Writing to a string does not fail.
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} counter");
            for ((_, value), count) in counts.iter().filter(|((of, _), _)| *of == counter) {
                let _ = writeln!(text, "{name}{{{label}=\"{value}\"}} {count}");
            }
        }
        text
    }
}

/// The counts, as Prometheus reads them.
pub(super) async fn show(State(gateway): State<Gateway>) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, gateway.metrics.text())
}
