//! The list of one requester's conversations: pages that arrive, late answers that do not count,
//! rows that were just made.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use support_wire::{CustomerConversation, Page, SortOrder, Status};
use yew::Reducible;

use crate::model::{failure::Failure, filter::Filter};

/// A row, shared so that a list of them is cheap to pass around.
pub type Row = Rc<CustomerConversation>;

/// The list and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversations {
    /// What it is narrowed to and how it is ordered.
    pub filter: Filter,
    /// What there is to show.
    pub list: List,
    /// Counts the lists asked for, so that the answer to an earlier question is known as such.
    pub generation: u32,
    /// The desk's own statuses that any answer so far has had, so that a filter which hides their
    /// rows does not take their names away, too.
    own_statuses: Vec<Status>,
}

/// What there is to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum List {
    /// Nothing yet: the first page is on its way.
    #[default]
    Loading,
    /// Nobody knows whose list this is; none was asked for.
    NoRequester,
    /// Rows, perhaps none.
    Loaded(Loaded),
    /// The first page could not be had.
    Failed(Failure),
}

/// Rows and what follows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The rows so far.
    pub rows: Rc<[Row]>,
    /// How many there are in all, for this filter.
    pub total: u64,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
    /// Whether more is on its way.
    pub more: More,
    /// Whether these rows are of an earlier question, kept in view until the answer comes.
    pub is_stale: bool,
}

/// Whether more is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum More {
    /// Not asked for.
    #[default]
    Idle,
    /// On its way.
    Loading,
    /// It could not be had; what is there stays.
    Failed(Failure),
}

/// What happens to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListAction {
    /// Another filter or order was chosen.
    Filtered(Filter),
    /// The list is to be asked for anew.
    Restarted,
    /// The first page of that generation came.
    Arrived(u32, Page<CustomerConversation>),
    /// Nobody knows whose list it is.
    NoRequester(u32),
    /// The first page of that generation could not be had.
    Failed(u32, Failure),
    /// The next page was asked for.
    MoreAsked,
    /// The next page of that generation came.
    MoreArrived(u32, Page<CustomerConversation>),
    /// The next page of that generation could not be had.
    MoreFailed(u32, Failure),
    /// The customer has just made this one.
    Created(Row),
}

impl Conversations {
    /// The rows, if there are any to show.
    #[must_use]
    pub fn loaded(&self) -> Option<&Loaded> {
        if let List::Loaded(loaded) = &self.list {
            Some(loaded)
        } else {
            None
        }
    }

    /// The statuses to filter by: the documented ones, then the desk's own.
    pub fn statuses(&self) -> impl Iterator<Item = &Status> {
        Status::KNOWN.iter().chain(&self.own_statuses)
    }

    fn note_statuses(&mut self, rows: &[CustomerConversation]) {
        for status in rows.iter().filter_map(|row| row.status.as_ref()) {
            if !status.is_known() && !self.own_statuses.contains(status) {
                self.own_statuses.push(status.clone());
            }
        }
    }

    fn restart(&mut self) {
        self.generation += 1;
        match &mut self.list {
            List::Loaded(loaded) => {
                loaded.is_stale = true;
                loaded.more = More::Idle;
            }
            list => *list = List::Loading,
        }
    }

    fn set_more(&mut self, more: More) {
        if let List::Loaded(loaded) = &mut self.list {
            loaded.more = more;
        }
    }

    fn created(&mut self, row: Row) {
        let (filter, List::Loaded(loaded)) = (&self.filter, &mut self.list) else {
            return;
        };
        let is_there = loaded.rows.iter().any(|other| other.id == row.id);
        if is_there || !filter.admits(&row) {
            return;
        }
        loaded.total += 1;
        if filter.order.sort_order() == SortOrder::Desc {
            loaded.rows = std::iter::once(row)
                .chain(loaded.rows.iter().cloned())
                .collect();
        } else if loaded.next_cursor.is_none() {
            loaded.rows = loaded.rows.iter().cloned().chain([row]).collect();
        }
    }
}

impl Loaded {
    fn first(page: Page<CustomerConversation>) -> Self {
        Self {
            total: page.total_count.max(page.data.len() as u64),
            rows: page.data.into_iter().map(Rc::new).collect(),
            next_cursor: page.pages.next_cursor,
            more: More::Idle,
            is_stale: false,
        }
    }

    /// Appends a page. A row that is there already (made just now, or changed between two pages)
    /// stays where it is and takes the newer content.
    fn append(&mut self, page: Page<CustomerConversation>) {
        let mut rows = self.rows.to_vec();
        for row in page.data.into_iter().map(Rc::new) {
            match rows.iter_mut().find(|other| other.id == row.id) {
                Some(other) => *other = row,
                None => rows.push(row),
            }
        }
        self.total = page.total_count.max(rows.len() as u64);
        self.rows = rows.into();
        self.next_cursor = page.pages.next_cursor;
        self.more = More::Idle;
    }
}

impl Reducible for Conversations {
    type Action = ListAction;

    fn reduce(self: Rc<Self>, action: ListAction) -> Rc<Self> {
        if action
            .generation()
            .is_some_and(|asked| asked != self.generation)
        {
            return self;
        }
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            ListAction::Filtered(filter) => {
                next.filter = filter;
                next.restart();
            }
            ListAction::Restarted => next.restart(),
            ListAction::Arrived(_, page) => {
                next.note_statuses(&page.data);
                next.list = List::Loaded(Loaded::first(page));
            }
            ListAction::NoRequester(_) => next.list = List::NoRequester,
            ListAction::Failed(_, failure) => next.list = List::Failed(failure),
            ListAction::MoreAsked => next.set_more(More::Loading),
            ListAction::MoreArrived(_, page) => {
                next.note_statuses(&page.data);
                if let List::Loaded(loaded) = &mut next.list {
                    loaded.append(page);
                }
            }
            ListAction::MoreFailed(_, failure) => next.set_more(More::Failed(failure)),
            ListAction::Created(row) => next.created(row),
        }
        Rc::new(next)
    }
}

impl ListAction {
    /// The list that an answer belongs to.
    fn generation(&self) -> Option<u32> {
        match self {
            Self::Arrived(asked, _)
            | Self::NoRequester(asked)
            | Self::Failed(asked, _)
            | Self::MoreArrived(asked, _)
            | Self::MoreFailed(asked, _) => Some(*asked),
            _ => None,
        }
    }
}

/// Whether all rows that name a requester name the same one, and, where it is known which, that one.
#[must_use]
pub fn are_of_one_requester(rows: &[CustomerConversation], expected: Option<i64>) -> bool {
    let mut named = rows.iter().filter_map(|row| row.requested_by_id);
    let Some(owner) = expected.or_else(|| named.clone().next()) else {
        return true;
    };
    named.all(|id| id == owner)
}
