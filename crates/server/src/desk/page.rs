//! The envelope of a page, with the forms that the last page's cursor can take.

use serde::Serialize;
use serde_json::{Map, Value, json};
use support_wire::encode_pairs;

use super::{Settings, settings::LastCursor, store::Found};

/// One page of a list, ready to be sent. (`wire::Page` reads any form; this one writes each.)
#[derive(Debug, Serialize)]
pub(super) struct PageBody<T> {
    data: Vec<T>,
    pages: Map<String, Value>,
    total_count: i64,
}

/// Where a page is served, and what comes after it.
#[derive(Debug)]
pub(super) struct Place<'a> {
    /// The list's path without `/v1`, as the vendor's `next_url` has it.
    pub(super) path: &'a str,
    pub(super) per_page: u32,
    /// `None` on the last page.
    pub(super) next_cursor: Option<String>,
}

impl<T> PageBody<T> {
    pub(super) fn new(
        data: Vec<T>,
        total_count: i64,
        place: &Place<'_>,
        settings: &Settings,
    ) -> Self {
        Self {
            data,
            pages: pages(place, settings),
            total_count,
        }
    }
}

/// The body of a page from what the store found. `after` names the last row's place in the list.
pub(super) fn page_of<T>(
    mut found: Found<T>,
    path: &str,
    per_page: u32,
    settings: &Settings,
    after: impl Fn(&T) -> String,
) -> PageBody<T> {
    let more = found.cut(per_page);
    let place = Place {
        path,
        per_page,
        next_cursor: found.rows.last().filter(|_| more).map(after),
    };
    PageBody::new(found.rows, found.total, &place, settings)
}

fn pages(place: &Place<'_>, settings: &Settings) -> Map<String, Value> {
    let mut pages = Map::new();
    pages.insert("per_page".to_owned(), json!(place.per_page));
    let (cursor, url) = match (&place.next_cursor, settings.switches.last_cursor) {
        (Some(cursor), _) => (json!(cursor), json!(next_url(place, cursor, settings))),
        (None, LastCursor::Null) => (Value::Null, Value::Null),
        (None, LastCursor::Empty) => (json!(""), json!("")),
        (None, LastCursor::Absent) => return pages,
    };
    pages.insert("next_cursor".to_owned(), cursor);
    pages.insert("next_url".to_owned(), url);
    pages
}

/// As the vendor's samples have it: no `/v1`, no filters, so that a client that follows it fails.
fn next_url(place: &Place<'_>, cursor: &str, settings: &Settings) -> String {
    let query = encode_pairs([
        ("per_page", place.per_page.to_string().into()),
        ("starting_after", cursor.into()),
    ]);
    format!("{}{}?{query}", settings.next_url_base, place.path)
}
