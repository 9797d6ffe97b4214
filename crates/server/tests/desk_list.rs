//! `GET /v1/conversations`: filters, orders, pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{TestApp, subjects};

/// Six conversations, A the oldest: by two requesters, of all sorts.
async fn six() -> TestApp {
    let app = TestApp::new().await;
    let rows = [
        ("A", "ann@example.com", "Open", "Low", 1, Some(456), None),
        (
            "B",
            "bob@example.com",
            "Pending",
            "High",
            1,
            None,
            Some("sam@example.com"),
        ),
        ("C", "ann@example.com", "Closed", "Low", 2, None, None),
        (
            "D",
            "ann@example.com",
            "Open",
            "Urgent",
            1,
            Some(457),
            Some("ines@example.com"),
        ),
        (
            "E",
            "bob@example.com",
            "Resolved",
            "Medium",
            2,
            Some(456),
            None,
        ),
        ("F", "ann@example.com", "Pending", "High", 1, None, None),
    ];
    for (time, (subject, by, status, priority, brand, team, assignee)) in (1000..).zip(rows) {
        app.create(json!({
            "subject": subject, "requested_by": by, "status": status, "priority": priority,
            "brand_id": brand, "team_id": team, "assignee": assignee, "created_at": time,
        }))
        .await;
    }
    app
}

async fn ann(app: &TestApp) -> String {
    let found = app
        .ok("/v1/contacts?requested_by_email=ann@example.com")
        .await;
    found["data"][0]["id"].to_string()
}

#[tokio::test]
async fn filters_take_several_values_in_three_forms() {
    let app = six().await;
    for (query, expected) in [
        ("", "FEDCBA"),
        ("status=Open", "DA"),
        ("status[]=Open&status[]=Pending", "FDBA"),
        ("status%5B%5D=Open&status%5B%5D=Pending", "FDBA"),
        ("status=Open&status=Pending", "FDBA"),
        ("status=Open,Pending", "FDBA"),
        ("priority[]=Low&priority[]=Urgent", "DCA"),
        ("priority=Low,Urgent", "DCA"),
        ("brand_id[]=2", "EC"),
        ("brand_id=1,2", "FEDCBA"),
        ("brand_id=77", ""),
        ("assigned_to_team_id=456", "EA"),
        ("assigned_to_team_id[]=456&assigned_to_team_id[]=457", "EDA"),
        ("assigned_to_member_id=123&assigned_to_member_id=124", "DB"),
        ("status=Open,Closed&priority=Low", "CA"),
        (
            "status=Open&priority=Low&brand_id=1&assigned_to_team_id=456",
            "A",
        ),
        ("status=&per_page=", "FEDCBA"),
        ("search=d", "D"),
        ("search=payment trouble", "FEDCBA"),
        ("search=\"my payment\"", "FEDCBA"),
        ("search=\"trouble my\"", ""),
        ("search=100%25", ""),
        ("handled_by_ai_agent=true", ""),
        ("requested_by_company=5", ""),
    ] {
        assert_eq!(app.subjects(query).await.concat(), expected, "{query}");
    }
}

#[tokio::test]
async fn one_requester_with_any_filter() {
    let app = six().await;
    let id = ann(&app).await;
    for (query, expected) in [
        ("", "FDCA"),
        ("status=Open", "DA"),
        ("sort_order=asc", "ACDF"),
        ("sort_by=updated_at&sort_order=asc", "ACDF"),
        ("priority=Low&brand_id=2", "C"),
    ] {
        let page = app
            .ok(&format!("/v1/conversations?requested_by_id={id}&{query}"))
            .await;
        assert_eq!(subjects(&page).concat(), expected, "{query}");
        assert_eq!(page["total_count"], expected.len(), "{query}");
    }
    assert_eq!(app.subjects("requested_by_id=1").await.len(), 0);
}

#[tokio::test]
async fn total_counts_the_filtered_list_not_the_page() {
    let app = six().await;
    let page = app
        .ok("/v1/conversations?per_page=1&status=Open,Pending")
        .await;
    assert_eq!(
        (page["data"].as_array().unwrap().len(), &page["total_count"]),
        (1, &json!(4))
    );
    assert_eq!(app.total().await, 6);
}

