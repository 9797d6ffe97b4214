//! Keys, methods, types, limits, hostile bodies: what HTTP can do to the desk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use axum::{
    Router,
    body::{Body, Bytes},
    http::{Request, header},
    routing::get,
};
use prometheus_client::registry::Registry;
use serde_json::json;
use support::{Answer, KEY, TestApp, body, request};
use support_server::metrics::HttpMetrics;

async fn with_authorization(app: &TestApp, value: &str) -> Answer {
    let request = Request::get("/v1/conversations").header(header::AUTHORIZATION, value);
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_key_is_needed_everywhere_under_v1() {
    let app = TestApp::new().await;
    for path in ["/v1/conversations", "/v1/contacts", "/v1/nothing"] {
        let answer = app
            .send(Request::get(path).body(Body::empty()).unwrap())
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("www-authenticate")),
            (401, "Bearer")
        );
        assert_eq!(answer.json(), json!({ "message": "Unauthorized" }));
    }
    for bad in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic dGVzdA==",
        KEY,
        "Bearer test-key2",
        "Bearer test-ke",
    ] {
        assert_eq!(with_authorization(&app, bad).await.status, 401, "{bad}");
    }
    for good in [format!("Bearer {KEY}"), format!("bearer {KEY}")] {
        assert_eq!(with_authorization(&app, &good).await.status, 200, "{good}");
    }
}

#[tokio::test]
async fn two_authorization_headers_are_none() {
    let app = TestApp::new().await;
    let request = request("GET", "/v1/conversations").header(header::AUTHORIZATION, "Bearer other");
    assert_eq!(
        app.send(request.body(Body::empty()).unwrap()).await.status,
        401
    );
}

#[tokio::test]
async fn health_needs_no_key() {
    let app = TestApp::new().await;
    let answer = app
        .send(Request::get("/healthz").body(Body::empty()).unwrap())
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (200, json!({ "status": "ok" }))
    );
}

#[tokio::test]
async fn unknown_paths_and_methods() {
    let app = TestApp::new().await;
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v2/conversations",
        "/v1/conversations/",
    ] {
        let answer = app.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.message().as_str()),
            (404, "Resource not found"),
            "{path}"
        );
    }
    for (method, path) in [
        ("DELETE", "/v1/conversations"),
        ("PUT", "/v1/contacts"),
        ("POST", "/healthz"),
    ] {
        let answer = app
            .send(request(method, path).body(Body::empty()).unwrap())
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.message().as_str()),
            (405, "Method not allowed")
        );
        assert!(answer.header("allow").contains("GET"), "{method} {path}");
    }
}

#[tokio::test]
async fn a_body_must_say_it_is_json() {
    let app = TestApp::new().await;
    for (kind, status) in [
        ("application/json", 201),
        ("Application/JSON; charset=utf-8", 201),
        ("application/vnd.api+json", 201),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("application/jsonx", 415),
        ("", 415),
    ] {
        let request = request("POST", "/v1/conversations").header(header::CONTENT_TYPE, kind);
        let answer = app
            .send(request.body(body(json!({})).to_string().into()).unwrap())
            .await;
        assert_eq!(answer.status, status, "{kind}");
    }
    let answer = app
        .send(
            request("POST", "/v1/conversations")
                .body("{}".into())
                .unwrap(),
        )
        .await;
    assert_eq!(
        answer.message(),
        "Unsupported media type: expected application/json"
    );
}

#[tokio::test]
async fn a_body_over_a_mebibyte_is_refused_with_and_without_its_length() {
    let app = TestApp::new().await;
    let whole = |size: usize| {
        let empty = body(json!({ "description": "" })).to_string().len();
        body(json!({ "description": "x".repeat(size - empty) })).to_string()
    };
    assert_eq!(app.post(whole(1024 * 1024)).await.status, 201);
    let too_large = whole(1024 * 1024 + 1);
    let known = request("POST", "/v1/conversations")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_LENGTH, too_large.len());
    let answer = app
        .send(known.body(too_large.clone().into()).unwrap())
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.message().as_str()),
        (413, "Request body too large")
    );
    let chunk: Result<Bytes, std::io::Error> = Ok(too_large.into());
    let answer = app.post(Body::from_stream(OneChunk(Some(chunk)))).await;
    assert_eq!(
        (answer.status.as_u16(), answer.message().as_str()),
        (413, "Request body too large")
    );
    assert_eq!(app.total().await, 1);
}

