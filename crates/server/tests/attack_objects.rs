//! Attacks on single conversations and their replies: another's id in path, query and headers, path
//! tricks, method overrides, routes of staff (A2).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use axum::{body::Body, http::Request};
use serde_json::Value;
use support::{
    Answer,
    gateway::{GatewayApp, direct},
    is_soak, send,
    stub::{NOTE, PRIVATE, Stub},
    wrong::{Hole, Without},
};

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("user{n}@example.com")).collect()
}

/// The ways to ask for a conversation that is another's: what comes after `/conversations`.
fn paths(id: i64, mine: i64) -> Vec<String> {
    let suffixes = [
        "",
        "/replies",
        "?",
        "?requested_by_id=1001",
        "/replies?type=REPLY",
        "/replies?type=INTERNAL_NOTE",
        "/replies?type=",
        "/replies?type[]=REPLY",
        "/replies?type=REPLY&type=INTERNAL_NOTE",
        "/",
        "//",
        "/replies/",
        "/reply",
        ".json",
        "%00",
        "%2f",
        "%2freplies",
        "%0d%0aX-Y:1",
        ";a=b",
        "%3f",
        "/..%2f",
        "?id=1",
        "#",
        "/replies?starting_after=x",
    ];
    let mut paths: Vec<String> = suffixes
        .iter()
        .map(|suffix| format!("/{id}{suffix}"))
        .collect();
    paths.extend([
        format!("//{id}"),
        format!("/./{id}"),
        format!("/%2e/{id}"),
        format!("/{mine}/../{id}"),
        format!("/{mine}%2f..%2f{id}"),
        format!("/..%2fconversations%2f{id}"),
        format!("/+{id}"),
        format!("/0{id}"),
        format!("/{id}.0"),
        format!("/{id}e0"),
        format!("/%20{id}"),
        format!("/{id},{mine}"),
        format!("/{mine},{id}"),
        format!("/{mine}?id={id}"),
        format!("/with-replies?id={id}"),
        format!("/%31{}", &id.to_string()[1..]),
        format!("/fields/{id}"),
        format!("/-{id}"),
    ]);
    paths
}

const HEADERS: [(&str, &str); 8] = [
    ("x-http-method-override", "DELETE"),
    ("x-original-url", "/v1/conversations"),
    ("x-rewrite-url", "/v1/contacts"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-user-email", "user1@example.com"),
    ("x-requested-by-id", "1001"),
    ("forwarded", "for=127.0.0.1;host=desk"),
    ("cookie", "requested_by_id=1001"),
];

/// What of a body another customer's marker is in, or what is not an answer to a customer at all.
fn leaks(answer: &Answer, email: &str, others: &[String]) -> bool {
    let private = answer.text.contains(PRIVATE) || answer.text.contains(NOTE);
    let foreign = others.iter().filter(|other| *other != email);
    private
        || foreign
            .into_iter()
            .any(|other| answer.text.contains(&format!("{other} #")))
        || answer.status.is_server_error()
}

async fn attack(app: &GatewayApp, emails: &[String], requesters: usize) -> (usize, usize) {
    let (mut checked, mut leaked) = (0, 0);
    let rows: Vec<Value> = app.stub.world().rows.clone();
    for email in emails.iter().take(requesters) {
        let id = |row: &&Value| row["id"].as_i64().unwrap();
        let is_mine = |row: &&Value| row["requested_by_email"] == *email;
        let mine = rows.iter().find(is_mine).map(|row| id(&row)).unwrap();
        let step = if is_soak() { 24 } else { 17 };
        for theirs in rows
            .iter()
            .filter(|row| !is_mine(row))
            .step_by(step)
            .map(|row| id(&row))
        {
            // The same mutations of an id that is nobody's must look the same.
            for (path, twin) in paths(theirs, mine).iter().zip(paths(190_000_001, mine)) {
                let uri = format!("/support/v1/conversations{path}").parse::<axum::http::Uri>();
                if uri.is_err() {
                    continue;
                }
                let found = app.get(&format!("/conversations{path}"), email).await;
                let nothing = app.get(&format!("/conversations{twin}"), email).await;
                checked += 1;
                let same = (found.status, &found.text) == (nothing.status, &nothing.text);
                if !same || leaks(&found, email, emails) {
                    println!("{path}: {found:?} {nothing:?}");
                    leaked += 1;
                }
            }
        }
        for (name, value) in HEADERS {
            for path in [
                "/conversations".to_owned(),
                format!("/conversations/{mine}"),
            ] {
                let request = app.request("GET", &path, email).header(name, value);
                let answer = send(&app.router, request.body(Body::empty()).unwrap()).await;
                checked += 1;
                leaked += usize::from(answer.status != 200 || leaks(&answer, email, emails));
            }
        }
    }
    (checked, leaked)
}

#[tokio::test]
async fn a2_a_foreign_conversation_is_one_that_does_not_exist() {
    let (requesters, each) = if is_soak() { (25, 40) } else { (6, 6) };
    let mut checked = 0;
    for tenant in ["t0", "t1", "t2"] {
        let emails = addresses(requesters);
        let stub = Stub::with(&emails, each);
        let app = GatewayApp::over(&stub, direct(&stub), tenant, |_| {}).await;
        let (asked, leaked) = attack(&app, &emails, requesters).await;
        assert_eq!(leaked, 0);
        checked += asked;
        assert!(stub.take_calls().iter().all(|call| call.method == "GET"));
    }
    assert!(checked > 1_000, "{checked}");
}

#[tokio::test]
async fn a2_control_without_the_ownership_check_it_shows() {
    let emails = addresses(3);
    let stub = Stub::with(&emails, 3);
    let app = GatewayApp::over(&stub, Without(Hole::Owner, direct(&stub)), "t0", |_| {}).await;
    let (_, leaked) = attack(&app, &emails, 1).await;
    assert!(leaked > 0);
}

#[tokio::test]
async fn a2_routes_of_staff_are_not_there() {
    let stub = Stub::with(&addresses(2), 2);
    let app = GatewayApp::before(&stub).await;
    for (method, path) in [
        ("GET", "/contacts"),
        ("GET", "/contacts?requested_by_email=user1@example.com"),
        ("GET", "/members"),
        ("GET", "/tags"),
        ("GET", "/me"),
        ("GET", "/companies"),
        ("POST", "/contacts"),
        ("GET", ""),
        ("GET", "/"),
        ("PATCH", "/conversations/100000000"),
        ("DELETE", "/conversations/100000000"),
        ("PUT", "/conversations/100000000"),
        ("POST", "/conversations/100000000/reply"),
        ("POST", "/conversations/100000000/replies"),
        ("POST", "/conversations/fields"),
        ("GET", "/conversations/fields/1"),
        ("GET", "/../../v1/conversations"),
        ("TRACE", "/conversations"),
    ] {
        let request = app.request(method, path, "user0@example.com");
        let answer = send(&app.router, request.body(Body::empty()).unwrap()).await;
        assert!(
            [404, 405].contains(&answer.status.as_u16()),
            "{method} {path}: {answer:?}"
        );
    }
    let with_replies = app
        .get("/conversations/with-replies", "user0@example.com")
        .await;
    assert_eq!(with_replies.status, 400);
    for path in [
        "/v1/conversations",
        "/metrics",
        "/support/v2/conversations",
        "/support//v1/conversations",
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        assert_eq!(send(&app.router, request).await.status, 404, "{path}");
    }
    assert!(stub.take_calls().is_empty());
}
