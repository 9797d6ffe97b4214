//! `POST /v1/conversations/fields`.

use axum::{Json, extract::State, response::IntoResponse};
use serde_json::{Map, Value};
use support_wire::{ConversationField, Data, ErrorBody, FieldType};

use super::{
    DESCRIPTION_MAX_CHARS, NAME_MAX_CHARS, NO_OPTIONS, has_options, nested, options, options_shape,
};
use crate::{
    Error,
    desk::{Desk, body::Fields, now, store::NewField},
    extract::JsonObject,
    openapi::shape::{self, Others, bodies},
};

bodies! {
    CreateField = shape::body(
        [
            ("name", shape::said(Some(NAME_MAX_CHARS)).into()),
            ("type", shape::word(FieldType::KNOWN.iter().map(FieldType::as_str)).into()),
        ],
        [
            ("internal_name", shape::matching("^[a-z0-9_]+$", NAME_MAX_CHARS).into()),
            ("description", shape::matching(shape::NO_NUL, DESCRIPTION_MAX_CHARS).into()),
            ("is_mandatory_on_close", shape::flag().into()),
            ("field_options", options_shape().into()),
            ("levels", nested::levels_shape().into()),
            ("choices", nested::choices_shape().into()),
        ],
        Others::Ignored,
    );
}

/// Makes a field. `field_options` are for the types that have options, which need them, and for no other;
/// `levels` and `choices` are for `nested` alone. The `internal_name` is made from the letters and digits of the
/// name where it is left out.
#[utoipa::path(post, path = "/conversations/fields", operation_id = "create_field",
    request_body = CreateField, responses(
    (status = 201, description = "The definition", body = Data<ConversationField>),
    (status = 409, description = "There is one of that internal name", body = ErrorBody),
))]
pub(super) async fn create(
    State(desk): State<Desk>,
    JsonObject(body): JsonObject,
) -> Result<impl IntoResponse, Error> {
    let field = read(body)?;
    let stored = desk.store.define(&field, now()).await;
    let data: ConversationField = stored
        .map_err(Error::during("Error creating conversation field"))?
        .ok_or_else(|| {
            let name = &field.internal_name;
            Error::Conflict(format!("Conversation field already exists: {name}"))
        })?;
    let status = desk.settings.switches.create_status.code();
    Ok((status, Json(Data { data })))
}

fn read(body: Map<String, Value>) -> Result<NewField, Error> {
    let mut fields = Fields::new(body);
    let name = name(&mut fields);
    let types: Vec<&str> = FieldType::KNOWN.iter().map(FieldType::as_str).collect();
    let kind = fields
        .required_word("type", &types)
        .map(|word| FieldType::from(word.as_str()));
    let internal_name = internal_name(&mut fields, name.as_deref());
    let description = fields.short_text("description", DESCRIPTION_MAX_CHARS);
    let is_mandatory_on_close = fields.flag("is_mandatory_on_close").unwrap_or(false);
    if kind.as_ref().is_some_and(|kind| !has_options(kind)) && fields.has("field_options") {
        return Err(Error::BadRequest(NO_OPTIONS.to_owned()));
    }
    let options = options(&mut fields);
    if kind.as_ref().is_some_and(has_options) && options.is_empty() {
        fields.problem("field_options", "a list of names", "nothing");
    }
    let tree = match kind {
        Some(FieldType::Nested) => nested::read(&mut fields),
        Some(_) => nested::refuse(&mut fields),
        None => None,
    };
    let (levels, choices) = tree.unzip();
    let read = (|| {
        Some(NewField {
            name: name?,
            internal_name: internal_name?,
            kind: kind?,
            description,
            is_mandatory_on_close,
            options,
            levels,
            choices,
        })
    })();
    fields.finish(read).map_err(Error::Fields)
}

fn name(fields: &mut Fields) -> Option<String> {
    let text = fields.required_text("name")?.trim().to_owned();
    fields.at_most("name", text, NAME_MAX_CHARS)
}

/// As given, or made from the name.
fn internal_name(fields: &mut Fields, name: Option<&str>) -> Option<String> {
    let expected = "lower-case letters, digits and _, at most 100";
    let Some(given) = fields.text("internal_name") else {
        let made = slug(name?);
        if made.is_empty() {
            let name = Value::String(name.unwrap_or_default().to_owned());
            return fields.wrong("internal_name", "one, where the name has no letters", &name);
        }
        return Some(made);
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if given.is_empty() || given.len() > NAME_MAX_CHARS || !given.chars().all(plain) {
        return fields.wrong("internal_name", expected, &Value::String(given));
    }
    Some(given)
}

fn slug(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}
