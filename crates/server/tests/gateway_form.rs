//! The form that a gateway describes: fields in the operator's order and words, brands, what guests
//! add, and whom a refusal blames.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::path::Path;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};
use support::{
    KEY, TestApp,
    allowed::is_allowed,
    gateway::{GatewayApp, form},
    send,
    stub::Stub,
};
use support_server::{
    ApiKey,
    gateway::{GatewaySettings, form::Form},
    upstream,
};

const ANN: &str = "ann@example.com";

fn described(text: &str) -> Form {
    Form::read(text, Path::new("form.json")).unwrap()
}

/// A gateway before a real desk with some fields.
async fn before_a_desk(change: impl FnOnce(&mut GatewaySettings)) -> (TestApp, GatewayApp) {
    let desk = TestApp::new().await;
    for field in [
        json!({ "name": "Order number", "type": "single_line_text" }),
        json!({ "name": "Topic", "type": "dropdown", "field_options": ["Delivery", "Returns"] }),
        json!({ "name": "Salary", "type": "number" }),
        json!({ "name": "Item", "type": "nested", "levels": ["Range", "Thing"],
                "choices": [{ "name": "Boots", "choices": [{ "name": "Fjell" }] }] }),
    ] {
        desk.define(field).await;
    }
    let api = upstream::router::connect(desk.router.clone(), "/v1", &ApiKey::new(KEY).unwrap());
    let gateway = GatewayApp::over(&Stub::default(), api, "t0", change).await;
    (desk, gateway)
}

#[tokio::test]
async fn the_form_is_the_operators_and_its_choices_are_the_desks() {
    let file = described(
        r#"{ "fields": [
            { "internal_name": "priority", "hidden": true, "value": "Low" },
            { "internal_name": "topic", "name": "What is it about?", "required": true },
            { "internal_name": "item" },
            { "internal_name": "missing" },
            { "internal_name": "terms", "type": "consent", "name": "I agree", "required": true }
        ], "brands": [{ "id": 1, "name": "Shop" }, { "id": 2, "name": "Outlet" }] }"#,
    );
    let (_desk, app) = before_a_desk(|settings| {
        settings.custom_fields = vec!["order_number".to_owned()];
        file.apply(settings);
    })
    .await;
    let answer = app.get("/conversations/fields", ANN).await;
    assert!(is_allowed(&answer), "{answer:?}");
    let body = answer.json();
    let names: Vec<&str> = body["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["internal_name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["priority", "topic", "item", "terms", "order_number"]
    );
    assert_eq!(body["total_count"], 5);
    let [priority, topic, item, terms, order] = [0, 1, 2, 3, 4].map(|n| &body["data"][n]);
    assert_eq!(priority["hidden"], true);
    assert_eq!(topic["name"], "What is it about?");
    assert_eq!(
        (&topic["type"], &topic["required"]),
        (&json!("dropdown"), &json!(true))
    );
    assert_eq!(topic["field_options"][1]["name"], "Returns");
    assert_eq!(item["levels"], json!(["Range", "Thing"]));
    assert_eq!(
        item["choices"],
        json!([{ "name": "Boots", "choices": [{ "name": "Fjell" }] }])
    );
    assert_eq!(terms["type"], "consent");
    assert_eq!(order["name"], "Order number");
    assert_eq!(body["brands"][1], json!({ "id": 2, "name": "Outlet" }));
    let standard = app
        .get("/conversations/fields?is_default=true", ANN)
        .await
        .json();
    assert_eq!(standard["total_count"], 1);
}

#[tokio::test]
async fn a_refusal_blames_the_custom_field_by_name() {
    let (desk, app) = before_a_desk(|settings| {
        settings.custom_fields = ["topic", "order_number"].map(str::to_owned).into();
    })
    .await;
    let mut body = form("s");
    body["custom_fields"] = json!([
        { "internal_name": "topic", "value": "Nonsense" },
        { "internal_name": "order_number", "value": "81204" },
    ]);
    let refused = app.post(ANN, "k1", body.to_string()).await;
    assert_eq!(refused.status, 400);
    let fields = refused.json()["error"]["fields"].take();
    assert_eq!(fields.as_array().unwrap().len(), 1, "{fields}");
    assert_eq!(fields[0]["name"], "custom_fields.topic");

    body["custom_fields"][0]["value"] = json!("Returns");
    body["brand_id"] = Value::Null;
    let made = app.post(ANN, "k2", body.to_string()).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.json()["data"]["id"].clone();
    let stored = desk.ok(&format!("/v1/conversations/{id}")).await;
    let values: Vec<_> = stored["data"]["custom_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["value"].clone())
        .collect();
    assert_eq!(values, ["Returns", "81204"]);
}

#[tokio::test]
async fn the_upstream_is_asked_for_definitions_once_in_a_while() {
    let stub = Stub::default();
    let app = GatewayApp::with(&stub, |settings| {
        settings.custom_fields = vec!["order_id".to_owned()];
    })
    .await;
    for _ in 0..3 {
        let fields = app.get("/conversations/fields", ANN).await.json();
        assert_eq!(fields["data"][0]["internal_name"], "order_id");
    }
    let calls = stub.take_calls();
    let asked = calls
        .iter()
        .filter(|call| call.path == "/conversations/fields");
    assert_eq!(asked.count(), 1);
}

#[tokio::test]
async fn a_desk_that_does_not_answer_is_asked_again() {
    let stub = Stub::default();
    let app = GatewayApp::with(&stub, |settings| {
        settings.custom_fields = vec!["order_id".to_owned()];
    })
    .await;
    stub.world().no_definitions = true;
    assert_eq!(app.get("/conversations/fields", ANN).await.status, 502);
    stub.world().no_definitions = false;
    assert_eq!(app.get("/conversations/fields", ANN).await.status, 200);
}

#[tokio::test]
async fn a_guest_may_say_a_name_and_must_leave_the_trap_alone() {
    let (desk, app) = before_a_desk(|settings| settings.guests = true).await;
    let post = async |key: &str, body: Value| {
        let request = Request::post("/support/v1/conversations")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()));
        send(&app.router, request.unwrap()).await
    };
    let mut body = form("s");
    body["requested_by"] = json!("guest@example.com");
    body["requested_by_firstname"] = json!(" Grace Hopper ");
    body["website"] = json!("https://spam.example");
    let caught = post("k1", body.clone()).await;
    assert_eq!(caught.status, 400);
    assert_eq!(caught.json()["error"]["fields"][0]["name"], "website");

    body["website"] = json!("");
    assert_eq!(post("k2", body.clone()).await.status, 201);
    let contacts = desk
        .ok("/v1/contacts?requested_by_email=guest@example.com")
        .await;
    assert_eq!(contacts["data"][0]["first_name"], "Grace Hopper");

    for name in ["", "a\nb", &"x".repeat(101)] {
        body["requested_by_firstname"] = json!(name);
        let refused = post("k3", body.clone()).await;
        assert_eq!(refused.status, 400, "{name}");
        let blamed = &refused.json()["error"]["fields"][0]["name"];
        assert_eq!(blamed, "requested_by_firstname");
    }
}
