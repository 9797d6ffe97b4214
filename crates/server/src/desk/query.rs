//! What the desk decides about a query that `wire` could read: page sizes, repeated filters.

use support_wire::{QueryProblem, limits};
use utoipa::openapi::path::Parameter;

use super::settings::{PageSize, RepeatedFilters, Switches};
use crate::openapi::shape;

/// The filters that take several values.
const MULTIPLE: [&str; 5] = [
    "status",
    "priority",
    "assigned_to_member_id",
    "assigned_to_team_id",
    "brand_id",
];

/// The sizes that a list's page can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageSizes {
    pub(super) max: u32,
    pub(super) default: u32,
}

impl PageSizes {
    /// What nearly every list has.
    pub(super) const USUAL: Self = Self {
        max: limits::PER_PAGE_MAX,
        default: limits::PER_PAGE_DEFAULT,
    };
}

/// What every list takes, for the document.
pub(super) fn page_parameters(sizes: PageSizes) -> Vec<Parameter> {
    vec![
        shape::query(
            "starting_after",
            "The `next_cursor` of the page before",
            shape::formed("cursor"),
        ),
        size_parameter("per_page", "Rows on a page", sizes),
    ]
}

/// A page's size as a parameter, for the document.
pub(super) fn size_parameter(name: &str, what: &str, sizes: PageSizes) -> Parameter {
    let what = format!("{what}; {} where it is left out", sizes.default);
    let range = i64::from(limits::PER_PAGE_MIN)..=i64::from(sizes.max);
    shape::query(name, &what, shape::whole(range))
}

/// The page size to use.
pub(super) fn page_size(
    asked: Option<u32>,
    sizes: PageSizes,
    switches: &Switches,
) -> Result<u32, QueryProblem> {
    size("per_page", asked, sizes, switches)
}

/// The same for a parameter of another name.
pub(super) fn size(
    name: &str,
    asked: Option<u32>,
    sizes: PageSizes,
    switches: &Switches,
) -> Result<u32, QueryProblem> {
    let size = asked.unwrap_or(sizes.default);
    let clamped = size.clamp(limits::PER_PAGE_MIN, sizes.max);
    if size == clamped || switches.page_size == PageSize::Clamp {
        return Ok(clamped);
    }
    let expected = format!("{} to {}", limits::PER_PAGE_MIN, sizes.max);
    Err(problem(name, &expected, &size.to_string()))
}

/// Refuses several values without brackets, where the desk is set to.
pub(super) fn check_repeats(raw: &str, switches: &Switches) -> Result<(), QueryProblem> {
    if switches.repeated_filters == RepeatedFilters::Accept {
        return Ok(());
    }
    let mut seen = Vec::new();
    for (key, value) in form_urlencoded::parse(raw.as_bytes()) {
        if !MULTIPLE.contains(&&*key) {
            continue;
        }
        if value.contains(',') || seen.contains(&key) {
            let expected = format!("several values as {key}[]=a&{key}[]=b");
            return Err(problem(&key, &expected, &value));
        }
        seen.push(key);
    }
    Ok(())
}

/// A problem of a parameter, its value shortened.
pub(super) fn problem(name: &str, expected: &str, found: &str) -> QueryProblem {
    QueryProblem {
        name: name.to_owned(),
        expected: expected.to_owned(),
        found: found.chars().take(60).collect(),
    }
}
