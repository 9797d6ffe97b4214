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
    allowed::{addresses, is_allowed},
    gateway::{GatewayApp, form},
    is_soak, send,
    stub::Stub,
};

#[tokio::test]
async fn a4_only_the_allow_list_is_read() {
    let stub = Stub::with(&addresses(3), 30);
    let app = GatewayApp::with(&stub, |settings| {
        settings.custom_fields = vec!["order_id".to_owned()];
    })
    .await;
    let me = "user1@example.com";
    let rounds = if is_soak() { 2_000 } else { 20 };
    let mut read = 0;
    for round in 0..rounds {
        let key = format!("k{round}");
        let mut answers = vec![app.post(me, &key, form(&key).to_string()).await];
        for path in [
            "/conversations?per_page=30",
            "/conversations/100000001",
            "/conversations/100000001/replies",
            "/conversations/fields",
        ] {
            answers.push(app.get(path, me).await);
        }
        read += answers.len();
        for answer in answers {
            assert!(
                answer.status.is_success() && is_allowed(&answer),
                "{answer:?}"
            );
        }
    }
    println!("{read} answers, nothing outside of the allow-list");
    let fields = app.get("/conversations/fields", me).await.json();
    assert_eq!(fields["data"].as_array().unwrap().len(), 1);
    // The control: what the upstream sent would not pass.
    let raw = Answer {
        text: json!({ "data": stub.world().rows }).to_string(),
        ..app.get("/conversations", me).await
    };
    assert!(!is_allowed(&raw));
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
