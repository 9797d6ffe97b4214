//! `POST /v1/conversations`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{collections::HashSet, sync::Arc};

use serde_json::{Value, json};
use support::{TestApp, body};

#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point_and_nothing_after_it() {
    let app = TestApp::new().await;
    let made = app.create(json!({ "created_at": 1_672_531_200.0 })).await;
    assert_eq!(made["created_at"], 1_672_531_200);
    for other in [1.5, 1e300, -0.5] {
        let answer = app
            .post(body(json!({ "created_at": other })).to_string())
            .await;
        assert_eq!(answer.status, 400, "{other}");
    }
}

#[tokio::test]
async fn the_required_fields_get_the_documented_defaults() {
    let app = TestApp::new().await;
    let made = app.create(json!({ "created_at": 1_672_531_200 })).await;
    assert_eq!(
        made,
        json!({
            "id": 100_000_001, "brand": "Support Brand", "brand_id": 1, "source": "Call",
            "status": "Open", "priority": "Medium", "created_at": 1_672_531_200,
            "first_response_time": null, "resolution_time": null,
            "due": 1_672_531_200 + 72 * 3600, "first_response_due": 1_672_531_200 + 8 * 3600,
            "requested_by_email": "ann@example.com", "requested_by_id": 200_000_001,
            "assigned_to_member_id": null, "assigned_to_team_id": null,
            "last_updated_at": 1_672_531_200,
            "subject": "Payment issue with order #12345",
            "description_html": "<p>I'm having trouble with my payment...</p>",
            "description_text": "I'm having trouble with my payment...",
            "tags": [], "custom_fields": [], "properties": {},
        })
    );
}

