//! What an operator sees: metrics, health, headers, and a log without a person in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{collections::BTreeSet, io::Read};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use support::{
    Answer, TestApp,
    gateway::{GatewayApp, form},
    process::Server,
    request, send,
    stub::{NOTE, PRIVATE, Stub, UPSTREAM_KEY},
    tokens::{self, token},
};
use tempfile::TempDir;

const ANN: &str = "ann.canary@example.com";

fn stub() -> Stub {
    Stub::with(&[ANN.to_owned()], 3)
}

async fn get(router: &Router, path: &str) -> Answer {
    send(router, Request::get(path).body(Body::empty()).unwrap()).await
}

/// The names and labels of a page of metrics, each line looked at.
fn series(text: &str) -> BTreeSet<String> {
    assert!(text.ends_with("# EOF\n"), "{text}");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            name.to_owned()
        })
        .collect()
}

#[tokio::test]
async fn requests_and_upstream_calls_are_counted_by_route_and_end() {
    let app = GatewayApp::before(&stub()).await;
    for _ in 0..2 {
        assert_eq!(app.get("/conversations", ANN).await.status, 200);
    }
    assert_eq!(app.get("/conversations/7", ANN).await.status, 404);
    assert_eq!(app.post(ANN, "k", form("s").to_string()).await.status, 201);
    let routes = "support_http_requests_total{route=\"/support/v1";
    for (rest, count) in [
        ("/conversations\",method=\"GET\",class=\"2xx\"}", 2),
        ("/conversations/{id}\",method=\"GET\",class=\"4xx\"}", 1),
        ("/conversations\",method=\"POST\",class=\"2xx\"}", 1),
    ] {
        assert_eq!(
            app.metric(&format!("{routes}{rest}")).await,
            count,
            "{rest}"
        );
    }
    let calls = "support_upstream_calls_total{call=\"create\",outcome=\"ok\"}";
    assert_eq!(app.metric(calls).await, 1);
    let times = "support_http_request_seconds_count{route=\"/support/v1/conversations\"}";
    assert_eq!(app.metric(times).await, 3);
    let text = app.metrics_text().await;
    assert!(
        text.contains("\nsupport_http_requests_in_progress 0\n"),
        "{text}"
    );
    assert!(text.contains("\nsupport_upstream_up 1\n"), "{text}");
    let memory = text
        .lines()
        .find_map(|line| line.strip_prefix("process_resident_memory_bytes "));
    let memory: f64 = memory.unwrap().parse().unwrap();
    assert!((1e6..1e10).contains(&memory), "{memory}");
}

#[tokio::test]
async fn a_caller_cannot_make_new_series() {
    let app = GatewayApp::before(&stub()).await;
    let ask = async |number: u32| {
        for path in [
            format!("/support/v1/conversations/{number}"),
            format!("/support/v1/{number}"),
            format!("/{number}@canary"),
            format!("/support/v1/conversations?canary={number}"),
        ] {
            for method in ["GET", "DELETE", &format!("M{number}")] {
                let request = Request::builder().method(method).uri(&path);
                send(&app.router, request.body(Body::empty()).unwrap()).await;
            }
        }
        series(&app.metrics_text().await)
    };
    let before = ask(1).await;
    for number in 2..40 {
        ask(number).await;
    }
    let after = ask(40).await;
    assert_eq!(before, after);
    assert!(!after.iter().any(|name| name.contains("canary")));
}

#[tokio::test]
async fn the_gateway_is_ready_once_the_help_desk_has_answered_and_stays_so() {
    let stub = stub();
    stub.world().no_definitions = true;
    let app = GatewayApp::before(&stub).await;
    let ready = async || {
        let answer = get(&app.router, "/readyz").await;
        (answer.status.as_u16(), answer.json())
    };
    assert_eq!(get(&app.router, "/healthz").await.status, 200);
    let said = json!({ "status": "not ready", "database": "answering", "upstream": "failing" });
    for _ in 0..20 {
        assert_eq!(ready().await, (503, said.clone()));
    }
    // Each look costs quota, so that many of them are one call.
    assert_eq!(stub.take_calls().len(), 1);
    // A customer's request answers the question as well.
    assert_eq!(app.get("/conversations", ANN).await.status, 200);
    let said = json!({ "status": "ready", "database": "answering", "upstream": "answering" });
    assert_eq!(ready().await, (200, said));
    stub.world().faults.push_back(support::stub::Fault::Error);
    assert_eq!(app.post(ANN, "k", form("s").to_string()).await.status, 502);
    let said = json!({ "status": "ready", "database": "answering", "upstream": "failing" });
    assert_eq!(ready().await, (200, said));
}

