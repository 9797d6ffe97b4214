//! The bar of the lists: with no filter, and for one contact with any other filter, a page and its
//! count are one index walk, without sorting and without reading the whole table, on both databases.

use support_wire::{ListQuery, Priority, SortBy, SortOrder, Status};

use super::{
    ListRequest, Store,
    list::{count_statement, page_statement},
};
use crate::{
    database::{Dialect, Sql},
    desk::cursor::{Position, Sort},
};

async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("desk.sqlite").display());
    let store = Store::open(&url).await.unwrap();
    (folder, store)
}

/// The plan's lines, one by one.
async fn plan(store: &Store, statement: Sql) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> = statement
        .query_as()
        .fetch_all(store.0.readers())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// Every filter there is but the contact, alone and together.
fn other_filters() -> Vec<ListQuery> {
    let status = ListQuery {
        status: vec![Status::Open, Status::Pending],
        ..ListQuery::default()
    };
    let priority = ListQuery {
        priority: vec![Priority::Low],
        ..ListQuery::default()
    };
    let staff = ListQuery {
        assigned_to_member_id: vec![123, 124],
        assigned_to_team_id: vec![456],
        ..ListQuery::default()
    };
    let brand = ListQuery {
        brand_id: vec![1, 2],
        ..ListQuery::default()
    };
    let rest = ListQuery {
        requested_by_company: Some(5),
        handled_by_ai_agent: Some(false),
        search: Some("lamp \"late parcel\"".to_owned()),
        ..ListQuery::default()
    };
    let all = ListQuery {
        status: status.status.clone(),
        priority: priority.priority.clone(),
        brand_id: vec![1],
        ..ListQuery {
            assigned_to_member_id: vec![123],
            ..rest.clone()
        }
    };
    vec![
        ListQuery::default(),
        status,
        priority,
        staff,
        brand,
        rest,
        all,
    ]
}

fn requests(query: &ListQuery) -> Vec<ListRequest> {
    let mut requests = Vec::new();
    for by in [SortBy::CreatedAt, SortBy::UpdatedAt] {
        for order in [SortOrder::Asc, SortOrder::Desc] {
            for after in [None, Some(Position { time: 5, id: 6 })] {
                let sort = Sort {
                    by: by.clone(),
                    order: order.clone(),
                };
                requests.push(ListRequest {
                    query: query.clone(),
                    sort,
                    after,
                    per_page: 25,
                });
            }
        }
    }
    requests
}

/// Checks that the conversations are walked by that index and nothing is sorted.
#[track_caller]
fn check_walk(plan: &[String], index: &str, request: &ListRequest) {
    let walk = plan.first().map(String::as_str).unwrap_or_default();
    assert!(
        walk.contains(&format!("INDEX {index}")),
        "{plan:#?}\n{request:?}"
    );
    let sorted = plan.iter().any(|line| line.contains("TEMP B-TREE"));
    let scanned = plan
        .iter()
        .any(|line| line.starts_with("SCAN c") && !line.contains("INDEX"));
    let more = plan.iter().skip(1).any(|line| line.starts_with("SCAN"));
    assert!(!sorted && !scanned && !more, "{plan:#?}\n{request:?}");
}

/// Checks that a cursor is a place to begin at, not a condition to try on every row before it.
#[track_caller]
fn check_start(plan: &[String], before: &str, request: &ListRequest) {
    let column = match request.sort.by {
        SortBy::UpdatedAt => "last_updated_at",
        _ => "created_at",
    };
    let begins = plan[0].contains(&format!("({before}({column},sort_id)"));
    assert_eq!(begins, request.after.is_some(), "{plan:#?}");
}

#[tokio::test]
async fn the_whole_list_is_one_index_walk() {
    let (_folder, store) = store().await;
    for request in requests(&ListQuery::default()) {
        let index = match request.sort.by {
            SortBy::UpdatedAt => "conversations_updated",
            _ => "conversations_created",
        };
        let plan = plan(
            &store,
            page_statement("EXPLAIN QUERY PLAN ", &request, Dialect::Sqlite),
        )
        .await;
        check_walk(&plan, index, &request);
        check_start(&plan, "", &request);
    }
}

