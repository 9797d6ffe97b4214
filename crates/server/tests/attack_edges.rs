//! Attacks at the edge: tokens, tenants, guests, secrets (A5, A7, B2, B8).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use support::{
    bad_tokens::{BadToken, bad_tokens},
    gateway::{GatewayApp, direct, form},
    is_soak, send,
    stub::{Fault, PRIVATE, Stub, UPSTREAM_KEY},
    tokens::{SECRET, token},
};
use support_server::gateway::GatewayStore;

const ME: &str = "user0@example.com";

/// How often each bad token is tried, for a median that one slow moment does not move.
const ROUNDS: usize = 5;

fn addresses() -> Vec<String> {
    (0..3).map(|n| format!("user{n}@example.com")).collect()
}

fn list_request(authorization: &[u8]) -> Request<Body> {
    let request =
        Request::get("/support/v1/conversations").header(header::AUTHORIZATION, authorization);
    request.body(Body::empty()).unwrap()
}

/// Each a 401 that tells nothing but that.
#[tokio::test]
async fn b2_every_bad_token_is_the_same_401_and_no_upstream_call() {
    let stub = Stub::with(&addresses(), 2);
    let app = GatewayApp::before(&stub).await;
    let all = bad_tokens(ME, "t0");
    let mut classes: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    for _ in 0..ROUNDS {
        for BadToken { class, value } in &all {
            let shown = format!("{class}: {:.300}", String::from_utf8_lossy(value));
            let started = Instant::now();
            let answer = send(&app.router, list_request(value)).await;
            classes.entry(class).or_default().push(started.elapsed());
            assert_eq!(answer.status, 401, "{shown}");
            let challenges: Vec<_> = answer.headers.get_all("www-authenticate").iter().collect();
            assert_eq!(challenges, ["Bearer error=\"invalid_token\""], "{shown}");
            let reason = answer.header("support-auth-reason");
            assert_ne!(reason, "", "{shown}");
            // The others are well signed, so that it is their own fault for which they are refused.
            assert_eq!(reason == "bad-signature", *class == "signature", "{shown}");
            bodies.insert(answer.text);
        }
    }
    assert!(stub.take_calls().is_empty());
    assert_eq!(
        bodies.into_iter().collect::<Vec<_>>(),
        [r#"{"message":"Unauthorized"}"#]
    );
    let mut times: Vec<_> = classes.values().flatten().copied().collect();
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!(
        "{} bad tokens of {} classes; median {median:?}, slowest {:?}",
        all.len(),
        classes.len(),
        times[times.len() - 1]
    );
    assert!(all.len() >= 80 && classes.len() >= 15, "{}", all.len());
    for (class, mut times) in classes {
        times.sort_unstable();
        let median = times[times.len() / 2];
        assert!(median <= Duration::from_millis(5), "{class}: {median:?}");
    }
}

/// The control: the same requests with a good token are answered, by a call of the upstream.
#[tokio::test]
async fn b2_control_a_good_token_passes_if_it_comes_once() {
    let stub = Stub::with(&addresses(), 2);
    let app = GatewayApp::before(&stub).await;
    let good = format!("bearer {}", token(ME, "t0"));
    assert_eq!(
        send(&app.router, list_request(good.as_bytes()))
            .await
            .status,
        200
    );
    assert!(!stub.take_calls().is_empty());
    let twice = Request::get("/support/v1/conversations")
        .header(header::AUTHORIZATION, &good)
        .header(header::AUTHORIZATION, &good);
    let answer = send(&app.router, twice.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 401);
    assert!(stub.take_calls().is_empty());
    assert!(
        app.metrics_text()
            .await
            .contains("support_gateway_auth_refused_total{reason=\"")
    );
}

fn create_request(authorization: Option<&[u8]>, body: &Value, key: &str) -> Request<Body> {
    let mut request = Request::post("/support/v1/conversations")
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key);
    if let Some(value) = authorization {
        request = request.header(header::AUTHORIZATION, value);
    }
    request.body(body.to_string().into()).unwrap()
}

#[tokio::test]
async fn b8_without_a_good_token_nothing_is_listed_or_made() {
    let stub = Stub::with(&addresses(), 2);
    let app = GatewayApp::before(&stub).await;
    let mut body = form("s");
    body["requested_by"] = ME.into();
    for BadToken { class, value } in bad_tokens(ME, "t0") {
        let answer = send(&app.router, create_request(Some(&value), &body, "k")).await;
        assert_eq!(answer.status, 401, "{class}: {value:?}");
    }
    assert_eq!(
        send(&app.router, create_request(None, &body, "k"))
            .await
            .status,
        401
    );
    for path in [
        "/conversations",
        "/conversations/100000000",
        "/conversations/100000000/replies",
        "/conversations/fields",
    ] {
        let request = Request::get(format!("/support/v1{path}"))
            .body(Body::empty())
            .unwrap();
        assert_eq!(send(&app.router, request).await.status, 401, "{path}");
    }
    assert!(stub.take_calls().is_empty());
}

