//! `/v1/conversations/fields`: what a desk's custom fields are.

mod change;
mod create;
pub(super) mod nested;

use axum::{Json, extract::State};
use support_wire::{
    ConversationField, Data, ErrorBody, FieldType, FieldsQuery, Page, SortBy, SortOrder,
};
use utoipa::openapi::schema::Array;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Desk,
    body::Fields,
    cursor::{self, Position, Sort},
    page::{PageBody, page_of},
    path::FieldId,
    query::{PageSizes, page_parameters, page_size},
    store::FieldRequest,
};
use crate::{
    Error,
    extract::QueryText,
    openapi::shape::{self, parameters},
};

const FAILED: &str = "Error retrieving conversation fields";
const NAME_MAX_CHARS: usize = 100;
const DESCRIPTION_MAX_CHARS: usize = 1000;
/// Most options of one field.
const OPTIONS_MAX: usize = 200;
/// The documentation's sentence; its `dropdown` stands for both types that have options.
const NO_OPTIONS: &str = "field_options can only be provided for dropdown type fields";

/// The resource's routes. They stand where a conversation's id does, and go before it.
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .routes(routes!(list, create::create))
        .routes(routes!(read, change::change))
}

parameters! {
    FieldListParameters = {
        let mut all = page_parameters(PageSizes::USUAL);
        all.extend([
            shape::query("is_active", "Only those in use, or only the others", shape::flag()),
            shape::query("is_default", "Only those that every desk has, or only the others", shape::flag()),
        ]);
        all
    };
    FieldPath = shape::path_id("The definition's id");
}

/// The names of options, for the document.
fn options_shape() -> Array {
    shape::list(shape::said(Some(NAME_MAX_CHARS)), Some(OPTIONS_MAX))
}

/// One page of the definitions, oldest first.
#[utoipa::path(get, path = "/conversations/fields", operation_id = "fields", params(FieldListParameters), responses(
    (status = 200, description = "One page of definitions", body = Page<ConversationField>),
))]
async fn list(
    State(desk): State<Desk>,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<ConversationField>>, Error> {
    let query = FieldsQuery::parse(&raw)?;
    let after = query
        .starting_after
        .as_deref()
        .map(|text| cursor::decode(text, &order()))
        .transpose()?;
    let per_page = page_size(query.per_page, PageSizes::USUAL, &desk.settings.switches)?;
    let request = FieldRequest {
        query,
        after,
        per_page,
    };
    let found = desk.store.definition_page(&request).await;
    let found = found.map_err(Error::during(FAILED))?;
    Ok(Json(page_of(
        found,
        "/conversations/fields",
        per_page,
        &desk.settings,
        cursor_after,
    )))
}

/// One definition.
#[utoipa::path(get, path = "/conversations/fields/{id}", operation_id = "field", params(FieldPath), responses(
    (status = 200, description = "The definition", body = Data<ConversationField>),
    (status = 404, description = "There is none of that id", body = ErrorBody),
))]
async fn read(
    State(desk): State<Desk>,
    FieldId(id): FieldId,
) -> Result<Json<Data<ConversationField>>, Error> {
    let found = desk.store.definition(id).await;
    let data = found
        .map_err(Error::during("Error retrieving conversation field"))?
        .ok_or_else(|| missing(id))?;
    Ok(Json(Data { data }))
}

fn missing(id: i64) -> Error {
    Error::NotFound(format!("Conversation field with id {id} not found"))
}

fn has_options(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Dropdown | FieldType::MultiSelect)
}

/// The names of options in a body, each once.
fn options(fields: &mut Fields) -> Vec<String> {
    let mut read: Vec<String> = Vec::new();
    for item in fields.list("field_options", OPTIONS_MAX) {
        let name = item.as_str().map(str::trim).unwrap_or_default();
        if name.is_empty() || name.chars().count() > NAME_MAX_CHARS {
            let expected = "names of 1 to 100 characters";
            let _: Option<()> = fields.wrong("field_options", expected, &item);
        } else if read.iter().any(|known| known == name) {
            let _: Option<()> = fields.wrong("field_options", "each name once", &item);
        } else {
            read.push(name.to_owned());
        }
    }
    read
}

fn order() -> Sort {
    Sort {
        by: SortBy::CreatedAt,
        order: SortOrder::Asc,
    }
}

fn cursor_after(field: &ConversationField) -> String {
    let position = Position {
        time: field.created_at.unwrap_or_default(),
        id: field.id,
    };
    cursor::encode(position, &order())
}
