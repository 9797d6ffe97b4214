//! `GET /v1/conversations`: <https://developer.sparrowdesk.com/rest-api/endpoints/conversations/get>.

use axum::{Json, extract::State};
use serde::Serialize;
use support_wire::{
    Conversation, ListQuery, Page, Priority, QueryProblem, SortBy, SortOrder, Status, limits,
};
use utoipa::openapi::path::Parameter;

use crate::{
    Error,
    desk::{
        Desk,
        cursor::{self, Position, Sort},
        page::{PageBody, Place},
        query::{PageSizes, check_repeats, page_parameters, page_size, problem},
        settings::UnknownFilter,
        store::{Directory, Found, ListRequest},
    },
    extract::QueryText,
    openapi::shape::{self, parameters},
};

pub(super) const FAILED: &str = "Error retrieving conversations";

/// A row of the list. Unlike a create's answer it always names the telephone, as the samples do.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    conversation: Conversation,
    #[serde(rename = "requested_by_phone", skip_serializing_if = "Option::is_some")]
    no_phone: Option<()>,
}

parameters! {
    ListParameters = list_parameters(PageSizes::USUAL);
}

/// What a list of conversations takes, for the document.
pub(super) fn list_parameters(sizes: PageSizes) -> Vec<Parameter> {
    let mut all = page_parameters(sizes);
    let priorities = Priority::KNOWN.iter().map(Priority::as_str);
    all.extend([
        shape::queries(
            "status",
            "In any of these statuses of the desk",
            shape::formed("status"),
        ),
        shape::queries(
            "priority",
            "Of any of these priorities",
            shape::word(priorities),
        ),
        shape::queries(
            "assigned_to_member_id",
            "Assigned to any of these members",
            shape::any_id(),
        ),
        shape::queries(
            "assigned_to_team_id",
            "Assigned to any of these teams",
            shape::any_id(),
        ),
        shape::queries("brand_id", "Of any of these brands", shape::any_id()),
        shape::query(
            "requested_by_id",
            "Of this contact; without it, of all customers",
            shape::any_id(),
        ),
        shape::query(
            "requested_by_company",
            "Of this company's contacts",
            shape::any_id(),
        ),
        shape::query(
            "handled_by_ai_agent",
            "Whether an automatic agent handled it",
            shape::flag(),
        ),
        shape::query(
            "search",
            "Words in the subject, the text or the replies",
            shape::short(limits::SEARCH_MAX_CHARS),
        ),
        shape::query(
            "sort_by",
            "The time to order by",
            shape::word(SortBy::KNOWN.iter().map(SortBy::as_str)),
        ),
        shape::query(
            "sort_order",
            "Which way",
            shape::word(SortOrder::KNOWN.iter().map(SortOrder::as_str)),
        ),
    ]);
    all
}

/// One page of the conversations that the query asks for.
#[utoipa::path(get, path = "/conversations", operation_id = "conversations", params(ListParameters), responses(
    (status = 200, description = "One page of conversations", body = Page<Conversation>),
))]
pub(super) async fn list(
    State(desk): State<Desk>,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<Row>>, Error> {
    let request = read(&raw, PageSizes::USUAL, &desk).await?;
    let mut found = desk
        .store
        .list(&request)
        .await
        .map_err(Error::during(FAILED))?;
    let next_cursor = next_cursor(&mut found, &request);
    let place = Place {
        path: "/conversations",
        per_page: request.per_page,
        next_cursor,
    };
    let rows = found.rows.into_iter().map(Row::from).collect();
    Ok(Json(PageBody::new(
        rows,
        found.total,
        &place,
        &desk.settings,
    )))
}

/// Reads a list's query, whole.
pub(super) async fn read(raw: &str, sizes: PageSizes, desk: &Desk) -> Result<ListRequest, Error> {
    check_repeats(raw, &desk.settings.switches)?;
    let query = ListQuery::parse(raw)?;
    check_search(&query)?;
    if !query.status.is_empty() || !query.priority.is_empty() {
        let directory = desk
            .store
            .directory()
            .await
            .map_err(Error::during(FAILED))?;
        check_words(&query, &directory, desk.settings.switches.unknown_filter)?;
    }
    Ok(request(query, sizes, desk)?)
}

/// The cursor behind a page's last row, if there is a further page; drops the row that says so.
pub(super) fn next_cursor(
    found: &mut Found<Conversation>,
    request: &ListRequest,
) -> Option<String> {
    let more = found.cut(request.per_page);
    let last = found.rows.last().filter(|_| more)?;
    Some(after(last, &request.sort))
}

impl From<Conversation> for Row {
    fn from(conversation: Conversation) -> Self {
        let no_phone = conversation.requested_by_phone.is_some().then_some(());
        Self {
            conversation,
            no_phone,
        }
    }
}

fn request(query: ListQuery, sizes: PageSizes, desk: &Desk) -> Result<ListRequest, QueryProblem> {
    let sort = Sort {
        by: query.sort_by.clone().unwrap_or(SortBy::CreatedAt),
        order: query.sort_order.clone().unwrap_or(SortOrder::Desc),
    };
    let after = query
        .starting_after
        .as_deref()
        .map(|text| cursor::decode(text, &sort))
        .transpose()?;
    let per_page = page_size(query.per_page, sizes, &desk.settings.switches)?;
    Ok(ListRequest {
        query,
        sort,
        after,
        per_page,
    })
}

/// A status or priority that this desk does not have is most likely a slip of the caller's.
fn check_words(
    query: &ListQuery,
    directory: &Directory,
    unknown: UnknownFilter,
) -> Result<(), QueryProblem> {
    if unknown == UnknownFilter::Empty {
        return Ok(());
    }
    let statuses: Vec<&str> = directory
        .statuses
        .iter()
        .map(|status| status.name.as_str())
        .collect();
    let priorities: Vec<&str> = Priority::KNOWN.iter().map(Priority::as_str).collect();
    check_known("status", query.status.iter().map(Status::as_str), &statuses)?;
    check_known(
        "priority",
        query.priority.iter().map(Priority::as_str),
        &priorities,
    )
}

fn check_known<'a>(
    name: &str,
    mut asked: impl Iterator<Item = &'a str>,
    known: &[&str],
) -> Result<(), QueryProblem> {
    match asked.find(|word| !known.contains(word)) {
        Some(word) => Err(problem(name, &format!("one of {}", known.join(", ")), word)),
        None => Ok(()),
    }
}

fn check_search(query: &ListQuery) -> Result<(), QueryProblem> {
    let Some(search) = &query.search else {
        return Ok(());
    };
    let length = search.chars().count();
    if length > limits::SEARCH_MAX_CHARS {
        let expected = format!("at most {} characters", limits::SEARCH_MAX_CHARS);
        return Err(problem("search", &expected, &length.to_string()));
    }
    Ok(())
}

fn after(row: &Conversation, sort: &Sort) -> String {
    let time = match sort.by {
        SortBy::UpdatedAt => row.last_updated_at,
        _ => row.created_at,
    };
    cursor::encode(Position { time, id: row.id }, sort)
}
