//! Several gateways and several desks side by side on one PostgreSQL database.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{collections::BTreeSet, time::Duration};

use serde_json::{Value, json};
use support::{
    KEY, TestApp,
    gateway::{GatewayApp, direct, form},
    postgres,
    stub::{Fault, Stub},
};
use support_server::{
    ApiKey, StartError,
    desk::{Desk, Settings, Store},
    desk_router,
    gateway::GatewayStore,
};
use tempfile::TempDir;

const ANN: &str = "ann@example.com";

/// Two gateways of one tenant, each with connections of its own.
async fn two_gateways(stub: &Stub, url: &str) -> [GatewayApp; 2] {
    let mut apps = Vec::new();
    for _ in 0..2 {
        let store = GatewayStore::open(url).await.unwrap();
        let folder = TempDir::new().unwrap();
        apps.push(GatewayApp::on(stub, direct(stub), "t0", store, folder, |_| {}).await);
    }
    apps.try_into().ok().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_at_two_gateways_at_once_is_one_conversation() {
    let stub = Stub::default();
    let [one, two] = two_gateways(&stub, &postgres::url("one key")).await;
    for round in 0..10 {
        let late = Fault::Late(Duration::from_millis(50));
        stub.world().faults.push_back(late);
        let (key, body) = (format!("k{round}"), form("s").to_string());
        let send = |app: &GatewayApp| {
            let (key, body) = (key.clone(), body.clone());
            let request = app.request("POST", "/conversations", ANN);
            let request = request
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .body(body.into())
                .unwrap();
            let router = app.router.clone();
            tokio::spawn(async move { support::send(&router, request).await })
        };
        let (first, second) = (send(&one), send(&two));
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        let statuses = [first.status.as_u16(), second.status.as_u16()];
        assert!(statuses.contains(&201), "{first:?} {second:?}");
        // Whoever comes second hears that it is in progress, or is answered the same.
        assert!(
            statuses.iter().all(|status| [201, 409].contains(status)),
            "{first:?} {second:?}"
        );
        assert_eq!(stub.stored(), round + 1);
        let again = [
            one.post(ANN, &key, body.clone()).await,
            two.post(ANN, &key, body).await,
        ];
        let [first, second] = again.map(|answer| (answer.status.as_u16(), answer.text));
        assert_eq!(first, second);
        assert_eq!((first.0, stub.stored()), (201, round + 1));
    }
}

/// The control of the one above: where each gateway has a database of its own, there are two.
#[tokio::test]
async fn control_two_gateways_without_a_common_database_make_two() {
    let stub = Stub::default();
    for name in ["apart 1", "apart 2"] {
        let [app, _] = two_gateways(&stub, &postgres::url(name)).await;
        assert_eq!(app.post(ANN, "k", form("s").to_string()).await.status, 201);
    }
    assert_eq!(stub.stored(), 2);
}

#[tokio::test]
async fn what_one_gateway_left_unknown_the_other_finds() {
    let stub = Stub::default();
    let [one, two] = two_gateways(&stub, &postgres::url("unknown")).await;
    stub.world().faults.push_back(Fault::StoredThenError);
    let body = form("s").to_string();
    assert_eq!(one.post(ANN, "k", body.clone()).await.status, 502);
    assert_eq!(two.post(ANN, "k", body).await.status, 201);
    assert_eq!(stub.stored(), 1);
    let found = two.metric("support_gateway_creates_total{outcome=\"found\"}");
    assert_eq!(found.await, 1);
}

/// Forms that say the same under two keys, at both gateways at once and with doubt between: neither takes
/// the other's conversation.
#[tokio::test(flavor = "multi_thread")]
async fn two_forms_that_say_the_same_stay_two() {
    let stub = Stub::default();
    let [one, two] = two_gateways(&stub, &postgres::url("the same")).await;
    let body = form("s").to_string();
    for round in 0..5 {
        let (a, b) = (format!("a{round}"), format!("b{round}"));
        stub.world().faults.push_back(Fault::StoredThenError);
        assert_eq!(one.post(ANN, &a, body.clone()).await.status, 502);
        let late = Fault::Late(Duration::from_millis(30));
        stub.world().faults.push_back(late);
        let (first, second) = tokio::join!(
            two.post(ANN, &b, body.clone()),
            one.post(ANN, &a, body.clone())
        );
        let ids: BTreeSet<i64> = [first, second]
            .iter()
            .map(|answer| answer.json()["data"]["id"].as_i64().unwrap())
            .collect();
        assert_eq!((ids.len(), stub.stored()), (2, 2 * (round + 1)));
    }
}

#[tokio::test]
async fn a_page_begun_at_one_gateway_goes_on_at_the_other() {
    let stub = Stub::with(&[ANN.to_owned()], 5);
    let [one, two] = two_gateways(&stub, &postgres::url("pages")).await;
    let page = one.get("/conversations?per_page=3", ANN).await.json();
    let cursor = page["pages"]["next_cursor"].as_str().unwrap();
    let next = format!("/conversations?per_page=3&starting_after={cursor}");
    let page = two.get(&next, ANN).await.json();
    assert_eq!(page["data"].as_array().unwrap().len(), 2);
}

/// A desk with connections of its own.
async fn desk(url: &str) -> TestApp {
    let store = Store::open(url).await.unwrap();
    let settings = Settings::new(ApiKey::new(KEY).unwrap());
    TestApp {
        router: desk_router(Desk::new(store.clone(), settings)),
        store,
        folder: TempDir::new().unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_have_one_list_one_count_and_one_contact_each() {
    let url = postgres::url("two desks");
    let (one, two) = (desk(&url).await, desk(&url).await);
    let mut tasks = Vec::new();
    for number in 0..40 {
        for app in [&one, &two] {
            // Each address is new to both at the same moment, and so is the label.
            let body = support::body(json!({
                "requested_by": format!("c{number}@example.com"),
                "tags": [format!("t{number}")],
            }));
            let request = support::request("POST", "/v1/conversations")
                .header("content-type", "application/json")
                .body(body.to_string().into())
                .unwrap();
            let router = app.router.clone();
            tasks.push(tokio::spawn(async move {
                support::send(&router, request).await
            }));
        }
    }
    let mut ids = BTreeSet::new();
    let mut contacts = BTreeSet::new();
    for task in tasks {
        let answer = task.await.unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text);
        let data = answer.json()["data"].take();
        ids.insert(data["id"].as_i64().unwrap());
        contacts.insert(data["requested_by_id"].as_i64().unwrap());
    }
    assert_eq!((ids.len(), contacts.len()), (80, 40));
    let list = async |app: &TestApp| -> Value { app.ok("/v1/conversations?per_page=100").await };
    let (here, there) = (list(&one).await, list(&two).await);
    assert_eq!(here["total_count"], 80);
    assert_eq!(here, there);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_one_conversation_take_turns() {
    let url = postgres::url("turns");
    let (one, two) = (desk(&url).await, desk(&url).await);
    let id = one.create(json!({})).await["id"].as_i64().unwrap();
    let path = format!("/v1/conversations/{id}");
    for round in 0..10 {
        let status = if round % 2 == 0 { "Closed" } else { "Open" };
        let reply = json!({ "reply_text": "text", "type": "REPLY" });
        let at = format!("{path}/reply");
        let (changed, answered) = tokio::join!(
            one.call("PATCH", &path, json!({ "status": status })),
            two.call("POST", &at, reply)
        );
        assert_eq!(
            (changed.status.as_u16(), answered.status.as_u16()),
            (200, 201),
            "{changed:?} {answered:?}"
        );
    }
    let (first, second) = tokio::join!(
        one.call("DELETE", &path, Value::Null),
        two.call("DELETE", &path, Value::Null)
    );
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[1], 404, "{first:?} {second:?}");
    assert!((200..300).contains(&statuses[0]), "{first:?} {second:?}");
    assert_eq!(two.total().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_number_may_start_at_once_on_an_empty_database() {
    let url = postgres::url("starts");
    let starts: Vec<_> = (0..6)
        .map(|number| {
            let url = url.clone();
            tokio::spawn(async move {
                if number % 2 == 0 {
                    Store::open(&url).await.map(|_| ())
                } else {
                    GatewayStore::open(&url).await.map(|_| ())
                }
            })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let url = "postgres://me:canary@localhost/d?host=/nowhere";
    let error: StartError = Store::open(url).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("cannot open the database postgres://me@localhost/d: "),
        "{text}"
    );
    assert!(!text.contains("canary"));
}
