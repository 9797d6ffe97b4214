//! The desk's part of [`crate::fuzzing`].

use serde_json::{Map, Value};
use support_wire::{SortBy, SortOrder, limits};

use super::{
    conversations,
    cursor::{Sort, decode, encode},
    html_text::html_to_text,
};

/// A cursor that is taken names the same place when it is written again.
pub(crate) fn fuzz_cursor(text: &str) {
    for by in [SortBy::CreatedAt, SortBy::UpdatedAt] {
        for order in [SortOrder::Asc, SortOrder::Desc] {
            let sort = Sort {
                by: by.clone(),
                order,
            };
            if let Ok(position) = decode(text, &sort) {
                assert_eq!(decode(&encode(position, &sort), &sort), Ok(position));
            }
        }
    }
}

/// A body that is taken makes a conversation that can be stored.
pub(crate) fn fuzz_create(body: Map<String, Value>) {
    if let Some(draft) = conversations::read_without_a_desk(body) {
        assert!(draft.subject.chars().count() <= limits::SUBJECT_MAX_CHARS);
        for text in [&draft.subject, &draft.description_html] {
            assert!(!text.trim().is_empty() && !text.contains('\0'));
        }
        assert!(draft.last_updated_at >= draft.created_at);
        assert!(draft.due > draft.created_at);
    }
}

/// HTML as text.
pub(crate) fn fuzz_html(html: &str) -> String {
    html_to_text(html)
}