#[tokio::test]
async fn one_contacts_list_is_one_index_walk_with_any_filter() {
    let (_folder, store) = store().await;
    for filters in other_filters() {
        let query = ListQuery {
            requested_by_id: Some(7),
            ..filters
        };
        for request in requests(&query) {
            let index = match request.sort.by {
                SortBy::UpdatedAt => "conversations_contact_updated",
                _ => "conversations_contact_created",
            };
            let plan = plan(
                &store,
                page_statement("EXPLAIN QUERY PLAN ", &request, Dialect::Sqlite),
            )
            .await;
            check_walk(&plan, index, &request);
            check_start(&plan, "contact_id=? AND ", &request);
        }
    }
}

#[tokio::test]
async fn counts_walk_nothing_or_one_contacts_entries() {
    let (_folder, store) = store().await;
    for filters in other_filters() {
        let query = ListQuery {
            requested_by_id: Some(7),
            ..filters
        };
        let request = requests(&query).remove(0);
        let plan = plan(
            &store,
            count_statement("EXPLAIN QUERY PLAN ", &request, Dialect::Sqlite),
        )
        .await;
        assert!(
            plan[0].starts_with("SEARCH c ") && plan[0].contains("(contact_id=?)"),
            "{plan:#?}"
        );
    }
    let request = requests(&ListQuery::default()).remove(0);
    let plan = plan(
        &store,
        count_statement("EXPLAIN QUERY PLAN ", &request, Dialect::Sqlite),
    )
    .await;
    assert!(
        plan.len() == 1 && plan[0].starts_with("SEARCH counters"),
        "{plan:#?}"
    );
}

#[cfg(unix)]
#[path = "../../../tests/support/postgres.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "shared with the tests of the whole server"
)]
mod postgres;

/// PostgreSQL decides by what the tables hold, so here they hold something.
#[cfg(unix)]
#[tokio::test]
async fn postgres_walks_the_same_indexes() {
    let url = postgres::url("plans");
    let store = Store::open(&url).await.unwrap();
    let plan = crate::desk::seed::Plan {
        conversations: 6_000,
        requesters: 60,
        seed: 1,
        now: 1_700_000_000,
    };
    crate::desk::seed::run(&store, &plan).await.unwrap();
    postgres::execute(&url, "ANALYZE");
    let contact: i64 = sqlx::query_scalar("SELECT min(contact_id) FROM conversations")
        .fetch_one(store.0.readers())
        .await
        .unwrap();
    // In the middle of everyone's list, so that there is much on both sides.
    let middle = "SELECT CAST(avg(created_at) AS BIGINT) FROM conversations";
    let after = Position {
        time: sqlx::query_scalar(middle)
            .fetch_one(store.0.readers())
            .await
            .unwrap(),
        id: 100_000_500,
    };
    for who in [None, Some(contact)] {
        for mut request in requests(&ListQuery::default()) {
            request.query.requested_by_id = who;
            request.after = request.after.map(|_| after);
            let index = match request.sort.by {
                SortBy::UpdatedAt => "conversations_updated",
                _ => "conversations_created",
            };
            let statement = page_statement("EXPLAIN ", &request, Dialect::Postgres);
            let rows: Vec<(String,)> = statement
                .query_as()
                .fetch_all(store.0.readers())
                .await
                .unwrap();
            let plan: Vec<String> = rows.into_iter().map(|row| row.0).collect();
            let has = |part: &str| plan.iter().any(|line| line.contains(part));
            assert!(!has("Seq Scan on conv"), "{plan:#?}\n{request:?}");
            if who.is_some() {
                // Few as one contact's rows are, the planner may also sort them.
                let begins =
                    has("Index Cond: ((contact_id = ") || has("Index Cond: (contact_id = ");
                assert!(begins && has(" conversations_contact_"), "{plan:#?}");
                continue;
            }
            let walks = has(&format!("using {index} on conversations c"));
            assert!(walks && !has("Sort"), "{plan:#?}\n{request:?}");
            // The cursor is where the walk begins, not a condition on what it passes.
            let begins = has("Index Cond: (ROW(");
            assert_eq!(begins, request.after.is_some(), "{plan:#?}");
        }
    }
}
