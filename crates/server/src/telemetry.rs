//! The log: one line per request, with an id, and no personal data: no headers, no bodies, no query, and
//! of the path only the pattern that it matched. The same middleware counts the request.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use tracing_subscriber::{
    Layer, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::{
    error::{AUTH_REASON, Cause},
    metrics::HttpMetrics,
};

/// The header that carries a request's id, both ways.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For reading.
    Pretty,
}

/// Starts logging to stdout. A second call does nothing.
pub fn start(format: LogFormat) {
    let ours = Targets::new()
        .with_default(tracing::Level::WARN)
        .with_target("support_server", tracing::Level::INFO);
    let colours = std::io::IsTerminal::is_terminal(&std::io::stdout());
    let layer = match format {
        LogFormat::Json => fmt::layer()
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .with_target(false)
            .boxed(),
        LogFormat::Pretty => fmt::layer()
            .compact()
            .with_ansi(colours)
            .with_target(false)
            .boxed(),
    };
    // A second subscriber is refused, which only a test that starts two servers ever asks for.
    let _ = tracing_subscriber::registry()
        .with(layer.with_filter(ours))
        .try_init();
}

/// What a path is called that no route has: callers may write anything there.
const NO_ROUTE: &str = "none";

/// Gives each request an id, counts it and writes its line; the only place that logs the cause of a
/// failure.
pub(crate) async fn log_request(
    State(metrics): State<HttpMetrics>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or(NO_ROUTE, MatchedPath::as_str).to_owned();
    let in_progress = metrics.begin();
    let mut response = next.run(request).await;
    drop(in_progress);
    let time = started.elapsed();
    metrics.answered(&route, &method, response.status(), time);
    let status = response.status().as_u16();
    let ms = (time.as_secs_f64() * 100_000.0).round() / 100.0;
    let id_text = id.to_str().unwrap_or_default();
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => {
            tracing::error!(id = id_text, %method, route, status, ms, %cause, "request failed");
        }
        None => match response.headers().get(AUTH_REASON).map(HeaderValue::to_str) {
            Some(Ok(reason)) => {
                tracing::warn!(id = id_text, %method, route, status, ms, reason, "token refused");
            }
            _ if is_routine(&route, response.status()) => {
                tracing::debug!(id = id_text, %method, route, status, ms, "request");
            }
            _ => tracing::info!(id = id_text, %method, route, status, ms, "request"),
        },
    }
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// Whether a machine asks this every few seconds, and all is well.
fn is_routine(route: &str, status: StatusCode) -> bool {
    status.is_success() && ["/healthz", "/readyz", "/metrics"].contains(&route)
}

/// The caller's id where it is a plain one, else a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let given = headers
        .get(REQUEST_ID)
        .filter(|id| !id.is_empty() && id.len() <= 64 && id.as_bytes().iter().all(plain));
    given.cloned().unwrap_or_else(|| {
        HeaderValue::from_str(&format!("{:032x}", rand::random::<u128>()))
            .unwrap_or_else(|_| HeaderValue::from_static("none"))
    })
}
