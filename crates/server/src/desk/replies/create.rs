//! `POST /v1/conversations/{id}/reply`: support's answer, or a note to itself. A customer never
//! writes here.

use axum::{Json, extract::State, response::IntoResponse};
use serde_json::{Map, Value};
use support_wire::{Data, ErrorBody, FieldProblem, ReplyType, Success};

use crate::{
    Error,
    desk::{
        Desk, body::Fields, conversations::missing, html_text::html_to_text, now,
        path::ConversationId, store::NoteOrReply,
    },
    extract::JsonObject,
    openapi::shape::{self, Others, bodies, parameters},
};

parameters! {
    ReplyPath = shape::path_id("The conversation's number");
}

bodies! {
    CreateReply = shape::body(
        [
            ("reply_text", shape::said(None).into()),
            ("type", shape::word(ReplyType::KNOWN.iter().map(ReplyType::as_str)).into()),
        ],
        [],
        Others::Ignored,
    );
}

/// Stores a reply or note, written by the desk's first member. It answers once the row is on disk.
#[utoipa::path(post, path = "/conversations/{id}/reply", operation_id = "create_reply", params(ReplyPath),
    request_body = CreateReply, responses(
    (status = 201, description = "It is said", body = Data<Success>),
    (status = 404, description = "There is no such conversation", body = ErrorBody),
))]
pub(super) async fn create(
    State(desk): State<Desk>,
    ConversationId(id): ConversationId,
    JsonObject(body): JsonObject,
) -> Result<impl IntoResponse, Error> {
    let reply = read(body).map_err(Error::Fields)?;
    let stored = desk.store.reply(id, &reply, now()).await;
    if !stored.map_err(Error::during("Error creating conversation reply"))? {
        return Err(missing());
    }
    let status = desk.settings.switches.create_status.code();
    let data = Success { success: true };
    Ok((status, Json(Data { data })))
}

/// Reads the body. The text is HTML, as a create's `description` is.
fn read(body: Map<String, Value>) -> Result<NoteOrReply, Vec<FieldProblem>> {
    let mut fields = Fields::new(body);
    let text = fields.required_text("reply_text");
    let words: Vec<&str> = ReplyType::KNOWN.iter().map(ReplyType::as_str).collect();
    let kind = fields.required_word("type", &words);
    let reply = text.zip(kind).map(|(body_html, kind)| NoteOrReply {
        kind: ReplyType::from(kind.as_str()),
        body_text: html_to_text(&body_html),
        body_html,
    });
    fields.finish(reply)
}
