//! `GET /conversations/{id}/replies`: what support wrote to the requester. An internal note is never
//! asked for, and never passed on if it comes anyway.

use axum::extract::{Path, State};
use support_wire::{CustomerReply, ErrorBody, Page, RepliesQuery, Reply, ReplyType, limits};

use super::{
    frame::Frame,
    one::{self, not_found, number},
};
use crate::{
    Error,
    extract::QueryText,
    gateway::{
        Gateway,
        cursor::Bound,
        line::Calls,
        query,
        reads::{Found, Reading},
        requester::Requester,
    },
    upstream::Upstream,
};

/// One page of a conversation's replies.
#[utoipa::path(get, path = "/conversations/{id}/replies", operation_id = "replies", params(query::ReplyParameters), responses(
    (status = 200, description = "One page of replies", body = Page<CustomerReply>),
    (status = 304, description = "The caller has it already"),
    (status = 404, description = "There is no such conversation of this customer", body = ErrorBody),
))]
pub(super) async fn replies(
    State(gateway): State<Gateway>,
    requester: Requester,
    Path(id): Path<String>,
    QueryText(raw): QueryText,
) -> Result<Reading, Error> {
    let mut query = query::read_replies(&raw)?;
    let bound = bound(&gateway, &requester, &id, &query);
    let sealed = query.starting_after.take();
    query.starting_after = sealed
        .map(|sealed| gateway.seal.open(&sealed, &bound))
        .transpose()?;
    query.per_page.get_or_insert(limits::PER_PAGE_DEFAULT);
    query.kind = Some(ReplyType::Reply);
    let id = number(&id)?;
    gateway.take_open(&requester)?;
    // Whose it is, is asked first, or was asked lately.
    one::read(&gateway, &requester, id).await?;
    let question = requester.question(&gateway, format!("replies {id} {}", query.encode()));
    let work = move |gateway, calls| page_of(gateway, calls, id, query, bound);
    gateway.read(question, 1, work).await
}

/// The page of a conversation that is the requester's, asked for upstream.
async fn page_of(
    gateway: Gateway,
    calls: Calls,
    conversation: i64,
    query: RepliesQuery,
    bound: Bound,
) -> Result<Found, Error> {
    let found = calls.replies(conversation, &query).await;
    let found = found
        .map_err(|error| gateway.upstream_failed(error))?
        .ok_or_else(not_found)?;
    let next_cursor = found.pages.next_cursor.as_deref();
    let frame = Frame {
        kind: "reply",
        sent: found.data.len(),
        counted: found.total_count,
        per_page: query.per_page.unwrap_or(limits::PER_PAGE_DEFAULT),
        is_first: query.starting_after.is_none(),
        next_cursor: gateway.seal.seal(next_cursor, &bound),
    };
    let shown = found
        .data
        .into_iter()
        .filter(|reply| is_for(reply, conversation));
    let own = shown.map(CustomerReply::from).collect();
    Found::lasting(&frame.around(own, &gateway))
}

/// Whether it says of itself that it is a reply, and of this conversation.
fn is_for(reply: &Reply, conversation: i64) -> bool {
    reply.kind == Some(ReplyType::Reply)
        && reply.conversation_id.is_none_or(|id| id == conversation)
}

fn bound(gateway: &Gateway, requester: &Requester, id: &str, query: &RepliesQuery) -> Bound {
    let order = query.sort_order.as_ref().map_or("", |order| order.as_str());
    let tenant = &gateway.settings.tenant;
    Bound::to(&["replies", tenant, &requester.key(), id, order])
}
