//! What the vendor's documentation leaves open, both ways.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{TestApp, body};
use support_server::desk::{
    CreateStatus, LastCursor, PageSize, RepeatedFilters, Switches, UnknownFilter,
};

#[tokio::test]
async fn s1_a_create_answers_201_or_200() {
    let app = TestApp::switched(Switches {
        create_status: CreateStatus::Ok,
        ..Switches::default()
    })
    .await;
    assert_eq!(app.post(body(json!({})).to_string()).await.status, 200);
}

#[tokio::test]
async fn s2_the_last_cursor_is_null_absent_or_empty() {
    for (form, expected) in [
        (
            LastCursor::Null,
            json!({ "per_page": 25, "next_cursor": null, "next_url": null }),
        ),
        (LastCursor::Absent, json!({ "per_page": 25 })),
        (
            LastCursor::Empty,
            json!({ "per_page": 25, "next_cursor": "", "next_url": "" }),
        ),
    ] {
        let app = TestApp::switched(Switches {
            last_cursor: form,
            ..Switches::default()
        })
        .await;
        assert_eq!(app.ok("/v1/conversations").await["pages"], expected);
    }
}

#[tokio::test]
async fn s3_bare_repeats_are_accepted_or_refused() {
    let switches = Switches {
        repeated_filters: RepeatedFilters::Refuse,
        ..Switches::default()
    };
    let app = TestApp::switched(switches).await;
    for query in [
        "status=Open&status=Closed",
        "status=Open,Closed",
        "brand_id=1,2",
    ] {
        assert!(
            app.query_error(query)
                .await
                .contains("expected several values as"),
            "{query}"
        );
    }
    for query in ["status[]=Open&status[]=Closed", "status=Open&priority=Low"] {
        assert_eq!(app.subjects(query).await.len(), 0, "{query}");
    }
}

#[tokio::test]
async fn s4_an_unknown_filter_value_is_refused_or_matches_nothing() {
    let switches = Switches {
        unknown_filter: UnknownFilter::Empty,
        ..Switches::default()
    };
    let app = TestApp::switched(switches).await;
    app.create(json!({})).await;
    assert_eq!(app.subjects("status=Odd").await.len(), 0);
    assert_eq!(app.subjects("status=Odd,Open").await.len(), 1);
    assert_eq!(app.subjects("priority=Odd").await.len(), 0);
}

#[tokio::test]
async fn s5_a_page_size_out_of_range_is_refused_or_clamped() {
    let app = TestApp::switched(Switches {
        page_size: PageSize::Clamp,
        ..Switches::default()
    })
    .await;
    for (asked, given) in [(0, 1), (101, 100), (50, 50)] {
        let page: Value = app.ok(&format!("/v1/conversations?per_page={asked}")).await;
        assert_eq!(page["pages"]["per_page"], given);
    }
}
