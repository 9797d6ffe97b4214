//! The list of one requester's conversations: pages that arrive, late answers that do not count,
//! rows that were just made.

mod finder;
mod fresh;
#[cfg(test)]
mod fresh_tests;
mod layout;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use support_wire::{CustomerConversation, Page, SortOrder, Status};
use yew::Reducible;

pub use self::finder::Finder;
pub use self::layout::{Count, Layout, MOST_DRAWN, Window};
use crate::model::{
    failure::Failure,
    filter::{Filter, is_among},
};

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
    /// Which of the rows are drawn.
    pub window: Window,
    /// Whether closed conversations are unfolded.
    pub shows_closed: bool,
    /// Every row that any answer so far has had for the brand, by which rows are counted.
    known: Rc<[Row]>,
    /// The brand that these are of, where one was chosen.
    known_brand: Option<i64>,
    /// Whether that is all there are.
    knows_all: bool,
    /// The rows that changed last, as of the last look beside the list.
    latest: Rc<[Row]>,
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
    /// Rows in a newer state than the list has, or new to it, kept apart until the customer wants
    /// to see them.
    pub fresh: Rc<[Row]>,
    /// Whether these rows are of an earlier question, kept in view until the answer comes.
    pub is_stale: bool,
    /// When the help desk last said what there is, in epoch seconds.
    told_at: i64,
    /// Whether that was long ago when it was heard here.
    is_old: bool,
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
    /// What changed last, asked for beside the list of that generation.
    Noticed(u32, Page<CustomerConversation>),
    /// What was heard of the list of that generation was that old.
    Dated {
        /// The list's.
        generation: u32,
        /// When it was heard, in epoch seconds.
        now: i64,
        /// How many seconds before the help desk had said so.
        age_seconds: u32,
    },
    /// The customer wants to see what was noticed.
    NoticedShown,
    /// Closed conversations are folded away or unfolded.
    ClosedShown(bool),
    /// Other rows are to be drawn.
    Windowed(Window),
}

impl Conversations {
    /// A list that begins with a filter.
    #[must_use]
    pub fn filtered(filter: Filter) -> Self {
        Self {
            filter,
            ..Self::default()
        }
    }

    /// The rows, if there are any to show.
    #[must_use]
    pub fn loaded(&self) -> Option<&Loaded> {
        if let List::Loaded(loaded) = &self.list {
            Some(loaded)
        } else {
            None
        }
    }

    /// The newest state that is known of a conversation, in the list or beside it.
    #[must_use]
    pub fn newest_state_of(&self, id: i64) -> Option<&Row> {
        let listed = self.loaded().into_iter().flat_map(|loaded| &*loaded.rows);
        listed
            .chain(&*self.latest)
            .filter(|row| row.id == id)
            .max_by_key(|row| row.last_updated_at)
    }

    /// The statuses to filter by: the documented ones, then the desk's own, then what else is
    /// chosen.
    pub fn statuses(&self) -> impl Iterator<Item = &Status> {
        let named = || Status::KNOWN.iter().chain(&self.own_statuses);
        let chosen = self.filter.statuses.iter();
        named().chain(chosen.filter(move |status| named().all(|other| other != *status)))
    }

    fn note_statuses(&mut self, rows: &[CustomerConversation]) {
        for status in rows.iter().filter_map(|row| row.status.as_ref()) {
            if !status.is_known() && !self.own_statuses.contains(status) {
                self.own_statuses.push(status.clone());
            }
        }
    }

    /// Keeps what an answer has had, to count by, in place of what was known of the same rows.
    fn note(&mut self, rows: &[Row]) {
        let is_older = |known: &&Row| rows.iter().all(|row| row.id != known.id);
        let others = self.known.iter().filter(is_older);
        self.known = rows.iter().chain(others).cloned().collect();
        self.note_whole();
    }

    fn note_whole(&mut self) {
        if let (false, List::Loaded(loaded)) = (self.filter.asks_for_less(), &self.list) {
            self.knows_all = loaded.next_cursor.is_none();
        }
    }

    fn restart(&mut self) {
        self.generation += 1;
        match &mut self.list {
            List::Loaded(loaded) => {
                loaded.is_stale = true;
                loaded.more = More::Idle;
                loaded.fresh = Rc::default();
            }
            list => *list = List::Loading,
        }
    }

    fn set_more(&mut self, more: More) {
        if let List::Loaded(loaded) = &mut self.list {
            loaded.more = more;
        }
    }

