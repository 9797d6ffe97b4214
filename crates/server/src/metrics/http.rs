//! Requests by route, method and class of status, their times, and how many are in progress.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use super::seconds;

type Labels<const N: usize> = [(&'static str, String); N];

/// What is counted of requests; clones share it.
#[derive(Debug, Clone)]
pub struct HttpMetrics {
    requests: Family<Labels<3>, Counter>,
    times: Family<Labels<1>, Histogram, fn() -> Histogram>,
    in_progress: Gauge,
}

impl HttpMetrics {
    /// New counts, as part of a registry.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self {
            requests: Family::default(),
            times: Family::new_with_constructor(seconds),
            in_progress: Gauge::default(),
        };
        registry.register(
            "support_http_requests",
            "Answered requests, by the pattern of their route, method and class of status",
            metrics.requests.clone(),
        );
        registry.register(
            "support_http_request_seconds",
            "How long requests took, by the pattern of their route",
            metrics.times.clone(),
        );
        registry.register(
            "support_http_requests_in_progress",
            "Requests that are being answered",
            metrics.in_progress.clone(),
        );
        metrics
    }

    /// Counts a request as in progress, until what this gives is dropped.
    pub(crate) fn begin(&self) -> InProgress {
        self.in_progress.inc();
        InProgress(self.in_progress.clone())
    }

    /// Counts an answered request. `route` is the pattern that matched, never the path itself.
    pub(crate) fn answered(
        &self,
        route: &str,
        method: &Method,
        status: StatusCode,
        time: Duration,
    ) {
        let labels = [
            ("route", route.to_owned()),
            ("method", method_word(method).to_owned()),
            ("class", class(status).to_owned()),
        ];
        self.requests.get_or_create(&labels).inc();
        let route = [("route", route.to_owned())];
        self.times.get_or_create(&route).observe(time.as_secs_f64());
    }
}

/// A request in progress.
pub(crate) struct InProgress(Gauge);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// A caller may invent methods; a label may not follow.
fn method_word(method: &Method) -> &str {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if KNOWN.contains(method) {
        method.as_str()
    } else {
        "other"
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
