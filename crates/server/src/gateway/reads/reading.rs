//! The answer to a read, and what its headers say of its age.

use std::time::Duration;

use axum::{
    body::Bytes,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

/// How an answer came about (RFC 9211).
const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// The answer to a read.
#[derive(Debug)]
pub(in crate::gateway) struct Reading {
    body: Bytes,
    source: Source,
}

/// Where it came from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// The help desk, just now.
    Asked,
    /// What is kept, of that age.
    Kept(Duration),
    /// What is kept, of that age, because the help desk cannot be asked.
    Older(Duration),
}

impl Reading {
    pub(super) fn new(body: Bytes, source: Source) -> Self {
        Self { body, source }
    }
}

impl IntoResponse for Reading {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        let mut response = (kind, self.body).into_response();
        let (age, status) = match self.source {
            Source::Asked => (None, "support-gateway; fwd=miss"),
            Source::Kept(age) => (Some(age), "support-gateway; hit"),
            Source::Older(age) => (Some(age), "support-gateway; hit; detail=stale"),
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_STATUS, HeaderValue::from_static(status));
        if let Some(age) = age {
            headers.insert(header::AGE, HeaderValue::from(age.as_secs()));
        }
        response
    }
}
