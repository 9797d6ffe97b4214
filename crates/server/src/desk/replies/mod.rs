//! `/v1/conversations/{id}/replies` and `/reply`: what was said, and saying something.

mod create;

use axum::{Json, extract::State};
use support_wire::{
    ErrorBody, Page, QueryProblem, RepliesQuery, Reply, ReplyType, SortBy, SortOrder,
};
use utoipa::openapi::path::Parameter;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Desk, Settings,
    conversations::missing,
    cursor::{self, Position, Sort},
    page::{PageBody, page_of},
    path::ConversationId,
    query::{PageSizes, page_parameters, page_size},
    settings::{RepliesPage, Switches},
    store::{Found, ReplyRequest},
};
use crate::{
    Error,
    extract::QueryText,
    openapi::shape::{self, parameters},
};

const FAILED: &str = "Error retrieving conversation replies";

/// The resource's routes. (The vendor's create is in the singular.)
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(create::create))
}

parameters! {
    ReplyParameters = {
        let mut all = shape::path_id("The conversation's number");
        all.extend(page_parameters(PageSizes::USUAL));
        all.extend(reply_parameters());
        all
    };
}

/// What a list of replies takes beside a page's, for the document.
fn reply_parameters() -> [Parameter; 2] {
    let kinds = ReplyType::KNOWN.iter().map(ReplyType::as_str);
    let orders = SortOrder::KNOWN.iter().map(SortOrder::as_str);
    [
        shape::query("type", "Only replies, or only notes", shape::word(kinds)),
        shape::query("sort_order", "Which way, by `sent_at`", shape::word(orders)),
    ]
}

/// One page of a conversation's replies, newest first; with the internal notes, unless the query
/// asks for one type.
#[utoipa::path(get, path = "/conversations/{id}/replies", operation_id = "replies", params(ReplyParameters), responses(
    (status = 200, description = "One page of replies", body = Page<Reply>),
    (status = 404, description = "There is no such conversation", body = ErrorBody),
))]
async fn list(
    State(desk): State<Desk>,
    ConversationId(id): ConversationId,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<Reply>>, Error> {
    let query = RepliesQuery::parse(&raw)?;
    let request = request(id, &query, &desk)?;
    let found = desk.store.replies(&request).await;
    let found = found.map_err(Error::during(FAILED))?.ok_or_else(missing)?;
    Ok(Json(page(found, &request, &desk.settings)))
}

/// The way that a query asks for.
pub(super) fn order(query: &RepliesQuery) -> SortOrder {
    query.sort_order.clone().unwrap_or(SortOrder::Desc)
}

/// The page of what was found.
pub(super) fn page(
    found: Found<Reply>,
    request: &ReplyRequest,
    settings: &Settings,
) -> PageBody<Reply> {
    let path = format!("/conversations/{}/replies", request.conversation);
    page_of(found, &path, request.per_page, settings, |reply| {
        let position = Position {
            time: reply.sent_at,
            id: reply.id.as_str().parse().unwrap_or_default(),
        };
        cursor::encode(position, &sort(&request.order))
    })
}

fn request(id: i64, query: &RepliesQuery, desk: &Desk) -> Result<ReplyRequest, QueryProblem> {
    let order = order(query);
    let after = query
        .starting_after
        .as_deref()
        .map(|text| cursor::decode(text, &sort(&order)))
        .transpose()?;
    let switches = &desk.settings.switches;
    Ok(ReplyRequest {
        conversation: id,
        kind: query.kind.clone(),
        order,
        after,
        per_page: page_size(query.per_page, sizes(switches), switches)?,
    })
}

fn sizes(switches: &Switches) -> PageSizes {
    match switches.replies_page {
        RepliesPage::Old => PageSizes::USUAL,
        RepliesPage::New => PageSizes {
            max: 50,
            default: 50,
        },
    }
}

/// The vendor's cursor of replies calls their time `created_at`, too.
fn sort(order: &SortOrder) -> Sort {
    Sort {
        by: SortBy::CreatedAt,
        order: order.clone(),
    }
}
