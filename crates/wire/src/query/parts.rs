//! What the queries share: pushing a parameter, reading one, saying what is wrong with it.

use std::borrow::Cow;

use super::{Pair, QueryProblem};
use crate::limits;

/// Hands on each name and value of a raw query string, decoded.
pub(super) fn each_pair(
    raw: &str,
    mut read: impl FnMut(&str, &str) -> Result<(), QueryProblem>,
) -> Result<(), QueryProblem> {
    for (count, (key, value)) in form_urlencoded::parse(raw.as_bytes()).enumerate() {
        if count >= limits::QUERY_PAIRS_MAX {
            let expected = format!("at most {} parameters", limits::QUERY_PAIRS_MAX);
            return Err(problem("query", &expected, "more"));
        }
        read(&key, &value)?;
    }
    Ok(())
}

/// An empty value counts as absent, but only of a parameter that there is.
pub(super) fn known_name(name: &str, names: &[&str]) -> Result<(), QueryProblem> {
    if names.contains(&name) {
        Ok(())
    } else {
        Err(unknown(name))
    }
}

pub(super) fn push_text<'a>(pairs: &mut Vec<Pair<'a>>, name: &'static str, value: Option<&'a str>) {
    pairs.extend(value.map(|value| (name, Cow::Borrowed(value))));
}

pub(super) fn push_shown(
    pairs: &mut Vec<Pair<'_>>,
    name: &'static str,
    value: Option<impl ToString>,
) {
    pairs.extend(value.map(|value| (name, Cow::Owned(value.to_string()))));
}

pub(super) fn push_ids(pairs: &mut Vec<Pair<'_>>, name: &'static str, ids: &[i64]) {
    pairs.extend(ids.iter().map(|id| (name, Cow::Owned(id.to_string()))));
}

pub(super) fn parts(value: &str, split: bool) -> impl Iterator<Item = &str> {
    value
        .split(move |c| split && c == ',')
        .filter(|part| !part.is_empty())
}

pub(super) fn read_ids(ids: &mut Vec<i64>, name: &str, value: &str) -> Result<(), QueryProblem> {
    for part in parts(value, true) {
        ids.push(number(name, "whole numbers", part)?);
    }
    Ok(())
}

pub(super) fn number<T: std::str::FromStr>(
    name: &str,
    expected: &str,
    found: &str,
) -> Result<T, QueryProblem> {
    found.parse().map_err(|_| problem(name, expected, found))
}

pub(super) fn known(
    is_known: bool,
    name: &str,
    expected: &str,
    found: &str,
) -> Result<(), QueryProblem> {
    if is_known {
        Ok(())
    } else {
        Err(problem(name, expected, found))
    }
}

pub(super) fn set<T>(
    slot: &mut Option<T>,
    name: &str,
    raw: &str,
    value: T,
) -> Result<(), QueryProblem> {
    if slot.is_some() {
        return Err(problem(name, "one value", raw));
    }
    *slot = Some(value);
    Ok(())
}

pub(super) fn unknown(name: &str) -> QueryProblem {
    problem(name, "a parameter of this list", name)
}

fn problem(name: &str, expected: &str, found: &str) -> QueryProblem {
    const SHOWN_CHARS: usize = 60;
    QueryProblem {
        name: name.chars().take(SHOWN_CHARS).collect(),
        expected: expected.to_owned(),
        found: found.chars().take(SHOWN_CHARS).collect(),
    }
}
