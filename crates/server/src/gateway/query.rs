//! What a customer may ask for in a query: a closed list. A parameter outside of it is an error that
//! names it, never ignored: who sends one believes that it does something.

use support_wire::{
    FieldsQuery, ListQuery, Priority, QueryProblem, RepliesQuery, ReplyType, SortBy, SortOrder,
    limits,
};
use utoipa::openapi::{Required, path::Parameter};

use crate::openapi::shape::{self, parameters};

/// The parameters of a list of conversations; of a filter with brackets, also without.
const LIST: [(&str, Times); 8] = [
    ("starting_after", Times::Once),
    ("per_page", Times::Once),
    ("requested_by_id", Times::Once),
    ("sort_by", Times::Once),
    ("sort_order", Times::Once),
    ("status", Times::Any),
    ("priority", Times::Any),
    ("brand_id", Times::Any),
];
const REPLIES: [(&str, Times); 4] = [
    ("starting_after", Times::Once),
    ("per_page", Times::Once),
    ("sort_order", Times::Once),
    ("type", Times::Once),
];
const FIELDS: [(&str, Times); 3] = [
    ("per_page", Times::Once),
    ("is_active", Times::Once),
    ("is_default", Times::Once),
];

parameters! {
    ListParameters = {
        let mut all = read_parameters();
        let priorities = Priority::KNOWN.iter().map(Priority::as_str);
        all.extend([
            cursor(),
            size(),
            shape::query("requested_by_id", "The customer's own contact id, and no other", shape::id()),
            shape::query("sort_by", "The time to order by", shape::word(SortBy::KNOWN.iter().map(SortBy::as_str))),
            order(),
            shape::queries("status", "In any of these statuses", shape::formed("status")),
            shape::queries("priority", "Of any of these priorities", shape::word(priorities)),
            shape::queries("brand_id", "Of any of these brands of the portal", shape::id()),
        ]);
        all
    };
    ReplyParameters = {
        let mut all = one_parameters();
        let kind = shape::word([ReplyType::Reply.as_str()]);
        all.extend([cursor(), size(), order(), shape::query("type", "Replies: there is nothing else", kind)]);
        all
    };
    FieldParameters = {
        let mut all = read_parameters();
        all.extend([
            size(),
            shape::query("is_active", "Only those in use, or only the others", shape::flag()),
            shape::query("is_default", "Only those that every desk has, or only the others", shape::flag()),
        ]);
        all
    };
    OneParameters = one_parameters();
}

/// What every read takes, for the document.
fn read_parameters() -> Vec<Parameter> {
    let what = "The `ETag` of the answer that the caller has: 304 where it is still the same";
    vec![shape::header(
        "If-None-Match",
        what,
        Required::False,
        shape::text(),
    )]
}

fn one_parameters() -> Vec<Parameter> {
    let mut all = shape::path_id("The conversation's number");
    all.extend(read_parameters());
    all
}

fn cursor() -> Parameter {
    let cursor = shape::formed("cursor");
    shape::query(
        "starting_after",
        "The `next_cursor` of the page before",
        cursor,
    )
}

fn size() -> Parameter {
    let range = i64::from(limits::PER_PAGE_MIN)..=i64::from(limits::PER_PAGE_MAX);
    shape::query("per_page", "Rows on a page", shape::whole(range))
}

fn order() -> Parameter {
    let orders = SortOrder::KNOWN.iter().map(SortOrder::as_str);
    shape::query("sort_order", "Which way", shape::word(orders))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    Any,
}

/// The query of a customer's list, not yet narrowed.
pub(super) fn read_list(raw: &str, brands: &[i64]) -> Result<ListQuery, QueryProblem> {
    check(raw, &LIST)?;
    let query = ListQuery::parse(raw)?;
    check_page_size(query.per_page)?;
    if let Some(brand) = query.brand_id.iter().find(|id| !brands.contains(id)) {
        return Err(problem(
            "brand_id",
            "a brand of this portal",
            &brand.to_string(),
        ));
    }
    Ok(query)
}

/// The query of a customer's replies. `type` may be said, if it is the one they get anyway.
pub(super) fn read_replies(raw: &str) -> Result<RepliesQuery, QueryProblem> {
    check(raw, &REPLIES)?;
    let query = RepliesQuery::parse(raw)?;
    check_page_size(query.per_page)?;
    match query.kind.as_ref().map(support_wire::ReplyType::as_str) {
        None | Some("REPLY") => Ok(query),
        Some(other) => Err(problem("type", "REPLY", other)),
    }
}

/// The query of the custom fields.
pub(super) fn read_fields(raw: &str) -> Result<FieldsQuery, QueryProblem> {
    check(raw, &FIELDS)?;
    let query = FieldsQuery::parse(raw)?;
    check_page_size(query.per_page)?;
    Ok(query)
}

fn check(raw: &str, known: &[(&str, Times)]) -> Result<(), QueryProblem> {
    let mut seen = Vec::new();
    for (key, value) in form_urlencoded::parse(raw.as_bytes()) {
        let name = key.strip_suffix("[]").unwrap_or(&key);
        let times = known
            .iter()
            .find_map(|(known, times)| (*known == name).then_some(*times));
        match times {
            None => {
                return Err(problem(name, "a parameter that a customer may use", &key));
            }
            Some(Times::Any) => {}
            Some(Times::Once) if key != name || value.is_empty() || seen.contains(&key) => {
                return Err(problem(name, "one value", &value));
            }
            Some(Times::Once) => seen.push(key),
        }
    }
    Ok(())
}

fn check_page_size(asked: Option<u32>) -> Result<(), QueryProblem> {
    let range = limits::PER_PAGE_MIN..=limits::PER_PAGE_MAX;
    match asked.filter(|size| !range.contains(size)) {
        None => Ok(()),
        Some(size) => Err(problem("per_page", "1 to 100", &size.to_string())),
    }
}

/// A problem of a parameter, its value shortened.
pub(super) fn problem(name: &str, expected: &str, found: &str) -> QueryProblem {
    let short = |text: &str| text.chars().take(60).collect();
    QueryProblem {
        name: short(name),
        expected: expected.to_owned(),
        found: short(found),
    }
}

/// No parameter at all.
pub(super) fn read_none(raw: &str) -> Result<(), QueryProblem> {
    check(raw, &[])
}
