//! The upstream's part of [`crate::fuzzing`].

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};

use super::{
    UpstreamError,
    api::{RawAnswer, failure},
};
use crate::upstream_trouble;

/// A refusal with that `Retry-After` and that body, for each status that is read in a way of its own.
pub(crate) fn fuzz_failure(retry_after: &[u8], body: &[u8]) {
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(retry_after) {
        headers.insert(header::RETRY_AFTER, value);
    }
    for status in [
        StatusCode::BAD_REQUEST,
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::INTERNAL_SERVER_ERROR,
    ] {
        let error = failure(&RawAnswer {
            status,
            headers: headers.clone(),
            body: Bytes::copy_from_slice(body),
        });
        let refuses =
            status == StatusCode::BAD_REQUEST || status == StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(matches!(error, UpstreamError::Invalid { .. }), refuses);
        let answer = upstream_trouble::response(&error);
        assert!(answer.status().is_client_error() || answer.status().is_server_error());
        let wait = answer.headers().get(header::RETRY_AFTER);
        let wait = wait.and_then(|wait| wait.to_str().ok()?.parse::<u64>().ok());
        assert!(wait.is_none_or(|seconds| seconds <= 300), "{wait:?}");
        assert_eq!(wait.is_some(), !refuses);
    }
}
