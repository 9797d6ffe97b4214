//! Answers that the asker has already. An answer's `ETag` is a digest of its bytes, so that a widget
//! which looks for news every few minutes costs a header and not a list. Nothing is kept here: the
//! work is done as for any request, and what may be seen is decided as for any request.

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::error::status_response;

/// How much of the digest is said: 128 bits, too many to meet by chance.
const SAID: usize = 16;

/// The middleware: gives each readable answer its tag, and answers 304 to who has it already.
pub(super) async fn answer(request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let known = request.headers().clone();
    let response = next.run(request).await;
    if !is_get || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The answers here are JSON that is in memory as a whole already, so there is no limit to set.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return status_response(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let digest = digest(&SHA256, &bytes);
    let said = digest.as_ref().get(..SAID).unwrap_or_default();
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(said));
    let is_known = is_among(&tag, &known);
    // Base 64 in quotes is a header's value.
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if !is_known {
        return Response::from_parts(parts, Body::from(bytes));
    }
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// Whether `If-None-Match` names the tag, weakly or not, or any (RFC 9110, 13.1.2).
fn is_among(tag: &str, headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}
