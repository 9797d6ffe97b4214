//! Attacks on a list: to see what is another's by query, cursor or a lying upstream (A1, A3, A6).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::Value;
use support::{
    gateway::{GatewayApp, direct},
    is_soak,
    stub::{ContactLie, NOTE, Stub},
    wrong::{Hole, Without},
};

fn addresses() -> Vec<String> {
    (0..4).map(|n| format!("user{n}@example.com")).collect()
}

/// What is wrong with the calls that one request caused: lists without exactly the caller's id.
fn violations(app: &GatewayApp, email: &str) -> usize {
    let own = app.stub.world().known(&email.trim().to_ascii_lowercase());
    let calls = app.stub.take_calls();
    let lists = calls
        .iter()
        .filter(|call| call.method == "GET" && call.path == "/conversations");
    lists
        .filter(|call| {
            let ids = call.values("requested_by_id");
            own.is_none_or(|own| ids != [own.to_string()])
        })
        .count()
}

/// A query with anything in it that could make a filter go away.
fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => Just("requested_by_id".to_owned()),
        1 => Just("requested_by_id[]".to_owned()),
        1 => Just("requested_by_id%5B%5D".to_owned()),
        1 => Just("REQUESTED_BY_ID".to_owned()),
        1 => Just("requested_by_id%00".to_owned()),
        2 => prop::sample::select(vec!["status[]", "priority", "per_page", "sort_by", "sort_order", "starting_after", "brand_id", "search", "requested_by_company", "assigned_to_member_id[]", "_method", ""]).prop_map(str::to_owned),
        1 => "[a-z_%\\[\\]]{0,12}",
    ];
    let value = prop_oneof![
        3 => (999i64..1006).prop_map(|id| id.to_string()),
        3 => prop::sample::select(vec!["", "0", "null", "-1", "1000,1001", "%00", "1000%0d%0a", "NaN", "1e3", "[]", "{}", "*", "true", "Open", "created_at", "desc", "9223372036854775808", "%31%30%30%31", "1001&", "1001;requested_by_id=1"]).prop_map(str::to_owned),
        1 => "[ -~]{0,16}".prop_map(|text| text.replace([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}', '#'], "+")),
    ];
    prop::collection::vec((name, value), 0..4).prop_map(|pairs| {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    })
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..4).prop_map(|n| format!("user{n}@example.com")),
        1 => Just("USER1@Example.COM".to_owned()),
        1 => Just("nobody@example.com".to_owned()),
    ]
}

/// Runs generated requests; the number of bad upstream calls.
fn attack(app: &GatewayApp, runtime: &tokio::runtime::Runtime, cases: u32) -> usize {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let bad = std::cell::Cell::new(0);
    TestRunner::new(config)
        .run(
            &(query(), email(), "[a-z/0-9.%]{0,6}"),
            |(query, email, tail)| {
                let path = if tail.len() > 4 {
                    format!("/conversations/{tail}?{query}")
                } else {
                    format!("/conversations?{query}")
                };
                let uri: Result<axum::http::Uri, _> = format!("/support/v1{path}").parse();
                if uri.is_err() {
                    return Ok(());
                }
                let answer = runtime.block_on(app.get(&path, &email));
                prop_assert!(answer.status.as_u16() < 500, "{path}: {answer:?}");
                bad.set(bad.get() + violations(app, &email));
                Ok(())
            },
        )
        .unwrap();
    bad.get()
}

#[test]
fn a1_no_list_call_without_the_callers_id() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let stub = Stub::with(&addresses(), 3);
    let app = runtime.block_on(GatewayApp::before(&stub));
    let cases = if is_soak() { 100_000 } else { 3_000 };
    assert_eq!(attack(&app, &runtime, cases), 0);
}

#[test]
fn a1_control_without_the_filter_the_attack_is_seen() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let stub = Stub::with(&addresses(), 3);
    let app = runtime.block_on(GatewayApp::over(
        &stub,
        Without(Hole::Filter, direct(&stub)),
        "t0",
        |_| {},
    ));
    assert!(attack(&app, &runtime, 100) > 0);
}

#[tokio::test]
async fn a1_an_unknown_requester_has_an_empty_list_and_no_list_call() {
    let stub = Stub::with(&addresses(), 3);
    let app = GatewayApp::before(&stub).await;
    let answer = app
        .get("/conversations?per_page=7", "nobody@example.com")
        .await;
    assert_eq!(
        answer.text,
        r#"{"data":[],"pages":{"per_page":7,"next_cursor":null,"next_url":null},"total_count":0}"#
    );
    let calls = stub.take_calls();
    assert!(
        calls.iter().all(|call| call.path == "/contacts"),
        "{calls:?}"
    );
}

