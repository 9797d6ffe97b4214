//! `GET /conversations`: the requester's own, whatever was asked.

use axum::extract::State;
use support_wire::{CustomerConversation, ListQuery, Page, QueryProblem, limits};

use super::{frame::Frame, is_theirs};
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

/// One page of the requester's conversations.
#[utoipa::path(get, path = "/conversations", operation_id = "conversations", params(query::ListParameters), responses(
    (status = 200, description = "One page of conversations", body = Page<CustomerConversation>),
    (status = 304, description = "The caller has it already"),
))]
pub(super) async fn list(
    State(gateway): State<Gateway>,
    requester: Requester,
    QueryText(raw): QueryText,
) -> Result<Reading, Error> {
    let mut query = query::read_list(&raw, &gateway.settings.brands)?;
    let bound = bound(&gateway, &requester, &query);
    let sealed = query.starting_after.take();
    query.starting_after = sealed
        .map(|sealed| gateway.seal.open(&sealed, &bound))
        .transpose()?;
    query.per_page.get_or_insert(limits::PER_PAGE_DEFAULT);
    gateway.take_list(&requester)?;
    let question = requester.question(&gateway, format!("list {}", query.encode()));
    let calls = requester.calls_to_know(&gateway) + 1;
    let work = |gateway, calls| page_of(gateway, calls, requester, query, bound);
    gateway.read(question, calls, work).await
}

/// The page, asked for upstream.
async fn page_of(
    gateway: Gateway,
    calls: Calls,
    requester: Requester,
    mut query: ListQuery,
    bound: Bound,
) -> Result<Found, Error> {
    let per_page = query.per_page.unwrap_or(limits::PER_PAGE_DEFAULT);
    let contact = requester.contact_id(&gateway, &calls).await?;
    check_requester(&query, contact)?;
    let Some(contact) = contact else {
        // Nobody the help desk knows has conversations there; to ask without an id is to ask for all.
        let mut nothing = Page::<CustomerConversation>::empty();
        nothing.pages.per_page = per_page;
        return Found::passing(&nothing);
    };
    query.requested_by_id = Some(contact);
    let found = calls.list(&query).await;
    let found = found.map_err(|error| gateway.upstream_failed(error))?;
    let next_cursor = found.pages.next_cursor.as_deref();
    let frame = Frame {
        kind: "conversation",
        sent: found.data.len(),
        counted: found.total_count,
        per_page,
        is_first: query.starting_after.is_none(),
        next_cursor: gateway.seal.seal(next_cursor, &bound),
    };
    let own = found.data.into_iter().filter(|row| is_theirs(row, contact));
    let own: Vec<_> = own.collect();
    requester.confirm(&gateway, contact, &own);
    let rows = gateway.views(own, &calls).await;
    Found::lasting(&frame.around(rows, &gateway))
}

/// A cursor is for this requester, these filters and this order; the page's size may change.
fn bound(gateway: &Gateway, requester: &Requester, query: &ListQuery) -> Bound {
    let filters = ListQuery {
        starting_after: None,
        per_page: None,
        requested_by_id: None,
        ..query.clone()
    };
    Bound::to(&[
        "conversations",
        &gateway.settings.tenant,
        &requester.key(),
        &filters.encode(),
    ])
}

/// The requester may say who they are, if it is true.
fn check_requester(query: &ListQuery, contact: Option<i64>) -> Result<(), QueryProblem> {
    match query.requested_by_id {
        Some(asked) if contact != Some(asked) => Err(query::problem(
            "requested_by_id",
            "the requester's own contact id",
            &asked.to_string(),
        )),
        _ => Ok(()),
    }
}