    fn filtered_by(&mut self, filter: Filter) {
        if filter.has_words() != self.filter.has_words() {
            self.window = Window::default();
        }
        let asks_the_same = filter.asks_the_same_as(&self.filter);
        self.filter = filter;
        if !asks_the_same {
            self.restart();
        }
    }

    fn arrived(&mut self, page: Page<CustomerConversation>) {
        self.note_statuses(&page.data);
        self.window = Window::default();
        let loaded = Loaded::first(page);
        let rows = loaded.rows.clone();
        self.list = List::Loaded(loaded);
        let is_other_brand = self.known_brand != self.filter.brand;
        if is_other_brand {
            self.known_brand = self.filter.brand;
            self.knows_all = false;
        }
        if self.filter.asks_for_less() && !is_other_brand {
            self.note(&rows);
        } else {
            // A list of everything begins anew: what is not in it may be gone.
            self.known = rows;
            self.note_whole();
        }
    }

    fn more_arrived(&mut self, page: Page<CustomerConversation>) {
        self.note_statuses(&page.data);
        self.window = self.window.further(page.data.len());
        let rows: Vec<Row> = page.data.into_iter().map(Rc::new).collect();
        if let List::Loaded(loaded) = &mut self.list {
            loaded.append(&rows, page.pages.next_cursor, page.total_count);
        }
        self.note(&rows);
    }

    fn created(&mut self, row: Row) {
        let (filter, List::Loaded(loaded)) = (&self.filter, &mut self.list) else {
            return;
        };
        let is_there = loaded.rows.iter().any(|other| other.id == row.id);
        if !is_there && filter.admits(&row) {
            loaded.insert(row.clone(), filter);
            self.window = self.window.wider(1);
        }
        self.note(&[row]);
    }
}

impl Loaded {
    /// The cursor of the next page; none for rows of an earlier question, whose cursor answers no
    /// other.
    #[must_use]
    pub fn next_page(&self) -> Option<&str> {
        self.next_cursor.as_deref().filter(|_| !self.is_stale)
    }

    fn first(page: Page<CustomerConversation>) -> Self {
        Self {
            total: page.total_count.max(page.data.len() as u64),
            rows: page.data.into_iter().map(Rc::new).collect(),
            next_cursor: page.pages.next_cursor,
            more: More::Idle,
            fresh: Rc::default(),
            is_stale: false,
            told_at: 0,
            is_old: false,
        }
    }

    /// Puts a row that is new to the list where the order wants it: on top, or at the end where
    /// that is there.
    fn insert(&mut self, row: Row, filter: &Filter) {
        self.total += 1;
        let rows = self.rows.iter().cloned();
        if filter.order.sort_order() == SortOrder::Desc {
            self.rows = std::iter::once(row).chain(rows).collect();
        } else if self.next_cursor.is_none() {
            self.rows = rows.chain([row]).collect();
        }
    }

    /// Appends a page. A row that is there already (made just now, or changed between two pages)
    /// stays where it is and takes the newer content.
    fn append(&mut self, page: &[Row], next_cursor: Option<String>, total: u64) {
        let mut rows = self.rows.to_vec();
        for row in page {
            match rows.iter_mut().find(|other| other.id == row.id) {
                Some(other) => *other = row.clone(),
                None => rows.push(row.clone()),
            }
        }
        self.total = total.max(rows.len() as u64);
        self.rows = rows.into();
        self.next_cursor = next_cursor;
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
            ListAction::Filtered(filter) => next.filtered_by(filter),
            ListAction::Restarted => next.restart(),
            ListAction::Arrived(_, page) => next.arrived(page),
            ListAction::NoRequester(_) => next.list = List::NoRequester,
            ListAction::Failed(_, failure) => next.list = List::Failed(failure),
            ListAction::MoreAsked => next.set_more(More::Loading),
            ListAction::MoreArrived(_, page) => next.more_arrived(page),
            ListAction::MoreFailed(_, failure) => next.set_more(More::Failed(failure)),
            ListAction::Created(row) => next.created(row),
            ListAction::Noticed(_, page) => next.noticed(page),
            ListAction::Dated {
                now, age_seconds, ..
            } => next.dated(now, age_seconds),
            ListAction::NoticedShown => next.show_noticed(),
            ListAction::ClosedShown(is_shown) => next.shows_closed = is_shown,
            ListAction::Windowed(window) => next.window = window,
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
            | Self::MoreFailed(asked, _)
            | Self::Noticed(asked, _)
            | Self::Dated {
                generation: asked, ..
            } => Some(*asked),
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
