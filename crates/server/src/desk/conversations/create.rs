//! `POST /v1/conversations`: <https://developer.sparrowdesk.com/rest-api/endpoints/conversations/post>.

use axum::{Json, extract::State, response::IntoResponse};
use support_wire::{Conversation, Data};

use super::draft;
use crate::{
    Error,
    desk::{Desk, now},
    extract::JsonObject,
};

const FAILED: &str = "Error while creating conversation";

/// Makes a conversation, and its contact where the requester is new. It answers once the rows are
/// on disk.
#[utoipa::path(post, path = "/conversations", operation_id = "create_conversation",
    request_body = draft::CreateConversation, responses(
    (status = 201, description = "The conversation", body = Data<Conversation>),
))]
pub(super) async fn create(
    State(desk): State<Desk>,
    JsonObject(body): JsonObject,
) -> Result<impl IntoResponse, Error> {
    let directory = desk
        .store
        .directory()
        .await
        .map_err(Error::during(FAILED))?;
    let definitions = desk
        .store
        .definitions()
        .await
        .map_err(Error::during(FAILED))?;
    let draft = draft::read(body, &directory, &definitions, now()).map_err(Error::Fields)?;
    let data: Conversation = desk
        .store
        .create(&draft)
        .await
        .map_err(Error::during(FAILED))?;
    let status = desk.settings.switches.create_status.code();
    Ok((status, Json(Data { data })))
}
