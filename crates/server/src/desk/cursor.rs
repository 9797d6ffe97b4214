//! The cursor of a page: base64 of JSON, as the vendor's. It names the last row by its sort key and
//! id, and by the key's name and the order it says which list it belongs to.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use support_wire::{QueryProblem, SortBy, SortOrder};

/// The longest cursor that is read; ours have about a hundred characters.
const LENGTH_MAX: usize = 512;

/// How a list is ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) by: SortBy,
    pub(super) order: SortOrder,
}

/// Where a page ended: the last row's sort key and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) time: i64,
    pub(super) id: i64,
}

/// The JSON inside. `{"id":…,"created_at":…}` is the vendor's, for its default order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside {
    id: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sort_order: Option<SortOrder>,
}

/// The cursor of a position in a list.
pub(super) fn encode(position: Position, sort: &Sort) -> String {
    let by_update = sort.by == SortBy::UpdatedAt;
    let inside = Inside {
        id: position.id,
        created_at: (!by_update).then_some(position.time),
        updated_at: by_update.then_some(position.time),
        sort_order: (sort.order != SortOrder::Desc).then(|| sort.order.clone()),
    };
    // A struct of numbers and words always serialises; an empty cursor would only end the list.
    STANDARD.encode(serde_json::to_vec(&inside).unwrap_or_default())
}

/// The position that a cursor names.
///
/// # Errors
/// Whatever we did not make ourselves, and a cursor of a list in another order.
pub(super) fn decode(cursor: &str, sort: &Sort) -> Result<Position, QueryProblem> {
    let inside = read(cursor).ok_or_else(|| problem("the next_cursor of a page", cursor))?;
    let (by, time) = match (inside.created_at, inside.updated_at) {
        (Some(time), None) => (SortBy::CreatedAt, time),
        (None, Some(time)) => (SortBy::UpdatedAt, time),
        _ => return Err(problem("the next_cursor of a page", cursor)),
    };
    let order = inside.sort_order.unwrap_or(SortOrder::Desc);
    if (Sort { by, order }) != *sort {
        return Err(problem("a cursor of a list in the same order", cursor));
    }
    Ok(Position {
        time,
        id: inside.id,
    })
}

fn read(cursor: &str) -> Option<Inside> {
    if cursor.len() > LENGTH_MAX {
        return None;
    }
    serde_json::from_slice(&STANDARD.decode(cursor).ok()?).ok()
}

fn problem(expected: &str, found: &str) -> QueryProblem {
    QueryProblem {
        name: "starting_after".to_owned(),
        expected: expected.to_owned(),
        found: found.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Sort, SortBy, SortOrder, decode, encode};

    #[test]
    fn the_default_order_has_the_vendors_cursor() {
        let sort = Sort {
            by: SortBy::CreatedAt,
            order: SortOrder::Desc,
        };
        let position = Position {
            time: 1_672_531_200,
            id: 12345,
        };
        let cursor = encode(position, &sort);
        assert_eq!(cursor, "eyJpZCI6MTIzNDUsImNyZWF0ZWRfYXQiOjE2NzI1MzEyMDB9");
        assert_eq!(decode(&cursor, &sort), Ok(position));
    }

    #[test]
    fn another_order_is_refused() {
        let made = Sort {
            by: SortBy::UpdatedAt,
            order: SortOrder::Asc,
        };
        let cursor = encode(Position { time: 1, id: 2 }, &made);
        assert!(decode(&cursor, &made).is_ok());
        assert!(
            decode(
                &cursor,
                &Sort {
                    order: SortOrder::Desc,
                    ..made.clone()
                }
            )
            .is_err()
        );
        assert!(
            decode(
                &cursor,
                &Sort {
                    by: SortBy::CreatedAt,
                    ..made
                }
            )
            .is_err()
        );
    }
}
