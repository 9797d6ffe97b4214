//! The requests of the vendor's own open-source client, as it writes them: query forms and bodies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::TestApp;

/// Sends a call as the client does, expects 2xx and gives the body.
async fn call(app: &TestApp, method: &str, path: &str, body: Value) -> Value {
    let answer = match method {
        "GET" => app.get(path).await,
        _ => app.call(method, path, body).await,
    };
    assert!(
        answer.status.is_success(),
        "{method} {path}: {}",
        answer.text
    );
    answer.json()
}

#[tokio::test]
async fn every_call_about_conversations_is_understood() {
    let app = TestApp::new().await;
    let made = call(&app, "POST", "/v1/conversations", json!({
        "subject": "Payment issue", "description": "<p>It failed</p>",
        "requested_by": "ann@example.com", "priority": "High", "source": "Mail", "status": "Open",
        "brand_id": 1, "assignee": "sam@example.com", "team_id": 456,
        "custom_fields": [{ "internal_name": "order_id", "value": "ORD-12345" },
            { "internal_name": "satisfaction", "value": 3 },
            { "internal_name": "plan", "value": null }],
    }))
    .await["data"]
        .take();
    let one = format!("/v1/conversations/{}", made["id"]);
    let contact = &made["requested_by_id"];
    assert_eq!(
        call(&app, "GET", &one, Value::Null).await["data"]["id"],
        made["id"]
    );

    let filters = "status%5B%5D=Open&status%5B%5D=Pending&priority%5B%5D=High\
        &assigned_to_member_id%5B%5D=123&assigned_to_team_id%5B%5D=456&brand_id%5B%5D=1";
    let list = format!(
        "/v1/conversations?per_page=10&{filters}&requested_by_id={contact}&sort_by=updated_at&sort_order=asc"
    );
    assert_eq!(
        call(&app, "GET", &list, Value::Null).await["total_count"],
        1
    );
    call(
        &app,
        "GET",
        "/v1/conversations?requested_by_company=7",
        Value::Null,
    )
    .await;
    let with = format!(
        "/v1/conversations/with-replies?per_page=20&replies_per_page=50&replies_sort_order=asc&type=REPLY\
         &{filters}&requested_by_id={contact}&handled_by_ai_agent=false&sort_by=created_at&sort_order=desc"
    );
    let page = call(&app, "GET", &with, Value::Null).await;
    assert!(page["data"][0]["replies"]["data"].is_array());

    for kind in ["REPLY", "INTERNAL_NOTE"] {
        let body = json!({ "reply_text": "We are on it", "type": kind });
        let answer = call(&app, "POST", &format!("{one}/reply"), body).await;
        assert_eq!(answer["data"]["success"], true);
        let replies = format!("{one}/replies?per_page=100&type={kind}&sort_order=asc");
        let page = call(&app, "GET", &replies, Value::Null).await;
        assert_eq!(
            (&page["total_count"], &page["data"][0]["type"]),
            (&json!(1), &json!(kind))
        );
        assert!(page["data"][0]["id"].is_string());
    }

    let changed = call(
        &app,
        "PATCH",
        &one,
        json!({
            "subject": "Payment solved", "priority": "Low", "status": "Resolved",
            "assignee": "ines@example.com", "team": "Billing",
            "custom_fields": [{ "internal_name": "satisfaction", "value": "5" },
                { "internal_name": "plan", "value": "premium" }],
        }),
    )
    .await["data"]
        .take();
    assert_eq!(
        (&changed["status"], &changed["assigned_to_team_id"]),
        (&json!("Resolved"), &json!(457))
    );
    let deleted = call(&app, "DELETE", &one, Value::Null).await;
    assert_eq!(deleted, json!({ "data": { "success": true } }));
}

#[tokio::test]
async fn every_call_about_fields_is_understood() {
    let app = TestApp::new().await;
    let fields = "/v1/conversations/fields";
    let made = call(&app, "POST", fields, json!({
        "name": "Severity", "type": "dropdown", "internal_name": "severity", "description": "How bad",
        "is_mandatory_on_close": false, "field_options": ["Low", "High"],
    }))
    .await["data"]
        .take();
    let one = format!("{fields}/{}", made["id"]);
    assert_eq!(call(&app, "GET", &one, Value::Null).await["data"], made);
    let list = format!("{fields}?per_page=100&is_active=true&is_default=false");
    assert_eq!(
        call(&app, "GET", &list, Value::Null).await["total_count"],
        6
    );
    let changed = call(
        &app,
        "PATCH",
        &one,
        json!({
            "name": "Severity", "description": "How bad it is", "is_active": true,
            "is_mandatory_on_close": true, "field_options": ["Urgent"],
        }),
    )
    .await["data"]
        .take();
    assert_eq!(changed["field_options"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_clients_other_calls_are_understood() {
    let app = TestApp::new().await;
    call(&app, "GET", "/v1/me", Value::Null).await;
    call(&app, "GET", "/v1/tags?search=bill&per_page=10", Value::Null).await;
    let contacts = "/v1/contacts?requested_by_email=ann%40example.com&per_page=1";
    call(&app, "GET", contacts, Value::Null).await;
}
