//! Answers that the widget has already: `ETag` and `If-None-Match`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use axum::{body::Body, http::header};
use serde_json::json;
use support::{Answer, gateway::GatewayApp, send, stub::Stub};

const ME: &str = "user0@example.com";
const OTHER: &str = "user1@example.com";
/// More than a page, so that there is a sealed cursor in the answer.
const LIST: &str = "/conversations?per_page=2&sort_by=updated_at&sort_order=desc";

async fn app() -> GatewayApp {
    let addresses = [ME.to_owned(), OTHER.to_owned()];
    GatewayApp::before(&Stub::with(&addresses, 5)).await
}

async fn get(app: &GatewayApp, path: &str, email: &str, known: &str) -> Answer {
    let request = app.request("GET", path, email);
    let request = request.header(header::IF_NONE_MATCH, known);
    send(&app.router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = app().await;
    let first = app.get(LIST, ME).await;
    let tag = first.header("etag").to_owned();
    assert_eq!(first.status, 200);
    assert!(first.text.contains("next_cursor\":\""), "{}", first.text);
    assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        "*".into(),
    ] {
        let again = get(&app, LIST, ME, &known).await;
        assert_eq!(
            (again.status.as_u16(), again.text.as_str()),
            (304, ""),
            "{known}"
        );
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("content-type"), "");
        assert_eq!(
            again.header("cache-control"),
            "no-store",
            "it is still one person's"
        );
    }
    for known in ["", "\"other\"", tag.trim_matches('"')] {
        let again = get(&app, LIST, ME, known).await;
        assert_eq!(
            (again.status.as_u16(), again.text.as_str()),
            (200, first.text.as_str()),
            "{known}"
        );
    }
}

#[tokio::test]
async fn what_has_changed_is_sent() {
    let app = app().await;
    let tag = app.get(LIST, ME).await.header("etag").to_owned();
    for row in &mut app.stub.world().rows {
        row["status"] = json!("Resolved");
    }
    let again = get(&app, LIST, ME, &tag).await;
    assert_eq!(again.status, 200);
    assert!(again.text.contains("Resolved"));
    assert_ne!(again.header("etag"), tag);
}

#[tokio::test]
async fn a_tag_tells_nobody_else_anything() {
    let app = app().await;
    let tag = app.get(LIST, ME).await.header("etag").to_owned();
    let other = get(&app, LIST, OTHER, &tag).await;
    assert_eq!(other.status, 200);
    assert_ne!(other.header("etag"), tag);
    let request = app
        .request("GET", LIST, ME)
        .header(header::IF_NONE_MATCH, &tag);
    let mut refused = request.body(Body::empty()).unwrap();
    refused.headers_mut().remove(header::AUTHORIZATION);
    let refused = send(&app.router, refused).await;
    assert_eq!((refused.status.as_u16(), refused.header("etag")), (401, ""));
}

#[tokio::test]
async fn refusals_and_creates_have_no_tag() {
    let app = app().await;
    for path in [
        "/conversations?per_page=0",
        "/conversations/999999",
        "/nowhere",
    ] {
        let refused = get(&app, path, ME, "*").await;
        assert!(refused.status.is_client_error(), "{path}");
        assert_eq!(refused.header("etag"), "", "{path}");
    }
    let body = support::gateway::form("s").to_string();
    let made = app.post(ME, "k1", body).await;
    assert_eq!((made.status.as_u16(), made.header("etag")), (201, ""));
}
