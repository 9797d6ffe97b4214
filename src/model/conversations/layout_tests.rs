//! What is drawn of a list, and what is counted.

use support_wire::Priority;

use super::{tests::after, *};

fn row(id: i64, status: Status, priority: Priority) -> CustomerConversation {
    CustomerConversation {
        id,
        subject: format!("Question {id}"),
        status: Some(status),
        priority: Some(priority),
        ..CustomerConversation::default()
    }
}

fn whole(rows: Vec<CustomerConversation>) -> Page<CustomerConversation> {
    Page {
        total_count: rows.len() as u64,
        data: rows,
        ..Page::empty()
    }
}

fn mixed() -> Vec<CustomerConversation> {
    vec![
        row(6, Status::Closed, Priority::Medium),
        row(5, Status::Open, Priority::High),
        row(4, Status::Pending, Priority::Medium),
        row(3, Status::Closed, Priority::High),
        row(2, Status::Open, Priority::Medium),
        row(1, Status::from("Waiting on carrier"), Priority::Medium),
    ]
}

fn ids(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.id).collect()
}

fn drawn(state: &Conversations) -> (Vec<i64>, Vec<i64>) {
    let layout = state.layout(&mut Finder::new(str::to_lowercase));
    let (before, closed) = layout.drawn(state.window);
    (ids(before), ids(closed))
}

#[test]
fn closed_ones_are_folded_away_at_the_end() {
    let state = after([ListAction::Arrived(0, whole(mixed()))]);
    assert_eq!(drawn(&state), (vec![5, 4, 2, 1], vec![]));
    assert_eq!(
        (
            state.layout(&mut Finder::new(str::to_lowercase)).closed,
            state.layout(&mut Finder::new(str::to_lowercase)).found
        ),
        (2, 6)
    );
    let state = state.reduce(ListAction::ClosedShown(true));
    assert_eq!(drawn(&state), (vec![5, 4, 2, 1], vec![6, 3]));
}

#[test]
fn who_asks_for_closed_ones_gets_them_where_they_stand() {
    let narrowed = Filter {
        statuses: vec![Status::Closed, Status::Open],
        ..Filter::default()
    };
    let rows = mixed()
        .into_iter()
        .filter(|row| narrowed.admits(row))
        .collect();
    let state = after([
        ListAction::Filtered(narrowed.clone()),
        ListAction::Arrived(1, whole(rows)),
    ]);
    assert_eq!(drawn(&state), (vec![6, 5, 3, 2], vec![]));

    let closed = |row: &CustomerConversation| row.status == Some(Status::Closed);
    let only = mixed().into_iter().filter(closed).collect();
    let state = after([ListAction::Arrived(0, whole(only))]);
    assert_eq!(drawn(&state).0, [6, 3], "there is nothing else to see");
}

#[test]
fn another_brand_is_counted_by_its_own_rows() {
    let count = |state: &Conversations| state.count_of_priority(&Priority::High);
    let of_brand = Filter {
        brand: Some(2),
        ..Filter::default()
    };
    let both = Filter {
        priorities: vec![Priority::Medium],
        ..of_brand.clone()
    };
    let rows = || mixed().into_iter().take(2).collect::<Vec<_>>();
    let medium = rows().into_iter().filter(|row| both.admits(row)).collect();
    let all = after([ListAction::Arrived(0, whole(mixed()))]);
    let one = all
        .clone()
        .reduce(ListAction::Filtered(of_brand))
        .reduce(ListAction::Arrived(1, whole(rows())));
    let high = |rows: Vec<CustomerConversation>| {
        let is_high = |row: &&CustomerConversation| row.priority == Some(Priority::High);
        rows.iter().filter(is_high).count()
    };
    assert_ne!(high(rows()), high(mixed()), "else this shows nothing");
    assert_eq!(count(&all).map(|count| count.rows), Some(high(mixed())));
    assert_eq!(count(&one).map(|count| count.rows), Some(high(rows())));

    // What is not asked for is not known.
    let less = all
        .reduce(ListAction::Filtered(both))
        .reduce(ListAction::Arrived(1, whole(medium)));
    assert_eq!(count(&less), None);
}

#[test]
fn words_are_found_among_what_is_there_without_a_question() {
    let words = Filter {
        words: "question 3".into(),
        ..Filter::default()
    };
    let state = after([
        ListAction::Arrived(0, whole(mixed())),
        ListAction::Filtered(words),
    ]);
    assert_eq!(state.generation, 0);
    assert_eq!(drawn(&state), (vec![3], vec![]));
    assert_eq!(state.layout(&mut Finder::new(str::to_lowercase)).found, 1);
}

