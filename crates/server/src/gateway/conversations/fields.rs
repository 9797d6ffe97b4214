//! `GET /conversations/fields`: the custom fields that a customer may fill in, as the settings list them.

use axum::{Json, extract::State};
use serde::Serialize;
use support_wire::{ConversationField, FieldOption, FieldType, FieldsQuery, Page, Pages, limits};

use crate::{
    Error,
    extract::QueryText,
    gateway::{Gateway, query, requester::Requester},
};

/// How many pages of definitions are read.
const PAGES_MAX: usize = 10;

/// A definition as a customer's form needs it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FormField {
    id: i64,
    name: String,
    internal_name: String,
    #[serde(rename = "type")]
    kind: Option<FieldType>,
    description: Option<String>,
    is_active: bool,
    is_default: bool,
    field_options: Vec<FieldOption>,
}

/// The fields listed for the form, on one page; those that are only shown stay out of it.
pub(super) async fn fields(
    State(gateway): State<Gateway>,
    _: Requester,
    QueryText(raw): QueryText,
) -> Result<Json<Page<FormField>>, Error> {
    let query = query::read_fields(&raw)?;
    let mut data = listed(&gateway, &query).await?;
    data.sort_by_key(|field| field.id);
    let total_count = data.len() as u64;
    let pages = Pages {
        per_page: limits::PER_PAGE_MAX,
        next_cursor: None,
        next_url: None,
    };
    Ok(Json(Page {
        data,
        pages,
        total_count,
    }))
}

async fn listed(gateway: &Gateway, asked: &FieldsQuery) -> Result<Vec<FormField>, Error> {
    let listed = &gateway.settings.custom_fields;
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let all = definitions(gateway).await?.into_iter();
    let wanted =
        all.filter(|field| listed.contains(&field.internal_name) && is_asked(field, asked));
    Ok(wanted.map(FormField::from).collect())
}

/// All definitions, whoever may see them.
pub(super) async fn definitions(gateway: &Gateway) -> Result<Vec<ConversationField>, Error> {
    let mut found = Vec::new();
    let mut query = FieldsQuery {
        per_page: Some(limits::PER_PAGE_MAX),
        ..FieldsQuery::default()
    };
    for _ in 0..PAGES_MAX {
        let page = gateway.upstream.fields(&query).await;
        let page = page.map_err(|error| gateway.upstream_failed(error))?;
        found.extend(page.data);
        query.starting_after = page.pages.next_cursor;
        if query.starting_after.is_none() {
            break;
        }
    }
    Ok(found)
}

/// Fields out of use are never shown.
fn is_asked(field: &ConversationField, asked: &FieldsQuery) -> bool {
    field.is_active
        && asked.is_active.unwrap_or(true)
        && asked
            .is_default
            .is_none_or(|wanted| wanted == field.is_default)
}

impl From<ConversationField> for FormField {
    fn from(whole: ConversationField) -> Self {
        Self {
            id: whole.id,
            name: whole.name,
            internal_name: whole.internal_name,
            kind: whole.kind,
            description: whole.description,
            is_active: whole.is_active,
            is_default: whole.is_default,
            field_options: whole.field_options,
        }
    }
}
