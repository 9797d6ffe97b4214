//! `GET`, `PATCH` and `DELETE /v1/conversations/{id}`.

use axum::{Json, extract::State};
use support_wire::{Conversation, Data, Success};

use super::change;
use crate::{
    Error,
    desk::{Desk, now, path::ConversationId},
    extract::JsonObject,
};

/// The answer where there is no such conversation, on every route of one.
pub(in crate::desk) fn missing() -> Error {
    Error::NotFound("Conversation not found".to_owned())
}

/// One conversation, whole.
pub(super) async fn read(
    State(desk): State<Desk>,
    ConversationId(id): ConversationId,
) -> Result<Json<Data<Conversation>>, Error> {
    let found = desk.store.conversation(id).await;
    let data = found
        .map_err(Error::during("Error retrieving conversation"))?
        .ok_or_else(missing)?;
    Ok(Json(Data { data }))
}

/// Changes what the body names, all of it or nothing.
pub(super) async fn change(
    State(desk): State<Desk>,
    ConversationId(id): ConversationId,
    JsonObject(body): JsonObject,
) -> Result<Json<Data<Conversation>>, Error> {
    const FAILED: &str = "Error updating conversation";
    let directory = desk.store.directory().await;
    let directory = directory.map_err(Error::during(FAILED))?;
    let definitions = desk.store.definitions().await;
    let definitions = definitions.map_err(Error::during(FAILED))?;
    let change = change::read(body, &directory, &definitions).map_err(Error::Fields)?;
    let changed = desk.store.change(id, &change, now()).await;
    let data = changed
        .map_err(Error::during(FAILED))?
        .ok_or_else(missing)?;
    Ok(Json(Data { data }))
}

/// Takes it out of every list; the database keeps it apart.
pub(super) async fn delete(
    State(desk): State<Desk>,
    ConversationId(id): ConversationId,
) -> Result<Json<Data<Success>>, Error> {
    let deleted = desk.store.delete(id, now()).await;
    if !deleted.map_err(Error::during("Error deleting conversation"))? {
        return Err(missing());
    }
    let data = Success { success: true };
    Ok(Json(Data { data }))
}