/// Rows of a page that are not the requester's, by what only the stub knows.
fn foreign(page: &Value, email: &str) -> usize {
    let rows = page["data"].as_array().unwrap().iter();
    rows.filter(|row| {
        !row["subject"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{email} #"))
    })
    .count()
}

#[tokio::test]
async fn a3_a_liars_rows_are_dropped_and_counted() {
    let stub = Stub::with(&addresses(), 40);
    let app = GatewayApp::before(&stub).await;
    stub.world().liar = true;
    let mut seen = 0;
    for email in addresses() {
        let answer = app.get("/conversations?per_page=40", &email).await;
        assert_eq!(foreign(&answer.json(), &email), 0);
        assert_eq!(answer.json()["total_count"], 36);
        seen += answer.json()["data"].as_array().unwrap().len();
        let own = answer.json()["data"][0]["id"].clone();
        let replies = app
            .get(&format!("/conversations/{own}/replies"), &email)
            .await;
        assert!(!replies.text.contains(NOTE), "{replies:?}");
        assert_eq!(replies.json()["data"].as_array().unwrap().len(), 1);
    }
    assert_eq!(seen, 4 * 36);
    let dropped = "support_gateway_dropped_total{kind=\"conversation\"}";
    assert_eq!(app.metric(dropped).await, 4 * 4);
    assert_eq!(
        app.metric("support_gateway_dropped_total{kind=\"reply\"}")
            .await,
        4 * 4
    );
}

#[tokio::test]
async fn a3_control_without_the_check_the_lies_would_show() {
    let stub = Stub::with(&addresses(), 40);
    stub.world().liar = true;
    let app = GatewayApp::over(&stub, Without(Hole::Filter, direct(&stub)), "t0", |_| {}).await;
    let answer = app.get("/conversations", "user0@example.com").await;
    assert!(foreign(&answer.json(), "user0@example.com") > 0);
}

#[tokio::test]
async fn a3_a_contact_that_was_not_asked_for_is_nobody() {
    for lie in [ContactLie::Another, ContactLie::Two] {
        let stub = Stub::with(&addresses(), 2);
        stub.world().contact_lie = lie;
        let app = GatewayApp::before(&stub).await;
        for path in [
            "/conversations",
            "/conversations/100000001",
            "/conversations/100000001/replies",
        ] {
            let answer = app.get(path, "user1@example.com").await;
            assert_eq!(answer.status, 502, "{lie:?} {path}");
        }
        assert_eq!(
            app.metric("support_gateway_dropped_total{kind=\"contact\"}")
                .await,
            3
        );
        assert!(
            stub.take_calls()
                .iter()
                .all(|call| call.path == "/contacts")
        );
    }
}

#[tokio::test]
async fn a6_a_cursor_walks_its_own_list_and_no_other() {
    let stub = Stub::with(&addresses(), 30);
    let app = GatewayApp::before(&stub).await;
    let (me, other) = ("user1@example.com", "user2@example.com");
    let first = app.get("/conversations?per_page=10", me).await.json();
    assert_eq!(first["pages"]["next_url"], Value::Null);
    let cursor = first["pages"]["next_cursor"].as_str().unwrap().to_owned();
    let mut seen = 10;
    let mut next = Some(cursor.clone());
    while let Some(cursor) = next {
        let page = app
            .get(
                &format!("/conversations?per_page=5&starting_after={cursor}"),
                me,
            )
            .await
            .json();
        assert_eq!(foreign(&page, me), 0);
        seen += page["data"].as_array().unwrap().len();
        next = page["pages"]["next_cursor"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, 30);
    for (path, email) in [
        (format!("/conversations?starting_after={cursor}"), other),
        (
            format!("/conversations?starting_after={cursor}&status[]=Open"),
            me,
        ),
        (
            format!("/conversations?starting_after={cursor}&sort_order=asc"),
            me,
        ),
        (
            format!("/conversations/100000001/replies?starting_after={cursor}"),
            me,
        ),
    ] {
        assert_eq!(app.get(&path, email).await.status, 400, "{path}");
    }
}

#[test]
fn a6_forged_cursors_are_refused() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let stub = Stub::with(&addresses(), 30);
    let app = runtime.block_on(GatewayApp::before(&stub));
    let first = runtime
        .block_on(app.get("/conversations?per_page=10", "user1@example.com"))
        .json();
    let real = first["pages"]["next_cursor"].as_str().unwrap().to_owned();
    let forged = prop_oneof![
        "[A-Za-z0-9_-]{1,200}",
        (0..real.len(), "[A-Za-z0-9_-]").prop_map({
            let real = real.clone();
            move |(at, with)| format!("{}{with}{}", &real[..at], &real[at + 1..])
        }),
        (1..real.len()).prop_map(move |at| real[..at].to_owned()),
        (0..300_000_000i64).prop_map(|id| {
            use base64::Engine;
            base64::engine::general_purpose::STANDARD
                .encode(format!("{{\"id\":{id}}}"))
                .replace('+', "%2B")
        }),
    ];
    let cases = if is_soak() { 10_000 } else { 500 };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&forged, |cursor| {
            let path = format!("/conversations?starting_after={cursor}");
            let answer = runtime.block_on(app.get(&path, "user1@example.com"));
            let own = answer.status == 200 && foreign(&answer.json(), "user1@example.com") == 0;
            prop_assert!(own || answer.status == 400, "{answer:?}");
            Ok(())
        })
        .unwrap();
}
