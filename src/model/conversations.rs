//! The list of one requester's conversations: pages that arrive, late answers that do not count,
//! rows that were just made.

use std::rc::Rc;

use support_wire::{CustomerConversation, Page, SortOrder};
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
    /// Another requester: nothing of the old one stays.
    Reset,
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
            ListAction::Reset => {
                next = Self {
                    generation: next.generation + 1,
                    ..Self::default()
                };
            }
            ListAction::Arrived(_, page) => next.list = List::Loaded(Loaded::first(page)),
            ListAction::NoRequester(_) => next.list = List::NoRequester,
            ListAction::Failed(_, failure) => next.list = List::Failed(failure),
            ListAction::MoreAsked => next.set_more(More::Loading),
            ListAction::MoreArrived(_, page) => {
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

#[cfg(test)]
mod tests {
    use support_wire::{Pages, Status};

    use super::*;
    use crate::model::filter::Order;

    fn row(id: i64) -> CustomerConversation {
        CustomerConversation {
            id,
            status: Some(Status::Open),
            ..CustomerConversation::default()
        }
    }

    fn page(ids: &[i64], total: u64, cursor: Option<&str>) -> Page<CustomerConversation> {
        Page {
            data: ids.iter().copied().map(row).collect(),
            pages: Pages {
                next_cursor: cursor.map(str::to_owned),
                ..Pages::default()
            },
            total_count: total,
        }
    }

    fn after(actions: impl IntoIterator<Item = ListAction>) -> Rc<Conversations> {
        actions
            .into_iter()
            .fold(Rc::new(Conversations::default()), Conversations::reduce)
    }

    #[track_caller]
    fn check_rows(state: &Conversations, ids: &[i64], total: u64) {
        let loaded = state.loaded().expect("rows should be there");
        assert_eq!(
            loaded.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
            ids
        );
        assert_eq!(loaded.total, total);
    }

    #[test]
    fn pages_follow_each_other() {
        let state = after([
            ListAction::Arrived(0, page(&[5, 4], 3, Some("c"))),
            ListAction::MoreAsked,
            ListAction::MoreArrived(0, page(&[3], 3, None)),
        ]);
        check_rows(&state, &[5, 4, 3], 3);
        assert_eq!(state.loaded().unwrap().next_cursor, None);
    }

    #[test]
    fn a_row_that_comes_twice_is_shown_once() {
        let state = after([
            ListAction::Arrived(0, page(&[5, 4], 3, Some("c"))),
            ListAction::MoreArrived(0, page(&[4, 3], 3, None)),
        ]);
        check_rows(&state, &[5, 4, 3], 3);
    }

    #[test]
    fn a_late_answer_does_not_count() {
        let state = after([
            ListAction::Filtered(Filter {
                statuses: vec![Status::Closed],
                ..Filter::default()
            }),
            ListAction::Arrived(0, page(&[1], 1, None)),
            ListAction::Failed(0, Failure::TimedOut),
        ]);
        assert_eq!(state.list, List::Loading);
    }

    #[test]
    fn rows_stay_in_view_while_another_filter_loads() {
        let state = after([
            ListAction::Arrived(0, page(&[2, 1], 2, None)),
            ListAction::Filtered(Filter::default()),
        ]);
        check_rows(&state, &[2, 1], 2);
        assert!(state.loaded().unwrap().is_stale);
        let state = state.reduce(ListAction::Arrived(1, page(&[2], 1, None)));
        assert!(!state.loaded().unwrap().is_stale);
    }

    #[test]
    fn nothing_of_another_requester_stays() {
        let state = after([
            ListAction::Arrived(0, page(&[2, 1], 2, None)),
            ListAction::Reset,
            ListAction::MoreArrived(0, page(&[9], 9, None)),
        ]);
        assert_eq!(state.list, List::Loading);
    }

    #[test]
    fn a_new_one_comes_on_top_once() {
        let state = after([
            ListAction::Arrived(0, page(&[2], 1, None)),
            ListAction::Created(Rc::new(row(3))),
            ListAction::Created(Rc::new(row(3))),
        ]);
        check_rows(&state, &[3, 2], 2);
    }

    #[test]
    fn a_new_one_goes_where_the_order_and_filter_put_it() {
        let oldest = Filter {
            order: Order::OldestFirst,
            ..Filter::default()
        };
        let created = || ListAction::Created(Rc::new(row(3)));
        let start = |filter, cursor| {
            [
                ListAction::Filtered(filter),
                ListAction::Arrived(1, page(&[1, 2], 2, cursor)),
                created(),
            ]
        };
        check_rows(&after(start(oldest.clone(), None)), &[1, 2, 3], 3);
        check_rows(&after(start(oldest, Some("c"))), &[1, 2], 3);
        let closed = Filter {
            statuses: vec![Status::Closed],
            ..Filter::default()
        };
        check_rows(&after(start(closed, None)), &[1, 2], 2);
    }

    #[test]
    fn a_failed_page_leaves_the_rows() {
        let state = after([
            ListAction::Arrived(0, page(&[2], 5, Some("c"))),
            ListAction::MoreAsked,
            ListAction::MoreFailed(0, Failure::Offline),
        ]);
        check_rows(&state, &[2], 5);
        assert_eq!(state.loaded().unwrap().more, More::Failed(Failure::Offline));
    }

    #[test]
    fn rows_of_two_requesters_are_noticed() {
        let of = |id: Option<i64>| CustomerConversation {
            requested_by_id: id,
            ..row(1)
        };
        assert!(are_of_one_requester(
            &[of(Some(1)), of(None), of(Some(1))],
            None
        ));
        assert!(!are_of_one_requester(&[of(Some(1)), of(Some(2))], None));
        assert!(!are_of_one_requester(&[of(Some(2))], Some(1)));
        assert!(are_of_one_requester(&[of(Some(1))], Some(1)));
        assert!(are_of_one_requester(&[], Some(1)));
    }
}