#[test]
fn counts_are_of_everything_that_is_there_whatever_is_chosen() {
    let state = after([ListAction::Arrived(0, whole(mixed()))]);
    let whole_of = |rows| {
        Some(Count {
            rows,
            is_whole: true,
        })
    };
    assert_eq!(state.count_of_status(&Status::Open), whole_of(2));
    assert_eq!(state.count_of_priority(&Priority::High), whole_of(2));

    // With high ones chosen a status says how many of those it has.
    let high = Filter {
        priorities: vec![Priority::High],
        ..Filter::default()
    };
    let rows = mixed().into_iter().filter(|row| high.admits(row)).collect();
    let state = state.reduce(ListAction::Filtered(high));
    let state = state.reduce(ListAction::Arrived(1, whole(rows)));
    assert_eq!(state.count_of_status(&Status::Open), whole_of(1));
    assert_eq!(state.count_of_priority(&Priority::Medium), whole_of(4));

    // What has not all been loaded is not counted as if it had.
    let mut part = whole(mixed());
    part.total_count = 48;
    part.pages.next_cursor = Some("c".into());
    let state = after([ListAction::Arrived(0, part)]);
    let part_of = |rows| {
        Some(Count {
            rows,
            is_whole: false,
        })
    };
    assert_eq!(state.count_of_status(&Status::Open), part_of(2));
    assert_eq!(state.count_of_status(&Status::Resolved), None);

    // A list that has all of a kind says how many that are, and nothing of the others.
    let rows = vec![
        row(9, Status::Open, Priority::High),
        row(8, Status::Open, Priority::Low),
        row(5, Status::Open, Priority::High),
    ];
    let open = Filter {
        statuses: vec![Status::Open],
        ..Filter::default()
    };
    let state = state.reduce(ListAction::Filtered(open));
    let state = state.reduce(ListAction::Arrived(1, whole(rows)));
    assert_eq!(state.count_of_status(&Status::Open), whole_of(3));
    assert_eq!(state.count_of_status(&Status::Closed), part_of(2));
    assert_eq!(
        (state.known_rows(), state.loaded().unwrap().rows.len()),
        (8, 3)
    );
    assert_eq!(state.count_of_priority(&Priority::High), whole_of(2));
    assert_eq!(state.count_of_priority(&Priority::Medium), whole_of(0));
}

#[test]
fn priorities_are_offered_by_urgency_where_there_is_a_choice() {
    let state = after([ListAction::Arrived(0, whole(mixed()))]);
    assert_eq!(state.priorities(), [Priority::High, Priority::Medium]);
    let usual = vec![row(1, Status::Open, Priority::Medium)];
    assert_eq!(
        after([ListAction::Arrived(0, whole(usual))]).priorities(),
        []
    );
}

#[test]
fn of_ten_thousand_only_some_are_drawn() {
    let rows = |from: i64, to: i64| {
        let ids = (from..=to).rev();
        ids.map(|id| row(id, Status::Open, Priority::Medium))
            .collect()
    };
    let mut state = after([ListAction::Arrived(0, whole(rows(1, 10_000)))]);
    assert_eq!(drawn(&state).0.len(), 25);
    for _ in 0..1_000 {
        let next = state.window.on();
        if !state
            .layout(&mut Finder::new(str::to_lowercase))
            .goes_on_after(state.window)
        {
            break;
        }
        state = state.reduce(ListAction::Windowed(next));
        assert!(drawn(&state).0.len() <= MOST_DRAWN);
    }
    assert_eq!(drawn(&state).0.last(), Some(&1), "the end can be reached");
    assert_eq!(drawn(&state).0.len(), MOST_DRAWN);
    for _ in 0..1_000 {
        let back = state.window.back();
        state = state.reduce(ListAction::Windowed(back));
    }
    assert_eq!(
        drawn(&state).0.first(),
        Some(&10_000),
        "and the beginning again"
    );
}

#[test]
fn the_newest_is_drawn_however_many_were_made_since() {
    let mut state = after([ListAction::Arrived(0, whole(Vec::new()))]);
    for id in 1..=150 {
        let made = row(id, Status::Open, Priority::Medium);
        state = state.reduce(ListAction::Created(Rc::new(made)));
        assert_eq!(drawn(&state).0.first(), Some(&id));
    }
    assert_eq!(drawn(&state).0.len(), MOST_DRAWN);
}

#[test]
fn a_window_over_the_fold_has_both_sides() {
    let layout = Layout {
        rows: (0..60)
            .map(|id| Rc::new(row(id, Status::Open, Priority::Low)))
            .collect(),
        before_closed: 30,
        closed: 30,
        found: 60,
    };
    let sizes = |first, end| {
        let (before, closed) = layout.drawn(Window { first, end });
        (before.len(), closed.len())
    };
    assert_eq!(sizes(0, 25), (25, 0));
    assert_eq!(sizes(20, 45), (10, 15));
    assert_eq!(sizes(40, 100), (0, 20));
    assert_eq!(sizes(90, 190), (0, 0));
}
