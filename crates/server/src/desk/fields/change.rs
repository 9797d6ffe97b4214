//! `PATCH /v1/conversations/fields/{id}`: <https://developer.sparrowdesk.com/rest-api/endpoints/conversations/fields/id/patch>.

use axum::{Json, extract::State};
use serde_json::{Map, Value};
use support_wire::{ConversationField, Data, ErrorBody, FieldProblem};

use super::{
    DESCRIPTION_MAX_CHARS, FieldPath, NAME_MAX_CHARS, NO_OPTIONS, missing, options, options_shape,
};
use crate::{
    Error,
    desk::{
        Desk,
        body::Fields,
        now,
        path::FieldId,
        store::{FieldChange, Redefined},
    },
    extract::JsonObject,
    openapi::shape::{self, Others, bodies},
};

/// What can be changed.
const NAMES: [&str; 5] = [
    "name",
    "description",
    "is_active",
    "is_mandatory_on_close",
    "field_options",
];

bodies! {
    ChangeField = shape::body(
        [],
        [
            ("name", shape::matching(shape::NO_NUL, NAME_MAX_CHARS).into()),
            ("description", shape::matching(shape::NO_NUL, DESCRIPTION_MAX_CHARS).into()),
            ("is_active", shape::flag().into()),
            ("is_mandatory_on_close", shape::flag().into()),
            ("field_options", options_shape().into()),
        ],
        Others::Ignored,
    );
}

/// Changes a field. Options are added to those that are there.
#[utoipa::path(patch, path = "/conversations/fields/{id}", operation_id = "change_field", params(FieldPath),
    request_body = ChangeField, responses(
    (status = 200, description = "The definition as it is now", body = Data<ConversationField>),
    (status = 404, description = "There is none of that id", body = ErrorBody),
    (status = 409, description = "There are options of these names", body = ErrorBody),
))]
pub(super) async fn change(
    State(desk): State<Desk>,
    FieldId(id): FieldId,
    JsonObject(body): JsonObject,
) -> Result<Json<Data<ConversationField>>, Error> {
    let change = read(body).map_err(Error::Fields)?;
    let changed = desk.store.redefine(id, &change, now()).await;
    match changed.map_err(Error::during("Error updating conversation field"))? {
        Redefined::Done(data) => Ok(Json(Data { data: *data })),
        Redefined::Missing => Err(missing(id)),
        Redefined::WithoutOptions => Err(Error::BadRequest(NO_OPTIONS.to_owned())),
        Redefined::OptionsExist(names) => Err(Error::Conflict(format!(
            "Field options already exist: {}",
            names.join(", ")
        ))),
    }
}

fn read(body: Map<String, Value>) -> Result<FieldChange, Vec<FieldProblem>> {
    let mut fields = Fields::new(body);
    if !NAMES.iter().any(|name| fields.has(name)) {
        let expected = format!("at least one of {}", NAMES.join(", "));
        fields.problem("body", &expected, "none");
        return fields.finish(None);
    }
    let change = FieldChange {
        name: fields.short_text("name", NAME_MAX_CHARS),
        description: fields.short_text("description", DESCRIPTION_MAX_CHARS),
        is_active: fields.flag("is_active"),
        is_mandatory_on_close: fields.flag("is_mandatory_on_close"),
        new_options: options(&mut fields),
    };
    fields.finish(Some(change))
}