#[tokio::test]
async fn guests_get_a_receipt_and_nothing_more() {
    let stub = Stub::with(&addresses(), 2);
    let app = GatewayApp::with(&stub, |settings| {
        settings.guests = true;
        settings.limits.guests_per_hour = 3;
    })
    .await;
    let mut body = form("secret subject");
    body["requested_by"] = ME.into();
    let bad = send(&app.router, create_request(Some(b"Bearer x"), &body, "k")).await;
    assert_eq!(bad.status, 401, "a bad token is no guest");
    let first = send(&app.router, create_request(None, &body, "k")).await;
    let id = first.json()["data"]["id"].clone();
    assert_eq!(
        (first.status.as_u16(), first.json()),
        (201, json!({ "data": { "id": id } }))
    );
    let again = send(&app.router, create_request(None, &body, "k")).await;
    assert_eq!(again.text, first.text);
    // A signed customer's key is not a guest's, nor the other way round.
    let signed = app.post(ME, "k", form("secret subject").to_string()).await;
    assert_ne!(signed.json()["data"]["id"], id);
    let mut trapped = body.clone();
    trapped["website"] = "https://spam.example".into();
    assert_eq!(
        send(&app.router, create_request(None, &trapped, "k2"))
            .await
            .status,
        400
    );
    let mut nobody = body.clone();
    nobody["requested_by"] = "ann@example.com\r\nBcc: x".into();
    assert_eq!(
        send(&app.router, create_request(None, &nobody, "k3"))
            .await
            .status,
        400
    );
    for (key, status) in [("k4", 201), ("k5", 201), ("k6", 429), ("k", 201)] {
        let answer = send(&app.router, create_request(None, &body, key)).await;
        assert_eq!(answer.status, status, "{key}");
        assert_eq!(answer.header("retry-after").is_empty(), status != 429);
    }
    let list = Request::get("/support/v1/conversations")
        .body(Body::empty())
        .unwrap();
    assert_eq!(send(&app.router, list).await.status, 401);
}

#[tokio::test]
async fn a7_a_token_is_good_at_its_own_tenant_only() {
    let stub = Stub::with(&addresses(), 2);
    let tenants = ["t0", "t1", "t2"];
    for here in tenants {
        let app = GatewayApp::over(&stub, direct(&stub), here, |_| {}).await;
        for there in tenants {
            let bearer = format!("Bearer {}", token(ME, there));
            let answer = send(&app.router, list_request(bearer.as_bytes())).await;
            assert_eq!(answer.status == 200, here == there, "{there} at {here}");
        }
    }
}

#[tokio::test]
async fn a7_one_key_in_two_tenants_or_of_two_customers_is_two_keys() {
    let stub = Stub::with(&addresses(), 1);
    let folder = tempfile::TempDir::new().unwrap();
    let url = support::database_url(&folder);
    let store = GatewayStore::open(&url).await.unwrap();
    let mut ids = Vec::new();
    for tenant in ["t0", "t1"] {
        let own = tempfile::TempDir::new().unwrap();
        let app = GatewayApp::on(&stub, direct(&stub), tenant, store.clone(), own, |_| {}).await;
        for email in ["user0@example.com", "user1@example.com"] {
            let answer = app.post(email, "one-key", form("same").to_string()).await;
            assert_eq!(answer.status, 201);
            ids.push(answer.json()["data"]["id"].as_i64().unwrap());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

/// What must be seen nowhere.
fn has_secret(text: &str) -> bool {
    [UPSTREAM_KEY, SECRET]
        .iter()
        .any(|secret| text.contains(secret))
}

#[tokio::test]
async fn a5_no_secret_in_any_answer_or_metric() {
    let stub = Stub::with(&addresses(), 5);
    let app = GatewayApp::before(&stub).await;
    let rounds = if is_soak() { 770 } else { 20 };
    let mut asked = 0;
    let faults = [
        Fault::None,
        Fault::Error,
        Fault::Invalid,
        Fault::RateLimited,
        Fault::StoredThenError,
        Fault::Foreign,
        Fault::Panic,
    ];
    for round in 0..rounds {
        let mut texts = Vec::new();
        for (index, fault) in faults.iter().enumerate() {
            stub.world().faults.push_back(*fault);
            let answer = app
                .post(
                    ME,
                    &format!("{round}-{index}"),
                    form(&format!("{round} {index}")).to_string(),
                )
                .await;
            texts.push(answer);
            stub.world().faults.clear();
            // Whatever the fault was, the next one reaches the help desk.
            tokio::time::pause();
            tokio::time::advance(std::time::Duration::from_secs(11)).await;
            tokio::time::resume();
        }
        for path in [
            "/conversations",
            "/conversations/1",
            "/conversations?x=1",
            "/nothing",
            "/conversations/100000000/replies",
        ] {
            texts.push(app.get(path, ME).await);
        }
        texts.push(send(&app.router, list_request(b"Bearer x")).await);
        asked += texts.len();
        for answer in texts {
            let whole = format!("{answer:?}");
            assert!(
                !has_secret(&whole)
                    && !whole.contains("upstream words")
                    && !whole.contains(PRIVATE),
                "{whole}"
            );
        }
    }
    assert!(!has_secret(&app.metrics_text().await));
    println!("{asked} answers, no secret in any");
    // The control: planted, it is found.
    assert!(has_secret(&format!("x {UPSTREAM_KEY} y")));
}
