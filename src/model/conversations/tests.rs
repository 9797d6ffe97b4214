//! The list's rules, one by one.

use support_wire::Pages;

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

pub(super) fn after(actions: impl IntoIterator<Item = ListAction>) -> Rc<Conversations> {
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
        ListAction::Arrived(0, page(&[2, 1], 3, Some("c"))),
        ListAction::Filtered(Filter {
            order: Order::OldestFirst,
            ..Filter::default()
        }),
    ]);
    check_rows(&state, &[2, 1], 3);
    let loaded = state.loaded().unwrap();
    assert!(loaded.is_stale);
    assert_eq!(loaded.next_page(), None, "the cursor is of another order");
    let state = state.reduce(ListAction::Arrived(1, page(&[2], 2, Some("d"))));
    let loaded = state.loaded().unwrap();
    assert!(!loaded.is_stale);
    assert_eq!(loaded.next_page(), Some("d"));
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
fn a_status_of_the_desk_stays_on_offer_when_its_rows_are_filtered_out() {
    let own = Status::from("Waiting on carrier");
    let odd = CustomerConversation {
        status: Some(own.clone()),
        ..row(2)
    };
    let first = Page {
        data: vec![odd, row(1)],
        ..page(&[], 2, None)
    };
    let closed = Filter {
        statuses: vec![Status::Closed],
        ..Filter::default()
    };
    let state = after([
        ListAction::Arrived(0, first),
        ListAction::Filtered(closed),
        ListAction::Arrived(1, page(&[], 0, None)),
    ]);
    assert_eq!(state.statuses().last(), Some(&own));
    assert_eq!(state.statuses().count(), 5);
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
