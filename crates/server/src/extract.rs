//! Extractors: where a request's untrusted bytes become a JSON object or a readable query string.
//! They know nothing of fields and parameters; that is the resource's business.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use support_wire::QueryProblem;

use crate::{Error, json};

/// A JSON object sent as `application/json`.
#[derive(Debug)]
pub(crate) struct JsonObject(pub(crate) Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for JsonObject {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !says_json(request.headers()) {
            return Err(Error::UnsupportedMediaType);
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| unreadable(&rejection))?;
        match json::parse(&bytes) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            Ok(_) => Err(Error::body(
                "expected a JSON object, found another value".to_owned(),
            )),
            Err(error) => Err(Error::body(format!(
                "expected a JSON object, found {error}"
            ))),
        }
    }
}

/// The raw query string, checked to be UTF-8 once decoded; empty where there is none.
#[derive(Debug)]
pub(crate) struct QueryText(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for QueryText {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let raw = parts.uri.query().unwrap_or_default();
        match percent_decode_str(raw).decode_utf8() {
            Ok(_) => Ok(Self(raw.to_owned())),
            Err(_) => Err(Error::Query(QueryProblem {
                name: "query".to_owned(),
                expected: "UTF-8".to_owned(),
                found: "other bytes".to_owned(),
            })),
        }
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let Some(Ok(value)) = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str())
    else {
        return false;
    };
    let essence = value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn unreadable(rejection: &BytesRejection) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::TooLarge;
    }
    Error::body("expected a whole body, found one cut short".to_owned())
}
