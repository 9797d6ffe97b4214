//! Who may call `/v1`, and how often: the key first, then the quota. A refused key costs no quota,
//! so that nobody without the key can use it up.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    Desk, now,
    rate_limit::{Usage, Window},
};
use crate::{Error, error::status_response};

/// The middleware in front of every route of `/v1`, known or not.
pub(super) async fn guard(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let allowed = bearer(request.headers()).is_some_and(|key| desk.settings.api_key.matches(key));
    let Some(limiter) = &desk.limiter else {
        return if allowed {
            next.run(request).await
        } else {
            Error::Unauthorized.into_response()
        };
    };
    if !allowed {
        return with_usage(Error::Unauthorized.into_response(), &limiter.look(now()));
    }
    match limiter.take(now()) {
        Ok(usage) => with_usage(next.run(request).await, &usage),
        Err((usage, detail)) => with_usage(Error::RateLimited(detail).into_response(), &usage),
    }
}

/// 404 for whatever has no route.
pub(super) async fn not_found() -> Response {
    status_response(StatusCode::NOT_FOUND)
}

/// The bearer token of a request that has exactly one `Authorization` header.
fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(only), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = only.as_bytes().split_at_checked("Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}

fn with_usage(mut response: Response, usage: &Usage) -> Response {
    for (window, names) in [(&usage.minute, &MINUTE), (&usage.day, &DAY)] {
        let Window {
            limit,
            remaining,
            reset,
        } = *window;
        for (name, value) in names.iter().zip([limit, remaining, reset]) {
            response
                .headers_mut()
                .insert(name.clone(), HeaderValue::from(value));
        }
    }
    response
}

const MINUTE: [HeaderName; 3] = [
    HeaderName::from_static("x-ratelimit-minute-limit"),
    HeaderName::from_static("x-ratelimit-minute-remaining"),
    HeaderName::from_static("x-ratelimit-minute-reset"),
];
const DAY: [HeaderName; 3] = [
    HeaderName::from_static("x-ratelimit-day-limit"),
    HeaderName::from_static("x-ratelimit-day-remaining"),
    HeaderName::from_static("x-ratelimit-day-reset"),
];
