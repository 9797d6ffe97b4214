//! The envelopes of answers: one object, or one page of a list.

use serde::{Deserialize, Serialize};

use crate::lenient::{empty_as_none, null_as_default};

/// One object: `{ "data": { … } }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Data<T> {
    /// The object.
    pub data: T,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub data: Vec<T>,
    /// Where this page stands in the list.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pages: Pages,
    /// How many rows the whole list has.
    #[serde(default, deserialize_with = "null_as_default")]
    pub total_count: u64,
}

impl<T> Page<T> {
    /// A list without rows.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            data: Vec::new(),
            pages: Pages::default(),
            total_count: 0,
        }
    }
}

/// Where a page stands in its list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pages {
    /// The page's size in rows.
    #[serde(default, deserialize_with = "null_as_default")]
    pub per_page: u32,
    /// What to send as `starting_after` for the next page; opaque. `None` on the last page.
    #[serde(default, deserialize_with = "empty_as_none")]
    pub next_cursor: Option<String>,
    /// An address that must never be followed: it lacks `/v1` and the filters, and may name
    /// another host.
    #[serde(default)]
    pub next_url: Option<String>,
}
