//! The answers that say, in our words, that an upstream is in trouble.

use axum::{http::StatusCode, response::Response};
use support_wire::FieldProblem;

use crate::{
    error::{fields_response, later, status_response, with_cause},
    upstream::UpstreamError,
};

/// What a customer's page is told of an upstream in trouble: that it is, and when to try again.
pub(crate) fn response(error: &UpstreamError) -> Response {
    /// How long to wait where the upstream does not say, in seconds, and at most.
    const WAIT: u64 = 5;
    const WAIT_MAX: u64 = 300;
    let response = match error {
        UpstreamError::RateLimited { retry_after } => later(
            StatusCode::TOO_MANY_REQUESTS,
            "The help desk is busy; try again shortly",
            retry_after.unwrap_or(60).min(WAIT_MAX),
        ),
        // Our own doing, and said once when it began: no cause for each of them.
        UpstreamError::Busy { retry_after } => {
            return later(
                StatusCode::TOO_MANY_REQUESTS,
                "The help desk is busy; try again shortly",
                *retry_after,
            );
        }
        UpstreamError::Resting { retry_after } => {
            return later(
                StatusCode::SERVICE_UNAVAILABLE,
                "The help desk cannot be reached; try again shortly",
                *retry_after,
            );
        }
        UpstreamError::TimedOut => later(
            StatusCode::GATEWAY_TIMEOUT,
            "The help desk did not answer in time; try again shortly",
            WAIT,
        ),
        UpstreamError::Invalid { fields } => return refused_response(fields),
        UpstreamError::Status(StatusCode::PAYLOAD_TOO_LARGE) => {
            status_response(StatusCode::PAYLOAD_TOO_LARGE)
        }
        _ => bad_gateway(),
    };
    with_cause(response, error)
}

/// The upstream refused values that the gateway let through: which ones, as far as a customer sends
/// them, in our words.
fn refused_response(names: &[String]) -> Response {
    const SENT: [&str; 4] = ["subject", "description", "priority", "custom_fields"];
    let is_sent =
        |name: &&String| SENT.contains(&name.as_str()) || name.starts_with("custom_fields.");
    fields_response(
        names
            .iter()
            .filter(is_sent)
            .map(|name| FieldProblem {
                name: name.clone(),
                message: "the help desk refused this value".to_owned(),
            })
            .collect(),
    )
}

pub(crate) fn bad_gateway() -> Response {
    const WAIT: u64 = 5;
    later(
        StatusCode::BAD_GATEWAY,
        "The help desk cannot be reached; try again shortly",
        WAIT,
    )
}