#[tokio::test]
async fn a_gateway_before_a_good_help_desk_becomes_ready_by_itself() {
    let app = GatewayApp::before(&stub()).await;
    assert_eq!(get(&app.router, "/readyz").await.status, 200);
}

#[tokio::test]
async fn the_desk_is_ready_while_its_database_answers() {
    let app = TestApp::new().await;
    assert_eq!(get(&app.router, "/readyz").await.status, 200);
    app.store.close().await;
    assert_eq!(get(&app.router, "/readyz").await.status, 503);
    assert_eq!(get(&app.router, "/healthz").await.status, 200);
}

/// Bar D6: the headers that every answer has, whatever it is an answer to.
#[track_caller]
fn assert_careful(answer: &Answer, to: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(answer.header(name), value, "{to}: {name}");
    }
    let kept = ["no-store", "private, no-cache"];
    assert!(
        kept.contains(&answer.header("cache-control")),
        "{to}: {answer:?}"
    );
    assert_eq!(answer.headers.get_all("cache-control").iter().count(), 1);
    assert!(!answer.header("x-request-id").is_empty(), "{to}");
}

const METHODS: [Method; 7] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
];
const BODIES: [&str; 3] = ["", "{}", "{\"subject\":"];

#[tokio::test]
async fn d6_every_answer_of_the_desk_has_the_headers() {
    let app = TestApp::new().await;
    let id = app.create(json!({})).await["id"].as_i64().unwrap();
    let mut statuses = BTreeSet::new();
    for path in [
        "/healthz",
        "/readyz",
        "/",
        "/nothing",
        "/v1",
        "/v1/nothing",
        "/v1/account",
        "/v1/tags",
        "/v1/contacts",
        "/v1/conversations",
        "/v1/conversations?per_page=0",
        "/v1/conversations/fields",
        "/v1/conversations/fields/101",
        &format!("/v1/conversations/{id}/replies"),
        &format!("/v1/conversations/{id}/reply"),
        &format!("/v1/conversations/{id}"),
    ] {
        for method in METHODS {
            for body in BODIES {
                let asked = request(method.as_str(), path)
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(body.into())
                    .unwrap();
                let answer = app.send(asked).await;
                assert_careful(&answer, &format!("{method} {path} {body}"));
                statuses.insert(answer.status.as_u16());
            }
        }
        let answer = get(&app.router, path).await;
        assert_careful(&answer, path);
        statuses.insert(answer.status.as_u16());
    }
    let answer = app.post("x".repeat(2_000_000)).await;
    assert_careful(&answer, "a large body");
    statuses.insert(answer.status.as_u16());
    for seen in [200, 400, 401, 404, 405, 413] {
        assert!(statuses.contains(&seen), "{seen}: {statuses:?}");
    }
}

#[tokio::test]
async fn d6_every_answer_of_the_gateway_has_the_headers() {
    let app = GatewayApp::before(&stub()).await;
    let mut statuses = BTreeSet::new();
    let own = app.get("/conversations", ANN).await.json()["data"][0]["id"].clone();
    for path in [
        "/healthz",
        "/readyz",
        "/",
        "/support/v1",
        "/support/v1/nothing",
        "/support/v1/conversations",
        "/support/v1/conversations?per_page=x",
        "/support/v1/conversations/fields",
        &format!("/support/v1/conversations/{own}"),
        &format!("/support/v1/conversations/{own}/replies"),
    ] {
        for method in METHODS {
            for (body, signed) in BODIES.into_iter().zip([true, true, false]) {
                let mut asked = Request::builder()
                    .method(&method)
                    .uri(path)
                    .header(header::CONTENT_TYPE, "application/json")
                    .header("idempotency-key", "k");
                if signed {
                    let bearer = format!("Bearer {}", token(ANN, &app.audience));
                    asked = asked.header(header::AUTHORIZATION, bearer);
                }
                let answer = send(&app.router, asked.body(body.into()).unwrap()).await;
                assert_careful(&answer, &format!("{method} {path} {body}"));
                statuses.insert(answer.status.as_u16());
            }
        }
    }
    for seen in [200, 400, 401, 404, 405] {
        assert!(statuses.contains(&seen), "{seen}: {statuses:?}");
    }
}

