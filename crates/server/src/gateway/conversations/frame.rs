//! What stands around the rows of a page: how many there are, and where it goes on.

use support_wire::{Page, Pages};

use crate::gateway::Gateway;

/// A page of the help desk's without its rows, on its way to one requester.
pub(super) struct Frame {
    /// What the rows are, in a word for the operator.
    pub(super) kind: &'static str,
    /// How many rows came.
    pub(super) sent: usize,
    /// How many the help desk counts in all.
    pub(super) counted: u64,
    /// How many rows were asked for.
    pub(super) per_page: u32,
    /// Whether no page goes before it.
    pub(super) is_first: bool,
    /// Where it goes on, sealed.
    pub(super) next_cursor: Option<String>,
}

impl Frame {
    /// The page with the requester's own rows, which are left of what was sent. The others are an
    /// alarm, and a count that they may be part of is not passed on.
    pub(super) fn around<T>(self, own: Vec<T>, gateway: &Gateway) -> Page<T> {
        let dropped = self.sent.saturating_sub(own.len());
        if dropped > 0 {
            gateway.alarm(self.kind, dropped as u64);
        }
        let is_whole = self.is_first && self.next_cursor.is_none();
        let total_count = if dropped > 0 || is_whole {
            own.len() as u64
        } else {
            self.counted
        };
        Page {
            data: own,
            pages: Pages {
                per_page: self.per_page,
                next_cursor: self.next_cursor,
                next_url: None,
            },
            total_count,
        }
    }
}
