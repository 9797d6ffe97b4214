//! Ids in paths: digits, as we write them ourselves, else a 400 in the documentation's words.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::Error;

/// A conversation's id.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConversationId(pub(super) i64);

/// The id of a custom field's definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldId(pub(super) i64);

impl<S: Send + Sync> FromRequestParts<S> for ConversationId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        id(parts, state, "Invalid conversation ID").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for FieldId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        id(parts, state, "Invalid conversation field ID")
            .await
            .map(Self)
    }
}

/// Only one spelling of an id is read: no sign, no leading zero, no space.
async fn id<S: Send + Sync>(parts: &mut Parts, state: &S, refusal: &str) -> Result<i64, Error> {
    let text = Path::<String>::from_request_parts(parts, state).await.ok();
    text.and_then(|Path(text)| {
        let id: i64 = text.parse().ok()?;
        (id > 0 && id.to_string() == text).then_some(id)
    })
    .ok_or_else(|| Error::BadRequest(refusal.to_owned()))
}
