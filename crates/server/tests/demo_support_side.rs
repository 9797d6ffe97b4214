//! The demo's support side: what it can do, and for whom.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};
use support::{Answer, KEY, TestApp};
use support_server::{
    ApiKey,
    demo::{self, Demo, Signer},
    demo_router,
    desk::{self, Desk, Settings},
    gateway::{Gateway, GatewaySettings, GatewayStore},
    upstream,
};

const HOST: (&str, &str) = ("host", "127.0.0.1:8080");
const OUR_PAGE: [(&str, &str); 3] = [
    HOST,
    ("sec-fetch-site", "same-origin"),
    ("x-support-side", "1"),
];

/// A demo with its support side, or without.
async fn demo_app(has_support_side: bool) -> TestApp {
    let app = TestApp::new().await;
    demo::seed_if_empty(&app.store).await.unwrap();
    let key = ApiKey::new(KEY).unwrap();
    let desk = desk::router(Desk::new(app.store.clone(), Settings::new(key.clone())));
    let upstream = upstream::router::connect(desk.clone(), "/v1", &key);
    let (signer, verifier) = Signer::with_verifier(None).unwrap();
    let memory = GatewayStore::open("sqlite::memory:").await.unwrap();
    let gateway = Gateway::new(GatewaySettings::new("demo"), verifier, upstream, memory)
        .await
        .unwrap();
    let mut demo = Demo::new(app.folder.path().join("none"), signer);
    if has_support_side {
        demo = demo.with_support_side(desk.clone(), &key);
    }
    TestApp {
        router: demo_router(desk, gateway, demo),
        ..app
    }
}

async fn send(
    app: &TestApp,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    app.send(request.body(body).unwrap()).await
}

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(app, Method::GET, path, headers, None).await
}

/// The number of the conversation that was updated last.
async fn newest(app: &TestApp) -> i64 {
    let list = get(app, "/support-side/conversations?per_page=1", &OUR_PAGE).await;
    list.json()["data"][0]["id"].as_i64().unwrap()
}

#[tokio::test]
async fn support_answers_notes_and_sets_a_status() {
    let app = demo_app(true).await;
    let id = newest(&app).await;
    let path = format!("/support-side/conversations/{id}");
    for (kind, text) in [
        ("REPLY", "<p>On its way</p>"),
        ("INTERNAL_NOTE", "<p>Hm</p>"),
    ] {
        let body = json!({ "reply_text": text, "type": kind });
        let answer = send(
            &app,
            Method::POST,
            &format!("{path}/reply"),
            &OUR_PAGE,
            Some(body),
        )
        .await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }
    let body = json!({ "status": "Pending" });
    let answer = send(&app, Method::PATCH, &path, &OUR_PAGE, Some(body)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(
        get(&app, &path, &OUR_PAGE).await.json()["data"]["status"],
        "Pending"
    );
    let said = get(&app, &format!("{path}/replies?per_page=2"), &OUR_PAGE)
        .await
        .json();
    let kinds: Vec<_> = (0..2)
        .map(|index| said["data"][index]["type"].clone())
        .collect();
    assert!(kinds.contains(&json!("REPLY")) && kinds.contains(&json!("INTERNAL_NOTE")));
}

#[tokio::test]
async fn the_page_is_strict_and_holds_no_key() {
    let app = demo_app(true).await;
    for (path, kind) in [
        ("/support-side", "text/html; charset=utf-8"),
        ("/support-side/page.js", "text/javascript; charset=utf-8"),
        ("/support-side/page.css", "text/css; charset=utf-8"),
        ("/support-side/conversations?per_page=1", "application/json"),
    ] {
        let answer = get(&app, path, &[HOST]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, kind),
            "{path}"
        );
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!answer.text.contains(KEY), "{path}");
    }
}

#[tokio::test]
async fn no_other_page_may_act_as_support() {
    let app = demo_app(true).await;
    let id = newest(&app).await;
    let path = format!("/support-side/conversations/{id}");
    let body = || Some(json!({ "status": "Closed" }));
    let cases: [&[(&str, &str)]; 7] = [
        // A form of another site, which can set no header of its own.
        &[
            HOST,
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        &[HOST, ("sec-fetch-site", "same-origin")],
        &[
            HOST,
            ("x-support-side", "1"),
            ("sec-fetch-site", "same-site"),
        ],
        &[
            HOST,
            ("x-support-side", "1"),
            ("origin", "http://127.0.0.1:9999"),
        ],
        // A name that was made to lead to this machine.
        &[
            ("host", "evil.example:8080"),
            ("x-support-side", "1"),
            ("sec-fetch-site", "same-origin"),
        ],
        &[("host", "127.0.0.1.evil.example"), ("x-support-side", "1")],
        &[("x-support-side", "1")],
    ];
    for headers in cases {
        let answer = send(&app, Method::PATCH, &path, headers, body()).await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    for headers in [cases[0], cases[4], cases[5], cases[6]] {
        let answer = get(&app, "/support-side/conversations", headers).await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    assert_ne!(
        get(&app, &path, &OUR_PAGE).await.json()["data"]["status"],
        "Closed"
    );
}

#[tokio::test]
async fn only_what_the_page_needs_is_passed_on() {
    let app = demo_app(true).await;
    let id = newest(&app).await;
    for (method, path) in [
        (Method::DELETE, format!("/support-side/conversations/{id}")),
        (Method::POST, "/support-side/conversations".to_owned()),
        (Method::GET, "/support-side/contacts".to_owned()),
        (
            Method::GET,
            "/support-side/conversations/1%2f..%2f..%2fcontacts".to_owned(),
        ),
        (Method::GET, "/support-side/conversations/fields".to_owned()),
    ] {
        let answer = send(&app, method.clone(), &path, &OUR_PAGE, None).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 404 | 405),
            "{method} {path}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_demo_that_is_not_given_a_desk_has_no_support_side() {
    let app = demo_app(false).await;
    for path in ["/support-side", "/support-side/conversations"] {
        assert_eq!(get(&app, path, &OUR_PAGE).await.status, 404, "{path}");
    }
}
