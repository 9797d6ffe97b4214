//! Attacks by what goes in and comes out: private fields, staff's fields, bodies that are not what they
//! seem, parameters outside a customer's set (A4, header injection, duplicate keys).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{
    Answer,
    gateway::{GatewayApp, form},
    send,
    stub::Stub,
};

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("user{n}@example.com")).collect()
}

/// Every key at every depth.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                found.push(key.clone());
                keys(inner, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

const ALLOWED: [&str; 29] = [
    "data",
    "pages",
    "total_count",
    "per_page",
    "next_cursor",
    "next_url",
    "id",
    "status",
    "priority",
    "created_at",
    "last_updated_at",
    "first_response_time",
    "resolution_time",
    "due",
    "first_response_due",
    "requested_by_id",
    "subject",
    "description_text",
    "body_text",
    "body_html",
    "author",
    "name",
    "type",
    "sent_at",
    "internal_name",
    "description",
    "is_active",
    "is_default",
    "field_options",
];

fn is_allowed(answer: &Answer) -> bool {
    let mut found = Vec::new();
    keys(&answer.json(), &mut found);
    let listed = found.iter().all(|key| ALLOWED.contains(&key.as_str()));
    listed
        && !["canary", "77777", "8888801"]
            .iter()
            .any(|word| answer.text.contains(word))
}

#[tokio::test]
async fn a4_only_the_allow_list_is_read() {
    let stub = Stub::with(&addresses(3), 30);
    let app = GatewayApp::with(&stub, |settings| {
        settings.custom_fields = vec!["order_id".to_owned()];
    })
    .await;
    let me = "user1@example.com";
    let mut answers = vec![app.post(me, "k", form("x").to_string()).await];
    for path in [
        "/conversations?per_page=30",
        "/conversations/100000001",
        "/conversations/100000001/replies",
        "/conversations/fields",
    ] {
        answers.push(app.get(path, me).await);
    }
    for answer in answers {
        assert!(
            answer.status.is_success() && is_allowed(&answer),
            "{answer:?}"
        );
    }
    let fields = app.get("/conversations/fields", me).await.json();
    assert_eq!(fields["data"].as_array().unwrap().len(), 1);
    // The control: what the upstream sent would not pass.
    let raw = Answer {
        text: json!({ "data": stub.world().rows }).to_string(),
        ..app.get("/conversations", me).await
    };
    assert!(!is_allowed(&raw));
}

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

#[tokio::test]
async fn a4_staffs_fields_never_reach_the_upstream() {
    let stub = Stub::with(&addresses(2), 2);
    let app = GatewayApp::with(&stub, |settings| {
        settings.given.team_id = Some(4);
        settings.given.tags = vec!["portal".to_owned()];
        settings.brands = vec![3];
    })
    .await;
    let me = "user0@example.com";
    for (name, value) in [
        ("requested_by", json!("user1@example.com")),
        ("requested_by", json!(["user0@example.com"])),
        ("requested_by_id", json!(1001)),
        ("requested_by_id", json!(1000)),
        ("brand_id", json!(1)),
        ("brand_id", json!("3")),
        ("status", json!("Closed")),
        ("source", json!("Call")),
        ("assignee", json!("sam@example.com")),
        ("team_id", json!(9)),
        ("tags", json!(["vip"])),
        ("tags", json!([])),
        ("priority", json!("Whatever")),
        ("priority", json!(1)),
        ("created_at", json!(1)),
        ("resolved_at", json!(1)),
        ("skip_notifications", json!(true)),
        ("attachments", json!([{ "url": "http://127.0.0.1/" }])),
        ("requested_by_firstname", json!("X")),
        (
            "custom_fields",
            json!([{ "internal_name": "order_id", "value": "1" }]),
        ),
        ("custom_fields", json!({ "order_id": "1" })),
        ("website", json!("x")),
        ("__proto__", json!({})),
        ("subject", json!("a\r\nBcc: b@example.com")),
        ("subject", json!("a\u{0}")),
        ("subject", json!("x".repeat(256))),
        ("subject", json!(" ")),
        ("subject", json!(7)),
        ("description", json!("")),
        ("description", json!("x".repeat(205_000))),
        ("description", Value::Null),
    ] {
        let mut body = form("s");
        body[name] = value.clone();
        let answer = app.post(me, "k", body.to_string()).await;
        assert_eq!(answer.status, 400, "{name}: {answer:?}");
        let found = answer.json()["error"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .any(|field| field["name"] == name);
        assert!(found, "{name}: {answer:?}");
    }
    assert!(stub.take_calls().iter().all(|call| call.method == "GET"));
    let mut body = form("s");
    for (name, value) in [
        ("requested_by", json!(" USER0@example.com")),
        ("source", json!("Mail")),
        ("status", json!("Open")),
        ("team_id", json!(4)),
        ("tags", json!(["portal"])),
        ("brand_id", json!(3)),
        ("assignee", Value::Null),
    ] {
        body[name] = value;
    }
    assert_eq!(app.post(me, "k", body.to_string()).await.status, 201);
    let calls = stub.take_calls();
    let sent = &calls
        .iter()
        .find(|call| call.method == "POST")
        .unwrap()
        .body;
    assert_eq!(
        *sent,
        json!({
            "subject": "s", "description": "<p>Some &lt;b&gt;text&lt;/b&gt;</p><p>and more</p>",
            "requested_by": me, "priority": "High", "status": "Open", "source": "Mail", "brand_id": 3,
            "team_id": 4, "tags": ["portal"],
        })
    );
}

#[tokio::test]
async fn bodies_that_are_not_what_they_seem() {
    let stub = Stub::with(&addresses(2), 1);
    let app = GatewayApp::before(&stub).await;
    let me = "user0@example.com";
    let deep = |depth: usize| {
        format!(
            r#"{{"subject":"s","description":"d","custom_fields":{}{}}}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    for body in [
        r#"{"subject":"s","description":"d","requested_by":"user0@example.com","requested_by":"user1@example.com"}"#.to_owned(),
        r#"{"subject":"s","description":"d","subject":"t"}"#.to_owned(),
        deep(40), deep(5_000), "[]".to_owned(), "null".to_owned(), String::new(), "{".to_owned(), "\u{feff}{}".to_owned(),
        r#"{"subject":"\ud800","description":"d"}"#.to_owned(), "{} {}".to_owned(), "NaN".to_owned(),
    ] {
        let answer = app.post(me, "k", body.clone()).await;
        assert_eq!(answer.status, 400, "{body:.60}: {answer:?}");
    }
    let large = format!(
        r#"{{"subject":"s","description":"{}"}}"#,
        "x".repeat(256 * 1024)
    );
    assert_eq!(app.post(me, "k", large).await.status, 413);
    let request = app
        .request("POST", "/conversations", me)
        .header("idempotency-key", "k")
        .header("content-type", "text/plain");
    let answer = send(
        &app.router,
        request.body(form("s").to_string().into()).unwrap(),
    )
    .await;
    assert_eq!(answer.status, 415);
    assert!(stub.take_calls().is_empty());
}

#[tokio::test]
async fn parameters_outside_a_customers_set_are_errors_that_name_them() {
    let stub = Stub::with(&addresses(2), 1);
    let app = GatewayApp::with(&stub, |settings| settings.brands = vec![3]).await;
    for (query, name) in [
        ("search=note", "search"),
        ("assigned_to_member_id[]=1", "assigned_to_member_id"),
        ("assigned_to_team_id=1", "assigned_to_team_id"),
        ("requested_by_company=1", "requested_by_company"),
        ("handled_by_ai_agent=true", "handled_by_ai_agent"),
        ("search=", "search"),
        ("requested_by_id=1001", "requested_by_id"),
        ("requested_by_id=", "requested_by_id"),
        ("requested_by_id[]=1000", "requested_by_id"),
        (
            "requested_by_id=1000&requested_by_id=1000",
            "requested_by_id",
        ),
        ("requested_by_id=1000,1001", "requested_by_id"),
        ("requested_by_email=user1@example.com", "requested_by_email"),
        ("per_page=0", "per_page"),
        ("per_page=101", "per_page"),
        ("per_page=5&per_page=6", "per_page"),
        ("brand_id[]=1", "brand_id"),
        ("sort_by=id", "sort_by"),
        ("x=1", "x"),
    ] {
        let answer = app
            .get(&format!("/conversations?{query}"), "user0@example.com")
            .await;
        assert_eq!(answer.status, 400, "{query}");
        assert!(
            answer
                .message()
                .starts_with(&format!("Invalid query parameters: {name}: ")),
            "{answer:?}"
        );
    }
    for query in [
        "requested_by_id=1000",
        "status[]=Open&status[]=Pending&priority=High",
        "brand_id[]=3",
        "sort_by=updated_at&sort_order=asc",
    ] {
        assert_eq!(
            app.get(&format!("/conversations?{query}"), "user0@example.com")
                .await
                .status,
            200,
            "{query}"
        );
    }
}