/// A gateway process with a request of every kind behind it: nothing of a person, nor a secret, is in
/// its log or its metrics.
#[test]
fn neither_log_nor_metrics_hold_a_person_or_a_secret() {
    const WORDS: &str = "canary-in-the-words";
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let stub = stub();
    let database = format!("sqlite://{}", folder.path().join("g.sqlite").display());
    let mut server = Server::start(&[
        "gateway",
        "--listen",
        "127.0.0.1:0",
        "--metrics-listen",
        "127.0.0.1:0",
        "--upstream",
        &stub.serve(),
        "--api-key-file",
        &file("key", UPSTREAM_KEY),
        "--identity-secret-file",
        &file("secret", tokens::SECRET),
        "--identity-audience",
        "portal",
        "--database",
        &database,
    ]);
    let mut line = String::new();
    std::io::BufRead::read_line(&mut server.output, &mut line).unwrap();
    let (_, rest) = line.split_once("metrics on http://").expect(&line);
    let metrics = rest.split('/').next().unwrap().to_owned();
    let signed = token(ANN, "portal");
    let body = json!({ "subject": WORDS, "description": WORDS }).to_string();
    for (method, path, token) in [
        ("POST", "/support/v1/conversations", signed.as_str()),
        ("GET", "/support/v1/conversations", &signed),
        (
            "GET",
            "/support/v1/conversations?search=canary-in-the-words",
            &signed,
        ),
        ("GET", "/support/v1/conversations/100000000", &signed),
        (
            "GET",
            "/support/v1/conversations/100000000/replies",
            &signed,
        ),
        (
            "GET",
            "/support/v1/conversations/canary-in-the-words",
            &signed,
        ),
        ("GET", "/support/v1/canary-in-the-words", &signed),
        ("GET", "/canary-in-the-words", &signed),
        ("GET", "/support/v1/conversations", "canary-in-the-words"),
    ] {
        let status = server.call(method, path, token, &body).0;
        assert!(status < 500, "{method} {path}: {status}");
    }
    stub.world().faults.push_back(support::stub::Fault::Error);
    server.call("POST", "/support/v1/conversations", &signed, &body);
    let address = std::mem::replace(&mut server.address, metrics);
    let (status, text) = server.get("/metrics", "");
    assert_eq!(status, 200);
    assert!(!series(&text).is_empty());
    // Nothing but the metrics is on that listener, and they are nowhere else.
    assert_eq!(server.get("/support/v1/conversations", &signed).0, 404);
    server.address = address;
    assert_eq!(server.get("/metrics", "").0, 404);
    server.terminate();
    let mut log = String::new();
    server.output.read_to_string(&mut log).unwrap();
    assert!(log.lines().count() > 10, "{log}");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect(line);
        assert!(line["message"].is_string() && line["timestamp"].is_string());
    }
    // Without what is counted: a time of 0.00034305100000000003 s is no conversation's number.
    let text: Vec<_> = text
        .lines()
        .map(|line| line.rsplit_once(' ').map_or(line, |(series, _)| series))
        .collect();
    let text = text.join("\n");
    for canary in [
        ANN,
        WORDS,
        "100000000",
        PRIVATE,
        NOTE,
        UPSTREAM_KEY,
        &signed,
    ] {
        assert!(!log.contains(canary), "{canary} in {log}");
        assert!(!text.contains(canary), "{canary} in {text}");
    }
    // The same search finds what is there.
    assert!(
        log.contains("/support/v1/conversations/{id}/replies"),
        "{log}"
    );
}
