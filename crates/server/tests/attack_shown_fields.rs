//! Attacks on what an operator opens to customers: custom fields by name, and tags (A4).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{
    allowed::{addresses, is_allowed},
    gateway::{GatewayApp, form},
    stub::Stub,
};

/// Rows whose custom fields are as odd as they can be; only `A-1` is, without doubt, of `order_id`.
fn with_odd_fields(stub: &Stub) {
    for row in &mut stub.world().rows {
        row["custom_fields"] = json!([
            // The value's own id is that of a listed definition.
            { "id": 1, "value": "canary-1" },
            { "id": 1, "conversation_field_id": null, "value": "canary-2" },
            // Not listed, and not defined.
            { "id": 11, "conversation_field_id": 2, "value": "canary-3" },
            { "id": 12, "conversation_field_id": 99, "value": "canary-4" },
            // It names itself.
            { "id": 13, "internal_name": "order_id", "name": "order_id", "value": "canary-5" },
            { "id": 14, "conversation_field_id": 2, "internal_name": "order_id", "value": "canary-6" },
            { "id": 15, "conversation_field_id": 1, "option_id": 77777, "value": "A-1", "extra": "canary-7" },
            { "id": 16, "conversation_field_id": 1, "value": null },
        ]);
    }
}

fn shown_order() -> Value {
    json!([{ "internal_name": "order_id", "name": "order_id", "value": "A-1" }])
}

const ONE: &str = "/conversations/100000001";

#[tokio::test]
async fn a4_fields_to_fill_in_are_not_fields_to_read() {
    let stub = Stub::with(&addresses(3), 2);
    with_odd_fields(&stub);
    let app = GatewayApp::with(&stub, |settings| {
        settings.custom_fields = vec!["order_id".to_owned()];
    })
    .await;
    for path in [ONE, "/conversations"] {
        let answer = app.get(path, "user1@example.com").await;
        assert!(is_allowed(&answer), "{answer:?}");
        assert!(!answer.text.contains("A-1"), "{answer:?}");
    }
    assert!(
        stub.take_calls()
            .iter()
            .all(|call| call.path != "/conversations/fields")
    );
    // Nor the other way round: what may be read only is no part of the form.
    let app = GatewayApp::with(&stub, |settings| {
        settings.shown_fields = vec!["order_id".to_owned()];
    })
    .await;
    let me = "user1@example.com";
    let fields = app.get("/conversations/fields", me).await.json();
    assert_eq!(fields["data"], json!([]));
    let mut body = form("s");
    body["custom_fields"] = json!([{ "internal_name": "order_id", "value": "1" }]);
    assert_eq!(app.post(me, "k", body.to_string()).await.status, 400);
}

#[tokio::test]
async fn a4_only_listed_custom_fields_are_shown() {
    let stub = Stub::with(&addresses(3), 2);
    with_odd_fields(&stub);
    let me = "user1@example.com";
    let list = ["order_id", "not_defined"].map(str::to_owned);
    let app = GatewayApp::with(&stub, |settings| settings.shown_fields = list.into()).await;
    let one = app.get(ONE, me).await;
    assert_eq!(one.json()["data"]["custom_fields"], shown_order());
    let page = app.get("/conversations", me).await;
    assert_eq!(page.json()["data"].as_array().unwrap().len(), 2);
    for row in page.json()["data"].as_array().unwrap() {
        assert_eq!(row["custom_fields"], shown_order());
    }
    let made = app.post(me, "k", form("x").to_string()).await;
    for answer in [&one, &page, &made] {
        assert!(!answer.text.contains("canary"), "{answer:?}");
        assert!(!answer.text.contains("tags"), "{answer:?}");
    }
    // Definitions are asked for once.
    let calls = stub.take_calls();
    let asked = calls
        .iter()
        .filter(|call| call.path == "/conversations/fields");
    assert_eq!(asked.count(), 1);
    // The vendor's lists name no definition: nothing is shown, and nothing guessed.
    for row in &mut stub.world().rows {
        row["custom_fields"] = json!([{ "id": 1, "value": "canary" }]);
    }
    let page = app.get("/conversations", me).await;
    assert!(is_allowed(&page), "{page:?}");
    // Somebody else's stays somebody else's.
    assert_eq!(app.get("/conversations/100000000", me).await.status, 404);
    // The control: with the other field listed, the same look finds what it looks for.
    with_odd_fields(&stub);
    let app = GatewayApp::with(&stub, |settings| {
        settings.shown_fields = vec![support::stub::PRIVATE.to_owned()];
    })
    .await;
    assert!(app.get(ONE, me).await.text.contains("canary-3"));
}

#[tokio::test]
async fn a4_definitions_in_doubt_show_nothing() {
    let me = "user1@example.com";
    for (definitions, no_definitions) in [
        // One id with two names, one name with two ids, none at all.
        (vec![(1, "salary")], false),
        (vec![(2, "order_id")], false),
        (vec![(99, "order_id")], false),
        (vec![], true),
    ] {
        let stub = Stub::with(&addresses(3), 1);
        with_odd_fields(&stub);
        stub.world().definitions.clone_from(&definitions);
        stub.world().no_definitions = no_definitions;
        let app = GatewayApp::with(&stub, |settings| {
            settings.shown_fields = vec!["order_id".to_owned()];
        })
        .await;
        for path in [ONE, "/conversations"] {
            let answer = app.get(path, me).await;
            assert_eq!(answer.status, 200);
            assert!(is_allowed(&answer), "{definitions:?}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn a4_tags_are_shown_with_the_switch_only() {
    let stub = Stub::with(&addresses(3), 1);
    let me = "user1@example.com";
    for row in &mut stub.world().rows {
        row["tags"] =
            json!([{ "id": 77777, "label": "late", "note": "canary" }, { "id": 2, "label": null }]);
    }
    for show_tags in [false, true] {
        let app = GatewayApp::with(&stub, |settings| settings.show_tags = show_tags).await;
        let one = app.get(ONE, me).await;
        let page = app.get("/conversations", me).await;
        for (answer, row) in [
            (&one, &one.json()["data"]),
            (&page, &page.json()["data"][0]),
        ] {
            let expected = show_tags.then(|| json!(["late"]));
            assert_eq!(row.get("tags"), expected.as_ref());
            for word in ["canary", "77777", "custom_fields"] {
                assert!(!answer.text.contains(word), "{answer:?}");
            }
        }
    }
}
