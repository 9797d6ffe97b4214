//! Which rows stand where: those that hold the words looked for, closed ones folded away at the end,
//! and of ten thousand only as many as are worth drawing.

use std::rc::Rc;

use support_wire::{Priority, Status};

use super::{Conversations, Finder, Row, is_among};
use crate::model::filter::{Filter, PAGE_SIZE};

/// Rows drawn at most: a list of any length costs no more than one of this.
pub const MOST_DRAWN: usize = 100;
/// By how many rows a window moves: as many as a page brings.
const STEP: usize = PAGE_SIZE as usize;

/// The rows that are drawn: from one place in the layout to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first row's place.
    pub first: usize,
    /// The place after the last row's; it may lie beyond the end.
    pub end: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            first: 0,
            end: STEP,
        }
    }
}

impl Window {
    /// The window with as many more rows at its end. Where it would become too big, as many leave
    /// at its beginning.
    #[must_use]
    pub fn further(self, rows: usize) -> Self {
        let end = self.end + rows;
        Self {
            first: self.first.max(end.saturating_sub(MOST_DRAWN)),
            end,
        }
    }

    /// The window a step back towards the beginning.
    #[must_use]
    pub fn back(self) -> Self {
        let first = self.first.saturating_sub(STEP);
        Self {
            first,
            end: self.end.min(first + MOST_DRAWN),
        }
    }

    /// The window a step on.
    #[must_use]
    pub fn on(self) -> Self {
        self.further(STEP)
    }

    /// The window with room for rows that were put in before its end. One at the beginning stays there:
    /// the newest row is seen, and the last ones leave.
    pub(super) fn wider(self, rows: usize) -> Self {
        let end = if self.first == 0 {
            (self.end + rows).min(MOST_DRAWN)
        } else {
            self.end
        };
        Self { end, ..self }
    }
}

/// The rows in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// All rows to be shown, closed ones last where they have a place of their own.
    pub rows: Rc<[Row]>,
    /// How many of them stand before the place of the closed ones.
    pub before_closed: usize,
    /// How many closed ones have a place of their own, folded away or not.
    pub closed: usize,
    /// How many hold the words that are looked for, folded away or not.
    pub found: usize,
}

impl Layout {
    /// The rows of a window: those before the closed ones, then the closed ones.
    #[must_use]
    pub fn drawn(&self, window: Window) -> (&[Row], &[Row]) {
        let end = window.end.min(self.rows.len());
        let middle = self.before_closed.clamp(window.first.min(end), end);
        let part = |from, to| self.rows.get(from..to).unwrap_or_default();
        (
            part(window.first, middle),
            part(middle.max(window.first), end),
        )
    }

    /// Whether rows follow those of a window.
    #[must_use]
    pub fn goes_on_after(&self, window: Window) -> bool {
        window.end < self.rows.len()
    }
}

/// How many rows there are of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Those that are there.
    pub rows: usize,
    /// Whether that is all of them: nothing more would come.
    pub is_whole: bool,
}

impl Conversations {
    /// Which rows stand where. The finder looks for the words; with the same one each time it need
    /// not learn the rows anew.
    #[must_use]
    pub fn layout(&self, finder: &mut Finder) -> Layout {
        let Some(loaded) = self.loaded() else {
            return Layout::default();
        };
        let rows = if self.filter.has_words() {
            finder.find(&self.filter.words, &loaded.rows)
        } else {
            finder.forget_others_than(&loaded.rows);
            loaded.rows.clone()
        };
        let found = rows.len();
        // Who asks for a status or for words wants to see what there is, in order.
        let folds = self.filter.statuses.is_empty() && !self.filter.has_words();
        let closed = rows.iter().filter(|row| is_closed(row)).count();
        let before_closed = found - closed;
        if !folds || closed == 0 || before_closed == 0 {
            return Layout {
                rows,
                before_closed: found,
                closed: 0,
                found,
            };
        }
        let others = rows.iter().filter(|row| !is_closed(row));
        let folded = rows
            .iter()
            .filter(|row| self.shows_closed && is_closed(row));
        Layout {
            rows: others.chain(folded).cloned().collect(),
            before_closed,
            closed,
            found,
        }
    }

    /// How many rows are known, in the list or not: a filter does not change that.
    #[must_use]
    pub fn known_rows(&self) -> usize {
        self.known.len()
    }

    /// How many rows of a status there are with the priorities that are chosen, as far as it is
    /// known.
    #[must_use]
    pub fn count_of_status(&self, status: &Status) -> Option<Count> {
        let Filter {
            statuses,
            priorities,
            ..
        } = &self.filter;
        self.count(is_among(Some(status), statuses), |row| {
            row.status.as_ref() == Some(status) && is_among(row.priority.as_ref(), priorities)
        })
    }

    /// How many rows of a priority there are with the statuses that are chosen, as far as it is
    /// known.
    #[must_use]
    pub fn count_of_priority(&self, priority: &Priority) -> Option<Count> {
        let Filter {
            statuses,
            priorities,
            ..
        } = &self.filter;
        self.count(is_among(Some(priority), priorities), |row| {
            row.priority.as_ref() == Some(priority) && is_among(row.status.as_ref(), statuses)
        })
    }

    /// The priorities to filter by: with only one among the rows there is nothing to choose.
    #[must_use]
    pub fn priorities(&self) -> Vec<Priority> {
        let of_rows = self.known.iter().filter_map(|row| row.priority.as_ref());
        let mut others = Vec::new();
        for priority in self.filter.priorities.iter().chain(of_rows) {
            if !others.contains(priority) {
                others.push(priority.clone());
            }
        }
        // The most urgent first; a desk's own come after those that we know.
        let known = Priority::KNOWN.iter().rev();
        let mut found: Vec<_> = known.filter(|one| others.contains(one)).cloned().collect();
        others.retain(|priority| !priority.is_known());
        found.append(&mut others);
        if found.len() > 1 || self.filter.priorities.len() == 1 {
            found
        } else {
            Vec::new()
        }
    }

    /// Counts in the list, where it has all of the kind; else among all rows that are known.
    fn count(&self, is_asked_for: bool, is_meant: impl Fn(&Row) -> bool) -> Option<Count> {
        let list = self.loaded().filter(|loaded| !loaded.is_stale);
        let whole = list.filter(|loaded| is_asked_for && loaded.next_cursor.is_none());
        if let Some(loaded) = whole {
            let rows = loaded.rows.iter().filter(|row| is_meant(row)).count();
            return Some(Count {
                rows,
                is_whole: true,
            });
        }
        let count = Count {
            rows: self.known.iter().filter(|row| is_meant(row)).count(),
            is_whole: self.knows_all,
        };
        // "Some, perhaps none" says nothing.
        (count.rows > 0 || count.is_whole).then_some(count)
    }
}

fn is_closed(row: &Row) -> bool {
    row.status == Some(Status::Closed)
}
