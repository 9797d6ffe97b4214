//! `GET`, `PATCH` and `DELETE /v1/conversations/{id}`, and the account.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::TestApp;
use support_server::desk::seed::{self, CUSTOM_STATUS, Plan};

const MADE: i64 = 1_672_531_200;

/// A desk with one old conversation, and its path.
async fn desk() -> (TestApp, String) {
    let app = TestApp::new().await;
    let made = app
        .create(json!({ "created_at": MADE, "custom_fields": [
            { "internal_name": "order_id", "value": "ORD-1" },
            { "internal_name": "plan", "value": "plus" },
        ] }))
        .await;
    let path = format!("/v1/conversations/{}", made["id"]);
    (app, path)
}

/// Changes a conversation, which must succeed; gives the `data`.
async fn change(app: &TestApp, path: &str, body: Value) -> Value {
    let answer = app.call("PATCH", path, body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let data = answer.json()["data"].take();
    assert_eq!(app.ok(path).await["data"], data, "what is stored");
    data
}

#[tokio::test]
async fn one_conversation_names_the_definition_and_option_of_its_fields() {
    let (app, path) = desk().await;
    let one = app.ok(&path).await["data"].take();
    assert_eq!(
        one["custom_fields"],
        json!([
            { "id": 300_000_001, "conversation_field_id": 101, "value": "ORD-1" },
            { "id": 300_000_002, "conversation_field_id": 104, "option_id": 5, "value": "plus" },
        ])
    );
    let listed = app.ok("/v1/conversations").await["data"][0].take();
    assert_eq!(
        listed["custom_fields"][0],
        json!({ "id": 300_000_001, "value": "ORD-1" })
    );
    assert_eq!(one["description_html"], listed["description_html"]);
    assert_eq!(one["properties"], json!({}));
}

#[tokio::test]
async fn a_bad_id_is_400_and_an_unknown_one_404() {
    let (app, _) = desk().await;
    for tail in ["", "/replies"] {
        for id in [
            "x",
            "0",
            "-1",
            "+1",
            "01",
            "1.0",
            "1e3",
            "%20",
            "%00",
            "%FF",
            "%2F",
            "9223372036854775808",
            "withreplies",
            "100000001%20",
        ] {
            let answer = app.get(&format!("/v1/conversations/{id}{tail}")).await;
            assert_eq!(answer.status, 400, "{id}{tail}: {}", answer.text);
            assert_eq!(answer.message(), "Invalid conversation ID", "{id}{tail}");
        }
        let answer = app.get(&format!("/v1/conversations/7{tail}")).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.message(), "Conversation not found");
    }
    for (method, tail, body) in [
        ("PATCH", "", json!({ "subject": "s" })),
        ("DELETE", "", json!({})),
        (
            "POST",
            "/reply",
            json!({ "reply_text": "a", "type": "REPLY" }),
        ),
    ] {
        let gone = app
            .call(method, &format!("/v1/conversations/7{tail}"), body.clone())
            .await;
        assert_eq!(
            (gone.status.as_u16(), gone.message().as_str()),
            (404, "Conversation not found")
        );
        let bad = app
            .call(method, &format!("/v1/conversations/x{tail}"), body)
            .await;
        assert_eq!(
            (bad.status.as_u16(), bad.message().as_str()),
            (400, "Invalid conversation ID")
        );
    }
    for (method, path) in [
        ("PUT", "/v1/conversations/7"),
        ("DELETE", "/v1/conversations/fields"),
    ] {
        assert_eq!(
            app.call(method, path, json!({})).await.status,
            405,
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a_change_changes_what_it_names() {
    let (app, path) = desk().await;
    let before = app.ok(&path).await["data"].take();
    let after = change(
        &app,
        &path,
        json!({ "subject": "Another", "priority": "Urgent", "assignee": "ines@example.com",
            "team": "Billing", "status": null,
            "custom_fields": [{ "internal_name": "plan", "value": "premium" },
                { "internal_name": "satisfaction", "value": "4" }] }),
    )
    .await;
    assert_eq!(
        (&after["subject"], &after["priority"]),
        (&json!("Another"), &json!("Urgent"))
    );
    assert_eq!(after["assigned_to_member_id"], 124);
    assert_eq!(after["assigned_to_team_id"], 457);
    assert_eq!(
        (&after["due"], &after["first_response_due"]),
        (&json!(MADE + 8 * 3600), &json!(MADE + 3600))
    );
    let values: Vec<&Value> = after["custom_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| &field["value"])
        .collect();
    assert_eq!(json!(values), json!(["ORD-1", "premium", 4]));
    assert!(after["last_updated_at"].as_i64() > before["last_updated_at"].as_i64());
    for same in [
        "status",
        "created_at",
        "requested_by_id",
        "description_html",
        "first_response_time",
        "resolution_time",
    ] {
        assert_eq!(before[same], after[same], "{same}");
    }
}

#[tokio::test]
async fn a_team_is_named_by_name_or_id() {
    let (app, path) = desk().await;
    for (body, id) in [
        (json!({ "team": "Logistics" }), 458),
        (json!({ "team": "456" }), 456),
        (json!({ "team": 457 }), 457),
        (json!({ "team_id": 458 }), 458),
    ] {
        let after = change(&app, &path, body.clone()).await;
        assert_eq!(after["assigned_to_team_id"], id, "{body}");
    }
}

#[tokio::test]
async fn the_resolution_time_follows_the_status() {
    let (app, path) = desk().await;
    seed::run(
        &app.store,
        &Plan {
            conversations: 0,
            requesters: 1,
            seed: 1,
            now: MADE,
        },
    )
    .await
    .unwrap();
    let resolved = change(&app, &path, json!({ "status": "Resolved" })).await;
    let since = resolved["resolution_time"].as_i64().unwrap();
    assert!(since > MADE);
    let closed = change(&app, &path, json!({ "status": "Closed" })).await;
    assert_eq!(closed["resolution_time"], since, "it was resolved already");
    let renamed = change(&app, &path, json!({ "subject": "s" })).await;
    assert_eq!(renamed["resolution_time"], since);
    for open in [CUSTOM_STATUS, "Open", "Pending"] {
        let reopened = change(&app, &path, json!({ "status": open })).await;
        assert_eq!(
            (&reopened["status"], &reopened["resolution_time"]),
            (&json!(open), &Value::Null)
        );
    }
}

#[tokio::test]
async fn a_bad_change_is_named_and_changes_nothing() {
    let (app, path) = desk().await;
    let before = app.ok(&path).await;
    for (body, expected) in [
        (
            json!({}),
            "body: expected at least one of subject, priority, status, assignee, team, team_id, custom_fields, found none",
        ),
        (
            json!({ "source": "Mail" }),
            "body: expected at least one of subject, priority, status, assignee, team, team_id, custom_fields, found none",
        ),
        (
            json!({ "subject": " " }),
            "subject: expected text, found blank text",
        ),
        (
            json!({ "subject": "a\u{0}" }),
            "subject: expected text without NUL characters, found one",
        ),
        (
            json!({ "status": "Odd" }),
            "status: expected one of Open, Pending, Resolved, Closed, found `Odd`",
        ),
        (
            json!({ "priority": 1 }),
            "priority: expected one of Low, Medium, High, Urgent, found 1",
        ),
        (
            json!({ "assignee": "eve@example.com" }),
            "assignee: expected the e-mail address of a member, found `eve@example.com`",
        ),
        (
            json!({ "team": "billing'; --" }),
            "team: expected the name or id of a team, found `billing'; --`",
        ),
        (
            json!({ "team": {} }),
            "team: expected the name or id of a team, found an object",
        ),
        (
            json!({ "team_id": 1 }),
            "team_id: expected the id of a team, found 1",
        ),
        (
            json!({ "custom_fields": [{ "internal_name": "order_id", "value": "x" }, { "internal_name": "nope", "value": 1 }] }),
            "custom_fields: expected the internal_name of a field, found `nope`",
        ),
    ] {
        let answer = app.call("PATCH", &path, body.clone()).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(
            answer.message(),
            format!("Invalid field values: {expected}"),
            "{body}"
        );
    }
    assert_eq!(app.ok(&path).await, before);
}

#[tokio::test]
async fn a_deleted_conversation_is_gone_and_its_number_never_comes_back() {
    let (app, path) = desk().await;
    let id = app.ok(&path).await["data"]["id"].as_i64().unwrap();
    app.reply(id, "REPLY", "hello").await;
    let answer = app.call("DELETE", &path, json!({})).await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (200, json!({ "data": { "success": true } }))
    );
    assert_eq!(app.get(&path).await.status, 404);
    assert_eq!(app.get(&format!("{path}/replies")).await.status, 404);
    assert_eq!(app.call("DELETE", &path, json!({})).await.status, 404);
    assert_eq!(
        (
            app.total().await,
            app.subjects("search=payment").await.len()
        ),
        (0, 0)
    );
    assert!(app.create(json!({})).await["id"].as_i64().unwrap() > id);
}

#[tokio::test]
async fn me_is_the_account_and_tags_are_listed() {
    let (app, _) = desk().await;
    let me = app.ok("/v1/me").await;
    assert_eq!(me["data"]["id"], 1);
    for name in [
        "subdomain",
        "domain",
        "company_name",
        "time_zone",
        "language",
    ] {
        assert!(me["data"][name].is_string(), "{name}");
    }
    app.create(json!({ "created_at": MADE, "tags": ["billing", "late", "bill'%"] }))
        .await;
    let page = app.ok("/v1/tags?per_page=2").await;
    assert_eq!(page["total_count"], 3);
    let cursor = page["pages"]["next_cursor"].as_str().unwrap();
    let last = app
        .ok(&format!("/v1/tags?per_page=2&starting_after={cursor}"))
        .await;
    assert_eq!(
        last["data"],
        json!([{ "id": 1, "name": "billing", "created_at": MADE }])
    );
    assert_eq!(app.ok("/v1/tags?search=bill").await["total_count"], 2);
    assert_eq!(app.get("/v1/tags?colour=red").await.status, 400);
    for path in [
        "/v1/me",
        "/v1/tags",
        "/v1/conversations/fields",
        "/v1/conversations/100000001",
    ] {
        let bare = axum::http::Request::get(path)
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(app.send(bare).await.status, 401, "{path}");
    }
}
