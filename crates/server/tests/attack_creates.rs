//! Attacks on one form, one conversation: replayed, swapped and missing keys, a crowd, an upstream that
//! fails in every way (E8).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::body::Body;
use serde_json::{Value, json};
use support::{
    Answer,
    gateway::{GatewayApp, direct, form},
    send,
    stub::{Fault, Stub},
    tokens::now,
    wrong::{Hole, Without},
};
use support_server::gateway::GatewayStore;

const ME: &str = "user0@example.com";

fn stub() -> Stub {
    Stub::with(&[ME.to_owned(), "user1@example.com".to_owned()], 2)
}

async fn post(app: &GatewayApp, key: &str, subject: &str) -> Answer {
    app.post(ME, key, form(subject).to_string()).await
}

fn id(answer: &Answer) -> i64 {
    answer.json()["data"]["id"].as_i64().unwrap()
}

#[tokio::test]
async fn the_same_key_and_body_is_the_first_answer_byte_for_byte() {
    let app = GatewayApp::before(&stub()).await;
    let first = post(&app, "k1", "s").await;
    assert_eq!(first.status, 201);
    for key in ["k1", "\"k1\"", " k1 "] {
        let again = post(&app, key, "s").await;
        assert_eq!((again.status, &again.text), (first.status, &first.text));
    }
    assert_eq!(post(&app, "k1", "another").await.status, 422);
    assert_ne!(id(&post(&app, "k2", "s").await), id(&first));
    assert_eq!(app.stub.stored(), 6);
    assert_eq!(
        app.metric("support_gateway_creates_total{outcome=\"replayed\"}")
            .await,
        3
    );
}

#[tokio::test]
async fn a_key_is_one_of_1_to_255_characters() {
    let app = GatewayApp::before(&stub()).await;
    for key in ["", "\"\"", &"k".repeat(256), "a b", "a,b", "\"a", "\u{e9}"] {
        assert_eq!(post(&app, key, "s").await.status, 400, "{key}");
    }
    let missing = app
        .request("POST", "/conversations", ME)
        .header("content-type", "application/json");
    let answer = send(
        &app.router,
        missing.body(form("s").to_string().into()).unwrap(),
    )
    .await;
    assert_eq!(answer.status, 400);
    let twice = app
        .request("POST", "/conversations", ME)
        .header("content-type", "application/json")
        .header("idempotency-key", "a")
        .header("idempotency-key", "b");
    let answer = send(
        &app.router,
        twice.body(Body::from(form("s").to_string())).unwrap(),
    )
    .await;
    assert_eq!(answer.status, 400);
    assert_eq!(post(&app, &"k".repeat(255), "s").await.status, 201);
    assert_eq!(app.stub.stored(), 5);
}

#[tokio::test]
async fn a_refused_body_uses_no_key_up() {
    let app = GatewayApp::before(&stub()).await;
    let mut bad = form("s");
    bad["status"] = "Closed".into();
    assert_eq!(app.post(ME, "k", bad.to_string()).await.status, 400);
    assert_eq!(post(&app, "k", "s").await.status, 201);
    for (index, fault) in [Fault::Invalid, Fault::RateLimited].into_iter().enumerate() {
        let key = format!("r{index}");
        app.stub.world().faults.push_back(fault);
        let refused = post(&app, &key, &key).await;
        let expected = if fault == Fault::Invalid {
            (400, "")
        } else {
            (429, "7")
        };
        assert_eq!(
            (refused.status.as_u16(), refused.header("retry-after")),
            expected
        );
        assert!(!refused.text.contains("upstream words"));
        // The help desk is left alone for as long as it asked to be.
        tokio::time::pause();
        tokio::time::advance(std::time::Duration::from_secs(7)).await;
        tokio::time::resume();
        // Certainly not made: even another body may take the key.
        assert_eq!(post(&app, &key, "corrected").await.status, 201);
    }
}

