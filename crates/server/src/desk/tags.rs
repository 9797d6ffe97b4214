//! `GET /v1/tags`: the labels that staff give.

use axum::{Json, extract::State};
use serde::Serialize;
use support_wire::{Page, QueryProblem, SortBy, SortOrder, limits};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Desk,
    cursor::{self, Position, Sort},
    page::{PageBody, page_of},
    query::{PageSizes, page_parameters, page_size, problem},
    store::{Found, TagRequest},
};
use crate::{
    Error,
    extract::QueryText,
    openapi::shape::{self, parameters},
};

const FAILED: &str = "An error occurred while retrieving tags";

/// The resource's routes.
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A tag. (On a conversation its name is called `label`.)
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedTag)]
struct Tag {
    id: i64,
    name: String,
    created_at: i64,
}

parameters! {
    TagParameters = {
        let mut all = page_parameters(PageSizes::USUAL);
        all.push(shape::query("search", "Letters of the name", shape::text()));
        all
    };
}

/// One page of the tags, newest first.
#[utoipa::path(get, path = "/tags", operation_id = "tags", params(TagParameters), responses(
    (status = 200, description = "One page of tags", body = Page<Tag>),
))]
async fn list(
    State(desk): State<Desk>,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<Tag>>, Error> {
    let request = read(&raw, &desk)?;
    let found = desk
        .store
        .tags(&request)
        .await
        .map_err(Error::during(FAILED))?;
    let rows = found.rows.into_iter().map(|row| Tag {
        id: row.id,
        name: row.name,
        created_at: row.created_at,
    });
    let found = Found {
        rows: rows.collect(),
        total: found.total,
    };
    Ok(Json(page_of(
        found,
        "/tags",
        request.per_page,
        &desk.settings,
        after,
    )))
}

fn read(raw: &str, desk: &Desk) -> Result<TagRequest, QueryProblem> {
    let (mut search, mut cursor, mut size) = (None, None, None);
    for (count, (name, value)) in form_urlencoded::parse(raw.as_bytes()).enumerate() {
        if count >= limits::QUERY_PAIRS_MAX {
            let expected = format!("at most {} parameters", limits::QUERY_PAIRS_MAX);
            return Err(problem("query", &expected, "more"));
        }
        let slot = match &*name {
            "search" => &mut search,
            "starting_after" => &mut cursor,
            "per_page" => &mut size,
            _ => return Err(problem(&name, "a parameter of this list", &name)),
        };
        if slot.replace(value.to_string()).is_some() {
            return Err(problem(&name, "one value", &value));
        }
    }
    let size = size
        .filter(|text| !text.is_empty())
        .map(|text| {
            text.parse()
                .map_err(|_| problem("per_page", "a whole number", &text))
        })
        .transpose()?;
    Ok(TagRequest {
        search: search.filter(|text| !text.is_empty()),
        after: cursor
            .filter(|text| !text.is_empty())
            .map(|text| cursor::decode(&text, &order()))
            .transpose()?,
        per_page: page_size(size, PageSizes::USUAL, &desk.settings.switches)?,
    })
}

fn order() -> Sort {
    Sort {
        by: SortBy::CreatedAt,
        order: SortOrder::Desc,
    }
}

fn after(tag: &Tag) -> String {
    let position = Position {
        time: tag.created_at,
        id: tag.id,
    };
    cursor::encode(position, &order())
}
