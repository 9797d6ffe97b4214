//! What an operator's Prometheus reads, in the OpenMetrics text form: counts and times, never a person.
//!
//! Every label has a closed set of values (a route's pattern, a class of status, a word of ours), so that
//! no caller can make a new series. Each role has a registry of its own; nothing is global.

mod http;
mod process;

use std::sync::Arc;

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use prometheus_client::{encoding::text, metrics::histogram::Histogram, registry::Registry};

pub use http::HttpMetrics;

/// Bounds of times, in seconds: from a cached answer to an upstream's deadline.
const SECONDS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// A histogram of times.
pub(crate) fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

/// Everything that a role counts; clones share it.
#[derive(Debug, Clone)]
pub struct Exposition(Arc<Registry>);

impl Exposition {
    /// What is in a registry, and what the process itself takes.
    #[must_use]
    pub fn new(mut registry: Registry) -> Self {
        registry.register_collector(Box::new(process::Process::started_now()));
        Self(Arc::new(registry))
    }

    /// `GET /metrics`, for a listener that customers cannot reach.
    pub fn router(self) -> Router {
        Router::new().route("/metrics", get(show)).with_state(self)
    }
}

async fn show(State(exposition): State<Exposition>) -> impl IntoResponse {
    const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let mut body = String::new();
    // Writing to a string does not fail.
    let _ = text::encode(&mut body, &exposition.0);
    ([(header::CONTENT_TYPE, KIND)], body)
}
