//! `/v1/conversations/{id}/replies` and `/reply`: what was said, and saying something.

mod create;

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use support_wire::{QueryProblem, RepliesQuery, Reply, SortBy, SortOrder};

use super::{
    Desk, Settings,
    conversations::missing,
    cursor::{self, Position, Sort},
    page::{PageBody, page_of},
    path::ConversationId,
    query::{PageSizes, page_size},
    settings::{RepliesPage, Switches},
    store::{Found, ReplyRequest},
};
use crate::{Error, extract::QueryText};

const FAILED: &str = "Error retrieving conversation replies";

/// The resource's routes. (The vendor's create is in the singular.)
pub(super) fn router() -> Router<Desk> {
    Router::new()
        .route("/conversations/{id}/replies", get(list))
        .route("/conversations/{id}/reply", post(create::create))
}

/// One page of a conversation's replies, newest first; with the internal notes, unless the query
/// asks for one type.
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