/// A body without a known length.
struct OneChunk(Option<Result<Bytes, std::io::Error>>);

impl futures_core::Stream for OneChunk {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take())
    }
}

const MINUTE: [&str; 3] = [
    "x-ratelimit-minute-limit",
    "x-ratelimit-minute-remaining",
    "x-ratelimit-minute-reset",
];
const DAY: [&str; 3] = [
    "x-ratelimit-day-limit",
    "x-ratelimit-day-remaining",
    "x-ratelimit-day-reset",
];

#[tokio::test]
async fn the_quota_is_on_every_answer_and_ends_in_429() {
    let app = TestApp::with(|settings| settings.rate_limit_per_minute = Some(2)).await;
    assert_eq!(
        with_authorization(&app, "Bearer wrong")
            .await
            .header(MINUTE[1]),
        "2"
    );
    for left in ["1", "0"] {
        let answer = app.get("/v1/nothing").await;
        assert_eq!(
            (answer.header(MINUTE[0]), answer.header(MINUTE[1])),
            ("2", left)
        );
        assert_eq!(answer.header(DAY[0]), "2880");
        assert!(
            answer.header(MINUTE[2]).parse::<u64>().unwrap()
                < answer.header(DAY[2]).parse().unwrap()
        );
    }
    let answer = app.get("/v1/conversations").await;
    assert_eq!(answer.status, 429);
    assert_eq!(
        answer.json(),
        json!({
            "name": "LimitExceededError", "message": "Limit exceeded for: APIS_PER_MINUTE", "code": 429,
            "details": [{ "name": "APIS_PER_MINUTE", "quota": 2, "count": 2, "remaining": 0 }],
        })
    );
    assert_eq!(
        (answer.header(MINUTE[1]), answer.header("retry-after")),
        ("0", "")
    );
}

#[tokio::test]
async fn without_a_quota_there_are_no_headers_of_one() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/v1/conversations").await.header(MINUTE[0]), "");
}

#[tokio::test]
async fn a_broken_database_is_a_500_that_says_nothing_of_it() {
    let app = TestApp::new().await;
    let database = support::database(&app.database()).await;
    sqlx::query("ALTER TABLE statuses RENAME TO no_statuses")
        .execute(&database)
        .await
        .unwrap();
    sqlx::query("ALTER TABLE counters RENAME TO no_counters")
        .execute(&database)
        .await
        .unwrap();
    let answer = app.get("/v1/conversations").await;
    assert_eq!(
        (answer.status.as_u16(), answer.message().as_str()),
        (500, "Error retrieving conversations")
    );
    let answer = app.post(body(json!({})).to_string()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.message().as_str()),
        (500, "Error while creating conversation")
    );
}

#[tokio::test]
async fn a_panic_is_one_failed_request() {
    async fn handler() -> &'static str {
        panic!("secret of the house")
    }
    let app = TestApp::new().await;
    let router = support_server::with_common_layers(
        Router::new().route("/panic", get(handler)),
        HttpMetrics::register(&mut Registry::default()),
    );
    let app = TestApp { router, ..app };
    for _ in 0..10 {
        let answer = app.get("/panic").await;
        assert_eq!(
            (answer.status.as_u16(), answer.message().as_str()),
            (500, "Internal server error")
        );
    }
}

#[tokio::test]
async fn every_answer_has_a_request_id() {
    let app = TestApp::new().await;
    let ask = async |id: &str| {
        let request = request("GET", "/v1/conversations").header("x-request-id", id);
        app.send(request.body(Body::empty()).unwrap())
            .await
            .header("x-request-id")
            .to_owned()
    };
    assert_eq!(ask("abc-123").await, "abc-123");
    for bad in ["", "a b", "<x>", &"a".repeat(65)] {
        assert_eq!(ask(bad).await.len(), 32, "{bad}");
    }
}