#[tokio::test]
async fn a_conversation_made_behind_an_error_is_found_and_not_made_again() {
    for fault in [Fault::StoredThenError, Fault::Foreign] {
        let app = GatewayApp::before(&stub()).await;
        app.stub.world().faults.push_back(fault);
        let failed = post(&app, "k", "s").await;
        assert_eq!(failed.status, 502, "{fault:?}: {failed:?}");
        let found = post(&app, "k", "s").await;
        assert_eq!(found.status, 201, "{found:?}");
        assert_eq!(app.stub.stored(), 5);
        assert_eq!(post(&app, "k", "s").await.text, found.text);
        assert_eq!(
            app.metric("support_gateway_creates_total{outcome=\"found\"}")
                .await,
            1
        );
    }
}

#[tokio::test]
async fn a_conversation_that_was_not_made_is_made_by_the_retry() {
    let app = GatewayApp::before(&stub()).await;
    for _ in 0..3 {
        app.stub.world().faults.push_back(Fault::Error);
        assert_eq!(post(&app, "k", "s").await.status, 502);
    }
    assert_eq!(post(&app, "k", "another").await.status, 422);
    assert_eq!(post(&app, "k", "s").await.status, 201);
    assert_eq!(app.stub.stored(), 5);
}

#[tokio::test]
async fn two_forms_that_say_the_same_are_two_conversations() {
    let app = GatewayApp::before(&stub()).await;
    app.stub
        .world()
        .faults
        .extend([Fault::StoredThenError, Fault::Error]);
    assert_eq!(post(&app, "a", "same").await.status, 502);
    assert_eq!(post(&app, "b", "same").await.status, 502);
    // The second form finds the first one's conversation; the first one then has to make its own.
    let b = post(&app, "b", "same").await;
    let a = post(&app, "a", "same").await;
    assert_eq!((a.status.as_u16(), b.status.as_u16()), (201, 201));
    assert_ne!(id(&a), id(&b));
    assert_eq!(app.stub.stored(), 6);
}

#[tokio::test]
async fn a_retry_that_comes_too_soon_is_told_to_wait() {
    let app = GatewayApp::with(&stub(), |settings| {
        settings.settle = std::time::Duration::from_secs(30);
    })
    .await;
    app.stub.world().faults.push_back(Fault::StoredThenError);
    assert_eq!(post(&app, "k", "s").await.status, 502);
    let soon = post(&app, "k", "s").await;
    assert_eq!(soon.status, 409);
    assert!((1..=30).contains(&soon.header("retry-after").parse().unwrap()));
}

#[tokio::test]
async fn a_crowd_with_one_key_makes_one_conversation() {
    let stub = stub();
    let app = Arc::new(GatewayApp::before(&stub).await);
    let crowd: Vec<_> = (0..1_000)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move { post(&app, "k", "s").await })
        })
        .collect();
    let mut texts = Vec::new();
    for one in crowd {
        let answer = one.await.unwrap();
        match answer.status.as_u16() {
            201 => texts.push(answer.text),
            409 => assert_eq!(answer.header("retry-after"), "1"),
            // More at a time than the server takes in.
            503 => {}
            other => panic!("{other}: {answer:?}"),
        }
    }
    assert!(!texts.is_empty() && texts.iter().all(|text| *text == texts[0]));
    assert_eq!(stub.stored(), 5);
    let made = stub
        .take_calls()
        .iter()
        .filter(|call| call.method == "POST")
        .count();
    assert_eq!(made, 1);
}

#[tokio::test]
async fn in_flight_the_same_key_is_409_and_another_body_422() {
    let stub = stub();
    let app = Arc::new(GatewayApp::before(&stub).await);
    stub.world()
        .faults
        .push_back(Fault::Late(std::time::Duration::from_millis(1500)));
    let slow = {
        let app = app.clone();
        tokio::spawn(async move { post(&app, "k", "s").await })
    };
    while stub.stored() < 5 {
        tokio::task::yield_now().await;
    }
    let same = post(&app, "k", "s").await;
    assert_eq!(
        (same.status.as_u16(), same.header("retry-after")),
        (409, "1")
    );
    assert_eq!(post(&app, "k", "another").await.status, 422);
    assert_eq!(slow.await.unwrap().status, 201);
}

