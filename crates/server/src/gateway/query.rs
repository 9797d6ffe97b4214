//! What a customer may ask for in a query: a closed list. A parameter outside of it is an error that
//! names it, never ignored: who sends one believes that it does something.

use support_wire::{FieldsQuery, ListQuery, QueryProblem, RepliesQuery, limits};

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
