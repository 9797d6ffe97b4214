//! `GET /conversations/{id}`: one of the requester's own. Somebody else's does not exist.

use axum::extract::{Path, State};
use support_wire::{Conversation, CustomerConversation, Data, ErrorBody};

use super::is_theirs;
use crate::{
    Error,
    extract::QueryText,
    gateway::{
        Gateway,
        line::Calls,
        query,
        reads::{Found, Reading},
        requester::Requester,
    },
    upstream::Upstream,
};

/// What both "not yours" and "no such" are called.
pub(super) fn not_found() -> Error {
    Error::NotFound("Conversation not found".to_owned())
}

/// One conversation of the requester's.
#[utoipa::path(get, path = "/conversations/{id}", operation_id = "conversation", params(query::OneParameters), responses(
    (status = 200, description = "The conversation", body = Data<CustomerConversation>),
    (status = 304, description = "The caller has it already"),
    (status = 404, description = "There is no such conversation of this customer", body = ErrorBody),
))]
pub(super) async fn one(
    State(gateway): State<Gateway>,
    requester: Requester,
    Path(id): Path<String>,
    QueryText(raw): QueryText,
) -> Result<Reading, Error> {
    query::read_none(&raw)?;
    let id = number(&id)?;
    gateway.take_open(&requester)?;
    read(&gateway, &requester, id).await
}

/// The conversation with that id, if it is the requester's; that it is, is kept with it.
pub(super) async fn read(
    gateway: &Gateway,
    requester: &Requester,
    id: i64,
) -> Result<Reading, Error> {
    let question = requester.question(gateway, format!("one {id}"));
    let expected = requester.calls_to_know(gateway) + 1;
    let requester = requester.clone();
    let work = move |gateway: Gateway, calls| async move {
        let found = own(&gateway, &calls, &requester, id).await?;
        let data = gateway.view(found, &calls).await;
        Found::lasting(&Data { data })
    };
    gateway.read(question, expected, work).await
}

async fn own(
    gateway: &Gateway,
    calls: &Calls,
    requester: &Requester,
    id: i64,
) -> Result<Conversation, Error> {
    let contact = requester.contact_id(gateway, calls).await?;
    let contact = contact.ok_or_else(not_found)?;
    let found = calls.get(id).await;
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
pub(super) fn number(id: &str) -> Result<i64, Error> {
    let plain = !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    id.parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| Error::BadRequest("Invalid conversation ID".to_owned()))
}
