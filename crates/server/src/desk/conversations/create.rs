//! `POST /v1/conversations`: <https://developer.sparrowdesk.com/rest-api/endpoints/conversations/post>.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use support_wire::{Conversation, Data};

use super::draft;
use crate::{
    Error,
    desk::{Desk, now, settings::CreateStatus},
    extract::JsonObject,
};

const FAILED: &str = "Error while creating conversation";

/// Makes a conversation, and its contact where the requester is new. It answers once the rows are
/// on disk.
pub(super) async fn create(
    State(desk): State<Desk>,
    JsonObject(body): JsonObject,
) -> Result<impl IntoResponse, Error> {
    let directory = desk
        .store
        .directory()
        .await
        .map_err(Error::during(FAILED))?;
    let draft = draft::read(body, &directory, now()).map_err(Error::Fields)?;
    let data: Conversation = desk
        .store
        .create(&draft)
        .await
        .map_err(Error::during(FAILED))?;
    let status = match desk.settings.switches.create_status {
        CreateStatus::Created => StatusCode::CREATED,
        CreateStatus::Ok => StatusCode::OK,
    };
    Ok((status, Json(Data { data })))
}