#[tokio::test]
async fn a_caller_who_goes_away_stops_nothing() {
    let stub = stub();
    let app = Arc::new(GatewayApp::before(&stub).await);
    stub.world()
        .faults
        .push_back(Fault::Late(std::time::Duration::from_millis(200)));
    let gone = {
        let app = app.clone();
        tokio::spawn(async move { post(&app, "k", "s").await })
    };
    while stub.stored() < 5 {
        tokio::task::yield_now().await;
    }
    gone.abort();
    let answer = loop {
        let answer = post(&app, "k", "s").await;
        if answer.status != 409 {
            break answer;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!((answer.status.as_u16(), stub.stored()), (201, 5));
    assert_eq!(
        app.metric("support_gateway_creates_total{outcome=\"found\"}")
            .await,
        0
    );
}

#[tokio::test]
async fn a_key_is_kept_for_a_day_and_over_a_restart() {
    let stub = stub();
    let time = Arc::new(AtomicI64::new(now()));
    let folder = tempfile::TempDir::new().unwrap();
    let url = support::database_url(&folder);
    let start = async || {
        let clock = time.clone();
        let own = tempfile::TempDir::new().unwrap();
        let store = GatewayStore::open(&url).await.unwrap();
        GatewayApp::on(&stub, direct(&stub), "t0", store, own, |settings| {
            settings.clock = Arc::new(move || clock.load(Ordering::SeqCst));
        })
        .await
    };
    let first = post(&start().await, "k", "s").await;
    // The token of the request is made for the true time, so only a part of a day can pass with it.
    let again = post(&start().await, "k", "s").await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    let started = "UPDATE creates SET started_at = started_at - 86390";
    let database = support::database(&url).await;
    sqlx::query(started).execute(&database).await.unwrap();
    assert_eq!(post(&start().await, "k", "s").await.text, first.text);
    sqlx::query(started).execute(&database).await.unwrap();
    let after = start().await;
    assert_ne!(id(&post(&after, "k", "s").await), id(&first));
    time.fetch_add(61, Ordering::SeqCst);
    let _ = post(&after, "k2", "s2").await;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM creates")
        .fetch_one(&database)
        .await
        .unwrap();
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn the_store_holds_no_address() {
    let app = GatewayApp::before(&stub()).await;
    post(&app, "k", "s").await;
    let bytes = support::kept_creates(&app.folder).await;
    assert!(
        bytes.windows(6).any(|part| part == b"\"data\""),
        "nothing was stored"
    );
    assert!(!bytes.windows(ME.len()).any(|part| part == ME.as_bytes()));
}

#[tokio::test]
async fn control_without_the_look_there_are_two() {
    let stub = stub();
    let app = GatewayApp::over(&stub, Without(Hole::Look, direct(&stub)), "t0", |_| {}).await;
    stub.world().faults.push_back(Fault::StoredThenError);
    post(&app, "k", "s").await;
    post(&app, "k", "s").await;
    assert_eq!(stub.stored(), 6);
}

#[tokio::test]
async fn the_first_conversation_of_a_new_customer_is_theirs_at_once() {
    let app = GatewayApp::before(&stub()).await;
    let new = "new@example.com";
    assert_eq!(
        app.get("/conversations", new).await.json()["total_count"],
        0
    );
    let made = app.post(new, "k", json!(form("first")).to_string()).await;
    assert_eq!(made.status, 201);
    let list = app.get("/conversations", new).await.json();
    assert_eq!(list["data"][0]["id"], made.json()["data"]["id"]);
    let own = app
        .get(&format!("/conversations/{}", id(&made)), new)
        .await
        .json();
    assert_eq!(own["data"]["subject"], Value::from("first"));
}
