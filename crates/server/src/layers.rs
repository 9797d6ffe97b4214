//! The layers around every role: from the outside in, log and counts → headers → unread body → (the
//! gateway: who may call from which page) → error shape → panic → time limit → load → body limit. None of them knows
//! a route.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    error_handling::HandleErrorLayer,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use support_wire::limits;
use tower::{
    BoxError, ServiceBuilder, limit::GlobalConcurrencyLimitLayer, load_shed::LoadShedLayer,
};
use tower_http::{
    catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

use crate::{
    error::{Cause, detail_response, status_response},
    metrics::HttpMetrics,
    telemetry, unread,
};

/// How long a request may take.
const TIME_MAX: Duration = Duration::from_secs(15);
/// How many requests may be in progress; more are told to come back.
const IN_PROGRESS_MAX: usize = 256;

/// Puts the common layers around a role's routes.
pub fn with_common_layers(routes: Router, metrics: HttpMetrics) -> Router {
    observed(limited(routes), metrics)
}

/// Bounds what a request may take and hold, and gives every refusal the API's shape.
pub(crate) fn limited(routes: Router) -> Router {
    let load = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(overloaded))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(IN_PROGRESS_MAX));
    routes
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits::DESK_BODY_MAX_BYTES))
        .layer(load)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME_MAX,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(shape_errors))
}

/// Logs and counts each request, puts the headers of [`CAREFUL`] on each answer, and sees to it that a
/// caller who is still sending gets to read it.
pub(crate) fn observed(routes: Router, metrics: HttpMetrics) -> Router {
    routes
        .layer(middleware::from_fn(unread::read_away))
        .layer(middleware::map_response(careful))
        .layer(middleware::from_fn_with_state(
            metrics,
            telemetry::log_request,
        ))
}

/// What every answer says that does not say otherwise: it is JSON, one person's, and nobody's page.
const CAREFUL: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
];

async fn careful(mut response: Response) -> Response {
    for (name, value) in CAREFUL {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

async fn overloaded(_: BoxError) -> Response {
    status_response(StatusCode::SERVICE_UNAVAILABLE)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over"
)]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    let mut response = detail_response(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error");
    response
        .extensions_mut()
        .insert(Cause(format!("panic: {text}").into()));
    response
}

/// Gives errors that a layer or the router made by itself (404, 405, 413, 503, …) the API's body.
async fn shape_errors(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_json(response.headers()) {
        return response;
    }
    let mut shaped = status_response(status);
    // What else the headers say stays true: which methods there are, which origins may read it.
    for (name, value) in response.headers() {
        if !ABOUT_THE_BODY.contains(name) {
            shaped.headers_mut().append(name, value.clone());
        }
    }
    shaped
}

/// Headers that describe the body that is replaced.
const ABOUT_THE_BODY: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::TRANSFER_ENCODING,
];

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
}
