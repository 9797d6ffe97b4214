//! The two pages that this desk was made from: their own calls answer with every field they show.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{TestApp, assert_has_fields};

fn fixture(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn the_pages_own_calls_answer_with_every_field_they_show() {
    let app = TestApp::new().await;
    let body =
        r#"{ "description": "string", "subject": "string", "requested_by": "ann@example.com" }"#;
    let made = app.post(body).await;
    assert_eq!(made.status, 201);
    let sample = fixture(include_str!(
        "../../../tests/fixtures/create_conversation.json"
    ));
    assert_has_fields(&made.json(), &sample, "create");
    let listed = app.ok("/v1/conversations").await;
    let sample = fixture(include_str!(
        "../../../tests/fixtures/list_conversations.json"
    ));
    assert_has_fields(&listed, &sample, "list");
    assert!(listed["data"][0]["properties"].is_object());
}

#[tokio::test]
async fn the_samples_tags_and_custom_fields_come_back_in_their_shape() {
    let app = TestApp::new().await;
    let made = app
        .create(json!({ "tags": ["billing"], "custom_fields": [{ "internal_name": "order_id", "value": "ORD-12345" }] }))
        .await;
    assert_eq!(made["tags"], json!([{ "id": 1, "label": "billing" }]));
    assert_eq!(
        made["custom_fields"],
        json!([{ "id": 300_000_001, "value": "ORD-12345" }])
    );
}