#[tokio::test]
async fn a_page_names_the_next_one_and_the_last_one_none() {
    let app = six().await;
    let first = app
        .ok("/v1/conversations?per_page=4&status=Open,Pending,Resolved")
        .await;
    let cursor = first["pages"]["next_cursor"].as_str().unwrap();
    assert_eq!(subjects(&first).concat(), "FEDB");
    assert_eq!(
        first["pages"]["next_url"],
        format!(
            "https://app.sparrowdesk.com/conversations?per_page=4&starting_after={}",
            cursor.replace('=', "%3D")
        )
    );
    let next = format!(
        "/v1/conversations?per_page=4&status=Open,Pending,Resolved&starting_after={cursor}"
    );
    let last = app.ok(&next).await;
    assert_eq!(subjects(&last).concat(), "A");
    assert_eq!(
        last["pages"],
        json!({ "per_page": 4, "next_cursor": null, "next_url": null })
    );
    assert_eq!(last["total_count"], 5);
}

/// Walks a whole list, doing something between the pages.
async fn walk(app: &TestApp, query: &str, between: impl AsyncFn(usize)) -> String {
    let (mut seen, mut after, mut pages) = (String::new(), String::new(), 0);
    loop {
        let page = app.ok(&format!("/v1/conversations?{query}{after}")).await;
        seen.push_str(&subjects(&page).concat());
        let Some(cursor) = page["pages"]["next_cursor"].as_str() else {
            return seen;
        };
        after = format!("&starting_after={}", cursor.replace('+', "%2B"));
        between(pages).await;
        pages += 1;
    }
}

#[tokio::test]
async fn every_order_walks_everything_once() {
    let app = six().await;
    for by in ["created_at", "updated_at"] {
        let walked = |order| format!("sort_by={by}&sort_order={order}&per_page=2");
        assert_eq!(walk(&app, &walked("desc"), async |_| ()).await, "FEDCBA");
        assert_eq!(walk(&app, &walked("asc"), async |_| ()).await, "ABCDEF");
    }
}

#[tokio::test]
async fn rows_of_the_same_second_are_neither_lost_nor_doubled() {
    let app = TestApp::new().await;
    for subject in ["a", "b", "c", "d", "e"] {
        app.create(json!({ "subject": subject, "created_at": 1000 }))
            .await;
    }
    assert_eq!(walk(&app, "per_page=2", async |_| ()).await, "edcba");
}

#[tokio::test]
async fn rows_made_between_pages_disturb_nobody() {
    let app = six().await;
    let add = async |page: usize| {
        let time = if page == 0 { 5000 } else { 1 };
        app.create(json!({ "subject": "n", "created_at": time }))
            .await;
    };
    assert_eq!(
        walk(&app, "per_page=2", add).await.replace('n', ""),
        "FEDCBA"
    );
}

#[tokio::test]
async fn rows_changed_between_pages_disturb_only_themselves() {
    let app = six().await;
    let database = support::database(&app.database()).await;
    let touch = async |page: usize| {
        // B, not yet seen, moves in front of the pages already read; F, seen, moves to the end.
        let statement = match page {
            0 => "UPDATE conversations SET last_updated_at = 9000 WHERE subject = 'B'",
            _ => "UPDATE conversations SET last_updated_at = 1 WHERE subject = 'F'",
        };
        sqlx::query(statement).execute(&database).await.unwrap();
    };
    let seen = walk(&app, "sort_by=updated_at&per_page=2", touch).await;
    assert_eq!(seen.replace(['B', 'F'], ""), "EDCA");
}

#[tokio::test]
async fn page_sizes_are_1_to_100_and_25_by_default() {
    let app = TestApp::new().await;
    for size in [1, 100] {
        let page = app.ok(&format!("/v1/conversations?per_page={size}")).await;
        assert_eq!(page["pages"]["per_page"], size);
    }
    assert_eq!(app.ok("/v1/conversations").await["pages"]["per_page"], 25);
    for (size, expected) in [
        ("0", "1 to 100"),
        ("101", "1 to 100"),
        ("-1", "a whole number"),
        ("ten", "a whole number"),
    ] {
        assert_eq!(
            app.query_error(&format!("per_page={size}")).await,
            format!("Invalid query parameters: per_page: expected {expected}, found `{size}`")
        );
    }
}