#[tokio::test]
async fn every_field_is_stored() {
    let app = TestApp::new().await;
    for field in [
        json!({ "name": "Seats", "type": "number" }),
        json!({ "name": "Tools", "type": "multi_select", "field_options": ["a", "b"] }),
        json!({ "name": "Nothing", "type": "date" }),
    ] {
        app.define(field).await;
    }
    let made = app
        .create(json!({
            "priority": "High", "status": "Resolved", "source": "Mail", "brand_id": 2,
            "assignee": " SAM@example.com", "team_id": 456, "tags": ["billing", "urgent", "billing"],
            "requested_by_firstname": "Ann", "requested_by_lastname": "Lee",
            "created_at": 1_672_531_200, "resolved_at": 1_672_535_400, "skip_notifications": true,
            "custom_fields": [
                { "internal_name": "order_id", "value": "ORD-12345" },
                { "internal_name": "seats", "value": 3001 },
                { "internal_name": "tools", "value": ["a", "b"] },
                { "internal_name": "nothing", "value": null },
            ],
            "unknown": { "is": "ignored" },
        }))
        .await;
    let listed = app.ok("/v1/conversations").await["data"][0].take();
    for row in [&made, &listed] {
        assert_eq!(row["priority"], "High");
        assert_eq!(row["status"], "Resolved");
        assert_eq!(row["source"], "Mail");
        assert_eq!(
            (&row["brand"], &row["brand_id"]),
            (&json!("Outlet"), &json!(2))
        );
        assert_eq!(row["assigned_to_member_id"], 123);
        assert_eq!(row["assigned_to_team_id"], 456);
        assert_eq!(row["resolution_time"], 1_672_535_400);
        assert_eq!(row["last_updated_at"], 1_672_535_400);
        assert_eq!(row["due"], 1_672_617_600);
        assert_eq!(row["first_response_due"], 1_672_538_400);
        assert_eq!(
            row["tags"],
            json!([{ "id": 1, "label": "billing" }, { "id": 2, "label": "urgent" }])
        );
        let values: Vec<&Value> = row["custom_fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| &field["value"])
            .collect();
        assert_eq!(json!(values), json!(["ORD-12345", 3001, ["a", "b"], null]));
    }
    let contact = app
        .ok("/v1/contacts?requested_by_email=ann@example.com")
        .await["data"][0]
        .take();
    assert_eq!(contact["full_name"], "Ann Lee");
}

#[tokio::test]
async fn null_counts_as_absent() {
    let app = TestApp::new().await;
    let made = app
        .create(json!({
            "priority": null, "status": null, "source": null, "brand_id": null, "assignee": null,
            "team_id": null, "custom_fields": null, "tags": null, "created_at": null,
        }))
        .await;
    assert_eq!(
        (&made["priority"], &made["source"]),
        (&json!("Medium"), &json!("Call"))
    );
}

#[tokio::test]
async fn a_contact_is_found_whatever_the_case_of_its_address() {
    let app = TestApp::new().await;
    let first = app
        .create(json!({ "requested_by": "Ann@Example.com" }))
        .await;
    let again = app
        .create(json!({ "requested_by": " ann@example.COM ", "requested_by_firstname": "Mallory" }))
        .await;
    let other = app
        .create(json!({ "requested_by": "bob@example.com" }))
        .await;
    assert_eq!(first["requested_by_id"], again["requested_by_id"]);
    assert_eq!(again["requested_by_email"], "Ann@Example.com");
    assert_ne!(first["requested_by_id"], other["requested_by_id"]);
    let found = app
        .ok("/v1/contacts?requested_by_email=ANN@example.com")
        .await;
    assert_eq!(found["total_count"], 1);
    assert_eq!(found["data"][0]["first_name"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_first_creates_at_once_make_one_contact() {
    let app = Arc::new(TestApp::new().await);
    let creates: Vec<_> = (0..50)
        .map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move { app.create(json!({})).await["requested_by_id"].clone() })
        })
        .collect();
    // Which number it has is PostgreSQL's affair: it takes one for each that tried to be the first.
    let mut contacts = HashSet::new();
    for create in creates {
        contacts.insert(create.await.unwrap().as_i64());
    }
    assert_eq!(contacts.len(), 1, "{contacts:?}");
    assert!(contacts.iter().all(Option::is_some));
    assert_eq!(app.total().await, 50);
}

#[tokio::test]
async fn a_requester_may_be_a_telephone_number() {
    let app = TestApp::new().await;
    let made = app
        .create(json!({ "requested_by": "+1 (415) 555-2671" }))
        .await;
    assert_eq!(made["requested_by_phone"], "+14155552671");
    assert_eq!(made["requested_by_email"], Value::Null);
    let again = app
        .create(json!({ "requested_by": "+1.415.555.2671" }))
        .await;
    assert_eq!(made["requested_by_id"], again["requested_by_id"]);
    let found = app
        .ok("/v1/contacts?requested_by_phone=%2B14155552671")
        .await;
    assert_eq!(found["data"][0]["id"], made["requested_by_id"]);
}

#[tokio::test]
async fn a_resolved_conversation_without_a_time_was_resolved_when_made() {
    let app = TestApp::new().await;
    let made = app
        .create(json!({ "status": "Closed", "created_at": 1000 }))
        .await;
    assert_eq!(made["resolution_time"], 1000);
}

/// One bad field: its name and the rest of the sentence.
async fn check(app: &TestApp, bad: Value, expected: &str) {
    let answer = app.post(body(bad.clone()).to_string()).await;
    assert_eq!(answer.status, 400, "{bad}: {}", answer.text);
    assert_eq!(
        answer.message(),
        format!("Invalid field values: {expected}"),
        "{bad}"
    );
    let (name, message) = expected.split_once(": ").unwrap();
    assert_eq!(
        answer.json()["error"]["fields"],
        json!([{ "name": name, "message": message }])
    );
}

#[tokio::test]
async fn each_bad_field_is_named_with_what_was_expected() {
    let app = TestApp::new().await;
    let long = "x".repeat(256);
    let table = [
        (
            json!({ "subject": null }),
            "subject: expected text, found nothing",
        ),
        (
            json!({ "subject": " \n" }),
            "subject: expected text, found blank text",
        ),
        (json!({ "subject": 7 }), "subject: expected text, found 7"),
        (
            json!({ "subject": long }),
            "subject: expected at most 255 characters, found 256",
        ),
        (
            json!({ "subject": "a\u{0}b" }),
            "subject: expected text without NUL characters, found one",
        ),
        (
            json!({ "description": [] }),
            "description: expected text, found a list",
        ),
        (
            json!({ "requested_by": "ann" }),
            "requested_by: expected an e-mail address or a phone number, found `ann`",
        ),
        (
            json!({ "priority": "Extreme" }),
            "priority: expected one of Low, Medium, High, Urgent, found `Extreme`",
        ),
        (
            json!({ "priority": "high" }),
            "priority: expected one of Low, Medium, High, Urgent, found `high`",
        ),
        (
            json!({ "status": "Odd" }),
            "status: expected one of Open, Pending, Resolved, Closed, found `Odd`",
        ),
        (
            json!({ "source": false }),
            "source: expected one of Mail, Call, API, found false",
        ),
        (
            json!({ "brand_id": 99 }),
            "brand_id: expected the id of a brand, found 99",
        ),
        (
            json!({ "brand_id": "1" }),
            "brand_id: expected the id of a brand, found `1`",
        ),
        (
            json!({ "brand_id": 1.5 }),
            "brand_id: expected the id of a brand, found 1.5",
        ),
        (
            json!({ "brand_id": 18_446_744_073_709_551_615_u64 }),
            "brand_id: expected the id of a brand, found 18446744073709551615",
        ),
        (
            json!({ "assignee": "eve@example.com" }),
            "assignee: expected the e-mail address of a member, found `eve@example.com`",
        ),
        (
            json!({ "team_id": -1 }),
            "team_id: expected the id of a team, found -1",
        ),
        (
            json!({ "custom_fields": { "a": 1 } }),
            "custom_fields: expected a list, found an object",
        ),
        (
            json!({ "custom_fields": ["a"] }),
            "custom_fields: expected items of internal_name and value, found `a`",
        ),
        (
            json!({ "custom_fields": [{ "internal_name": "" }] }),
            "custom_fields: expected an internal_name of 1 to 100 characters, found ``",
        ),
        (
            json!({ "custom_fields": [{ "internal_name": "colour", "value": "red" }] }),
            "custom_fields: expected the internal_name of a field, found `colour`",
        ),
        (
            json!({ "custom_fields": [{ "internal_name": "plan" }, { "internal_name": "plan" }] }),
            "custom_fields: expected each internal_name once, found `plan`",
        ),
        (
            json!({ "custom_fields": [{ "internal_name": "plan", "value": "gold" }] }),
            "custom_fields.plan: expected one of basic, plus, premium, found `gold`",
        ),
        (
            json!({ "tags": [""] }),
            "tags: expected labels of 1 to 100 characters, found ``",
        ),
        (
            json!({ "created_at": -1 }),
            "created_at: expected a time in epoch seconds, found -1",
        ),
        (
            json!({ "resolved_at": 5 }),
            "resolved_at: expected nothing unless status is Resolved or Closed, found 5",
        ),
        (
            json!({ "resolved_at": 5, "created_at": 6, "status": "Closed" }),
            "resolved_at: expected a time not before created_at, found 5",
        ),
    ];
    for (bad, expected) in table {
        check(&app, bad, expected).await;
    }
    assert_eq!(app.total().await, 0);
}

#[tokio::test]
async fn all_bad_fields_are_listed_in_order() {
    let app = TestApp::new().await;
    let answer = app.post(r#"{"priority":"Extreme","team_id":1}"#).await;
    assert_eq!(
        answer.message(),
        "Invalid field values: subject: expected text, found nothing; \
         description: expected text, found nothing; requested_by: expected text, found nothing; \
         priority: expected one of Low, Medium, High, Urgent, found `Extreme`; \
         team_id: expected the id of a team, found 1"
    );
    assert_eq!(
        answer.json()["error"]["fields"].as_array().unwrap().len(),
        5
    );
}
