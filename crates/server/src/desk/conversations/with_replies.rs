//! `GET /v1/conversations/with-replies`: the list with each row's replies in it.

use axum::{Json, extract::State};
use serde::Serialize;
use support_wire::{
    Conversation, Page, QueryProblem, RepliesQuery, Reply, ReplyType, SortOrder, encode_pairs,
};
use utoipa::ToSchema;

use super::list::{self, Row};
use crate::{
    Error,
    desk::{
        Desk,
        page::{PageBody, Place},
        query::{PageSizes, problem, size, size_parameter},
        replies,
        store::ReplyRequest,
    },
    extract::QueryText,
    openapi::shape::{self, parameters},
};

/// How many conversations a page has.
const SIZES: PageSizes = PageSizes {
    max: 20,
    default: 20,
};
/// How many replies each of them shows.
const REPLY_SIZES: PageSizes = PageSizes {
    max: 50,
    default: 50,
};

/// A conversation and the first page of its replies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationWithReplies)]
pub(super) struct WithReplies {
    #[serde(flatten)]
    #[schema(value_type = Conversation)]
    row: Row,
    #[schema(value_type = Page<Reply>)]
    replies: PageBody<Reply>,
}

parameters! {
    WithRepliesParameters = {
        let mut all = list::list_parameters(SIZES);
        let kinds = ReplyType::KNOWN.iter().map(ReplyType::as_str);
        let orders = SortOrder::KNOWN.iter().map(SortOrder::as_str);
        all.extend([
            size_parameter("replies_per_page", "Replies of each", REPLY_SIZES),
            shape::query("replies_sort_order", "Which way the replies go", shape::word(orders)),
            shape::query("type", "Only replies, or only notes", shape::word(kinds)),
        ]);
        all
    };
}

/// One page of the conversations that the query asks for.
#[utoipa::path(get, path = "/conversations/with-replies", operation_id = "conversations_with_replies",
    params(WithRepliesParameters), responses(
    (status = 200, description = "One page of conversations with replies", body = Page<WithReplies>),
))]
pub(super) async fn list(
    State(desk): State<Desk>,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<WithReplies>>, Error> {
    let (conversations, replies) = split(&raw)?;
    let per_page = size(
        "replies_per_page",
        replies.per_page,
        REPLY_SIZES,
        &desk.settings.switches,
    )?;
    let request = list::read(&conversations, SIZES, &desk).await?;
    let found = desk.store.list(&request).await;
    let mut found = found.map_err(Error::during(list::FAILED))?;
    let place = Place {
        path: "/conversations/with-replies",
        per_page: request.per_page,
        next_cursor: list::next_cursor(&mut found, &request),
    };
    let mut rows = Vec::with_capacity(found.rows.len());
    for conversation in found.rows {
        rows.extend(with_replies(&desk, conversation, &replies, per_page).await?);
    }
    Ok(Json(PageBody::new(
        rows,
        found.total,
        &place,
        &desk.settings,
    )))
}

/// `None` for a conversation that was deleted since the list was read.
async fn with_replies(
    desk: &Desk,
    conversation: Conversation,
    query: &RepliesQuery,
    per_page: u32,
) -> Result<Option<WithReplies>, Error> {
    let request = ReplyRequest {
        conversation: conversation.id,
        kind: query.kind.clone(),
        order: replies::order(query),
        after: None,
        per_page,
    };
    let found = desk.store.replies(&request).await;
    let found = found.map_err(Error::during(list::FAILED))?;
    Ok(found.map(|found| WithReplies {
        row: Row::from(conversation),
        replies: replies::page(found, &request, &desk.settings),
    }))
}

/// The list's own parameters as a query string, and those about replies.
fn split(raw: &str) -> Result<(String, RepliesQuery), QueryProblem> {
    let mut own = Vec::new();
    let mut replies = Vec::new();
    for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
        match &*name {
            "replies_per_page" => replies.push(("per_page", value)),
            "replies_sort_order" => replies.push(("sort_order", value)),
            "type" => replies.push(("type", value)),
            _ => own.push((name, value)),
        }
    }
    let own = encode_pairs(own.iter().map(|(name, value)| (&**name, value.clone())));
    let replies = RepliesQuery::parse(&encode_pairs(replies)).map_err(|wrong| {
        let name = match wrong.name.as_str() {
            "type" => "type".to_owned(),
            other => format!("replies_{other}"),
        };
        problem(&name, &wrong.expected, &wrong.found)
    })?;
    Ok((own, replies))
}
