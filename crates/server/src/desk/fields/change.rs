//! `PATCH /v1/conversations/fields/{id}`: <https://developer.sparrowdesk.com/rest-api/endpoints/conversations/fields/id/patch>.

use axum::{Json, extract::State};
use serde_json::{Map, Value};
use support_wire::{ConversationField, Data, FieldProblem};

use super::{DESCRIPTION_MAX_CHARS, NAME_MAX_CHARS, NO_OPTIONS, missing, options};
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
};

/// What can be changed.
const NAMES: [&str; 5] = [
    "name",
    "description",
    "is_active",
    "is_mandatory_on_close",
    "field_options",
];

/// Changes a field. Options are added to those that are there.
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
