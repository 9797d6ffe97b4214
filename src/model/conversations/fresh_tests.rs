//! What is noticed beside the list, and what becomes of it.

use support_wire::Pages;

use super::{tests::after, *};
use crate::model::filter::Order;

/// A conversation, when it was made and when it last changed.
fn row(id: i64, made: i64, changed: i64) -> CustomerConversation {
    CustomerConversation {
        id,
        status: Some(Status::Open),
        created_at: made,
        last_updated_at: changed,
        ..CustomerConversation::default()
    }
}

fn page(rows: Vec<CustomerConversation>, cursor: Option<&str>) -> Page<CustomerConversation> {
    Page {
        total_count: if cursor.is_some() {
            48
        } else {
            rows.len() as u64
        },
        data: rows,
        pages: Pages {
            next_cursor: cursor.map(str::to_owned),
            ..Pages::default()
        },
    }
}

fn fresh(state: &Conversations) -> Vec<i64> {
    state
        .loaded()
        .unwrap()
        .fresh
        .iter()
        .map(|row| row.id)
        .collect()
}

fn rows(state: &Conversations) -> Vec<i64> {
    state
        .loaded()
        .unwrap()
        .rows
        .iter()
        .map(|row| row.id)
        .collect()
}

fn listed(order: Order, cursor: Option<&str>) -> Rc<Conversations> {
    let filter = Filter {
        order,
        ..Filter::default()
    };
    let state = Rc::new(Conversations::filtered(filter));
    let descends = order.sort_order() == SortOrder::Desc;
    let mut data = vec![row(3, 30, 30), row(2, 20, 25), row(1, 10, 12)];
    if !descends {
        data.reverse();
    }
    state.reduce(ListAction::Arrived(0, page(data, cursor)))
}

#[test]
fn what_is_in_view_is_known_in_its_newest_state_without_moving_the_list() {
    let state = listed(Order::NewestFirst, Some("c"));
    // The second is in the list; the ninth is further down than what is loaded.
    let latest = page(vec![row(9, 1, 50), row(2, 20, 40)], Some("c"));
    let state = state.reduce(ListAction::Noticed(0, latest));
    let changed_at = |id| state.newest_state_of(id).map(|row| row.last_updated_at);
    assert_eq!(
        [2, 3, 9, 4].map(changed_at),
        [Some(40), Some(30), Some(50), None]
    );
    assert_eq!((rows(&state), fresh(&state)), (vec![3, 2, 1], vec![2]));
}

#[test]
fn nothing_new_is_no_news() {
    let same = page(vec![row(3, 30, 30), row(2, 20, 25)], Some("c"));
    let state = listed(Order::NewestFirst, Some("c")).reduce(ListAction::Noticed(0, same));
    assert_eq!(fresh(&state), [0; 0]);
}

#[test]
fn an_old_list_says_of_when_it_is_until_a_newer_word_comes() {
    let heard = |now, age_seconds| ListAction::Dated {
        generation: 0,
        now,
        age_seconds,
    };
    let as_of = |state: &Conversations| state.loaded().unwrap().as_of();
    let state = listed(Order::NewestFirst, None);
    assert_eq!(as_of(&state), None);
    let state = state.reduce(heard(1_000, 59));
    assert_eq!(as_of(&state), None, "as good as new");
    let state = state.reduce(heard(1_010, 300));
    assert_eq!(as_of(&state), Some(941), "an older word changes nothing");
    let state = state.reduce(heard(1_100, 80));
    assert_eq!(as_of(&state), Some(1_020));
    let state = state.reduce(heard(1_110, 0));
    assert_eq!(as_of(&state), None);
    let late = ListAction::Dated {
        generation: 9,
        now: 1_200,
        age_seconds: 90,
    };
    assert_eq!(as_of(&state.reduce(late)), None, "of another list");
}

#[test]
fn changes_wait_until_they_are_wanted() {
    let news = page(
        vec![row(4, 40, 40), row(1, 10, 39), row(3, 30, 30)],
        Some("c"),
    );
    let state = listed(Order::NewestFirst, Some("c")).reduce(ListAction::Noticed(0, news));
    assert_eq!(rows(&state), [3, 2, 1], "nothing moves");
    assert_eq!(fresh(&state), [4, 1]);
    let state = state.reduce(ListAction::NoticedShown);
    assert_eq!(
        rows(&state),
        [4, 3, 2, 1],
        "a changed one stays in its place"
    );
    assert_eq!(state.loaded().unwrap().rows[3].last_updated_at, 39);
    assert_eq!((fresh(&state), state.loaded().unwrap().total), (vec![], 49));
}

#[test]
fn by_the_last_change_all_of_them_come_on_top_in_their_order() {
    let news = page(vec![row(4, 40, 41), row(1, 10, 39)], None);
    let state = listed(Order::RecentlyUpdated, None).reduce(ListAction::Noticed(0, news));
    let state = state.reduce(ListAction::NoticedShown);
    assert_eq!(rows(&state), [4, 1, 3, 2]);
    assert_eq!(state.loaded().unwrap().total, 4);
}

#[test]
fn an_old_one_further_down_is_not_news() {
    let old = page(vec![row(7, 5, 50)], Some("c"));
    let state = listed(Order::NewestFirst, Some("c")).reduce(ListAction::Noticed(0, old.clone()));
    assert_eq!(
        fresh(&state),
        [0; 0],
        "its place is on a page that is not there"
    );
    let state = listed(Order::RecentlyUpdated, Some("c")).reduce(ListAction::Noticed(0, old));
    assert_eq!(fresh(&state), [7], "its place is on top");
}

#[test]
fn from_the_oldest_on_a_new_one_counts_only_where_the_end_is_there() {
    let news = page(vec![row(4, 40, 40)], None);
    let state = listed(Order::OldestFirst, Some("c")).reduce(ListAction::Noticed(0, news.clone()));
    assert_eq!(fresh(&state), [0; 0]);
    let state = listed(Order::OldestFirst, None).reduce(ListAction::Noticed(0, news));
    let state = state.reduce(ListAction::NoticedShown);
    assert_eq!(rows(&state), [1, 2, 3, 4]);
}

#[test]
fn what_the_filter_no_longer_admits_leaves() {
    let open = Filter {
        statuses: vec![Status::Open],
        ..Filter::default()
    };
    let resolved = CustomerConversation {
        status: Some(Status::Resolved),
        ..row(2, 20, 40)
    };
    let state = after([
        ListAction::Filtered(open),
        ListAction::Arrived(1, page(vec![row(3, 30, 30), row(2, 20, 25)], None)),
        ListAction::Noticed(1, page(vec![resolved], None)),
    ]);
    assert_eq!(fresh(&state), [2]);
    let state = state.reduce(ListAction::NoticedShown);
    assert_eq!((rows(&state), state.loaded().unwrap().total), (vec![3], 1));
}

#[test]
fn what_was_noticed_before_is_not_forgotten() {
    let state = listed(Order::NewestFirst, Some("c"))
        .reduce(ListAction::Noticed(0, page(vec![row(2, 20, 40)], None)))
        .reduce(ListAction::Noticed(0, page(vec![row(1, 10, 50)], None)));
    assert_eq!(fresh(&state), [1, 2]);
}

#[test]
fn what_belongs_to_another_list_is_not_noticed() {
    let state = listed(Order::NewestFirst, None)
        .reduce(ListAction::Restarted)
        .reduce(ListAction::Noticed(0, page(vec![row(4, 40, 40)], None)));
    assert_eq!(fresh(&state), [0; 0]);
}
