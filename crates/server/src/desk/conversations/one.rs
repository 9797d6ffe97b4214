//! `GET`, `PATCH` and `DELETE /v1/conversations/{id}`.

use axum::{Json, extract::State};
use support_wire::{Conversation, Data, ErrorBody, Success};

use super::change;
use crate::{
    Error,
    desk::{Desk, now, path::ConversationId},
    extract::JsonObject,
    openapi::shape::{self, parameters},
};

/// The answer where there is no such conversation, on every route of one.
pub(in crate::desk) fn missing() -> Error {
    Error::NotFound("Conversation not found".to_owned())
}

parameters! {
    /// The id in the path.
    ConversationPath = shape::path_id("The conversation's number");
}

/// One conversation, whole.
#[utoipa::path(get, path = "/conversations/{id}", operation_id = "conversation", params(ConversationPath), responses(
    (status = 200, description = "The conversation", body = Data<Conversation>),
    (status = 404, description = "There is none of that number", body = ErrorBody),
))]
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
#[utoipa::path(patch, path = "/conversations/{id}", operation_id = "change_conversation", params(ConversationPath),
    request_body = change::ChangeConversation, responses(
    (status = 200, description = "The conversation as it is now", body = Data<Conversation>),
    (status = 404, description = "There is none of that number", body = ErrorBody),
))]
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
#[utoipa::path(delete, path = "/conversations/{id}", operation_id = "delete_conversation", params(ConversationPath), responses(
    (status = 200, description = "It is gone", body = Data<Success>),
    (status = 404, description = "There is none of that number", body = ErrorBody),
))]
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