#[tokio::test]
async fn bad_parameters_are_named() {
    let app = TestApp::new().await;
    for (query, expected) in [
        (
            "status=Odd",
            "status: expected one of Open, Pending, Resolved, Closed, found `Odd`",
        ),
        (
            "priority=high",
            "priority: expected one of Low, Medium, High, Urgent, found `high`",
        ),
        (
            "sort_by=subject",
            "sort_by: expected created_at or updated_at, found `subject`",
        ),
        (
            "sort_order=up",
            "sort_order: expected asc or desc, found `up`",
        ),
        (
            "requested_by_id=ann",
            "requested_by_id: expected a contact id, found `ann`",
        ),
        (
            "requested_by_id=1&requested_by_id=2",
            "requested_by_id: expected one value, found `2`",
        ),
        (
            "requested_by_id=9223372036854775808",
            "requested_by_id: expected a contact id, found `9223372036854775808`",
        ),
        (
            "email=ann@example.com",
            "email: expected a parameter of this list, found `email`",
        ),
    ] {
        assert_eq!(
            app.query_error(query).await,
            format!("Invalid query parameters: {expected}")
        );
    }
}

#[tokio::test]
async fn cursors_are_refused_under_another_order_and_when_absurd() {
    let app = six().await;
    let page = app.ok("/v1/conversations?per_page=2").await;
    let cursor = page["pages"]["next_cursor"].as_str().unwrap().to_owned();
    for order in ["sort_order=asc", "sort_by=updated_at"] {
        let error = app
            .query_error(&format!("{order}&starting_after={cursor}"))
            .await;
        assert!(
            error.contains("a cursor of a list in the same order"),
            "{error}"
        );
    }
    let long = "A".repeat(5000);
    let absurd = [
        "x",
        "====",
        "%00",
        "e30=",
        "bnVsbA==",
        "W10=",
        "eyJpZCI6MX0=",
        "'%20OR%201=1--",
        "💥",
        &long,
    ];
    for cursor in absurd {
        let error = app
            .query_error(&format!(
                "starting_after={}",
                cursor.replace('💥', "%F0%9F%92%A5")
            ))
            .await;
        assert!(
            error.contains("starting_after: expected the next_cursor of a page"),
            "{error}"
        );
    }
    assert_eq!(app.subjects("starting_after=").await.len(), 6);
}

#[tokio::test]
async fn contacts_are_found_exactly() {
    let app = six().await;
    let found = app
        .ok("/v1/contacts?requested_by_email=ann@example.com&per_page=1&starting_after=")
        .await;
    assert_eq!(found["data"][0]["email"], "ann@example.com");
    assert_eq!(found["pages"]["next_cursor"], Value::Null);
    for (query, expected) in [
        ("requested_by_email=nobody@example.com", 0),
        (
            "requested_by_email=ann@example.com&requested_by_phone=5551234567",
            0,
        ),
        ("", 2),
    ] {
        assert_eq!(
            app.ok(&format!("/v1/contacts?{query}")).await["total_count"],
            expected,
            "{query}"
        );
    }
    for query in [
        "requested_by_email=ann",
        "requested_by_phone=x",
        "name=Ann",
        "per_page=0",
    ] {
        let answer = app.get(&format!("/v1/contacts?{query}")).await;
        assert!(
            answer.message().starts_with("Invalid query parameters: "),
            "{query}"
        );
    }
}

#[tokio::test]
async fn contacts_are_paged() {
    let app = six().await;
    let first = app.ok("/v1/contacts?per_page=1").await;
    let cursor = first["pages"]["next_cursor"].as_str().unwrap();
    let last = app
        .ok(&format!("/v1/contacts?per_page=1&starting_after={cursor}"))
        .await;
    assert_eq!(first["data"][0]["email"], "bob@example.com");
    assert_eq!(last["data"][0]["email"], "ann@example.com");
    assert_eq!(last["pages"]["next_cursor"], Value::Null);
}
