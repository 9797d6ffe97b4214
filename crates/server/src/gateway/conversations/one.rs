//! `GET /conversations/{id}`: one of the requester's own. Somebody else's does not exist.

use axum::{
    Json,
    extract::{Path, State},
};
use support_wire::{Conversation, CustomerConversation, Data};

use super::is_theirs;
use crate::{
    Error,
    extract::QueryText,
    gateway::{Gateway, query, requester::Requester},
};

/// What both "not yours" and "no such" are called.
pub(super) fn not_found() -> Error {
    Error::NotFound("Conversation not found".to_owned())
}

/// One conversation.
pub(super) async fn one(
    State(gateway): State<Gateway>,
    requester: Requester,
    Path(id): Path<String>,
    QueryText(raw): QueryText,
) -> Result<Json<Data<CustomerConversation>>, Error> {
    query::read_none(&raw)?;
    let found = own(&gateway, &requester, &id).await?;
    let data = gateway.view(found).await;
    Ok(Json(Data { data }))
}

/// The conversation with that id, if it is the requester's.
pub(super) async fn own(
    gateway: &Gateway,
    requester: &Requester,
    id: &str,
) -> Result<Conversation, Error> {
    let id = number(id)?;
    let contact = requester.contact_id(gateway).await?.ok_or_else(not_found)?;
    let found = gateway.upstream.get(id).await;
    let found = found.map_err(|error| gateway.upstream_failed(error))?;
    // An upstream that answers with another id than asked is as wrong as one with another's row.
    match found {
        Some(found) if found.id == id && is_theirs(&found, contact) => Ok(found),
        Some(found) if found.id != id => {
            gateway.alarm("conversation", 1);
            Err(not_found())
        }
        _ => Err(not_found()),
    }
}

/// An id as this API writes it: digits, nothing else.
fn number(id: &str) -> Result<i64, Error> {
    let plain = !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    id.parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| Error::BadRequest("Invalid conversation ID".to_owned()))
}
