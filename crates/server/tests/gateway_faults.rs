//! A help desk on its worst days (bar F9): whatever it does, a customer is told in time and in our words,
//! and it is left alone when it goes on failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU16, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Json, Router, http::StatusCode, response::IntoResponse, routing::get};
use serde_json::json;
use support::{
    gateway::{GatewayApp, form, keeping},
    quota::standing_still,
    stub::{Stub, UPSTREAM_KEY},
    wicked::{WORDS, Wicked, WickedDesk},
};
use support_server::{
    ApiKey,
    upstream::{self, http::HttpSettings},
};

const ME: &str = "me@example.com";
const LIST: &str = "/conversations";
/// How long a call may take in these tests.
const CALL_MAX: Duration = Duration::from_secs(1);

async fn before(desk: &WickedDesk) -> GatewayApp {
    let settings = HttpSettings {
        time_max: CALL_MAX,
        ..HttpSettings::new(&desk.base)
    };
    let key = ApiKey::new(UPSTREAM_KEY).unwrap();
    let upstream = upstream::http::connect(&settings, &key).unwrap();
    GatewayApp::over(&Stub::default(), upstream, "t0", |settings| {
        settings.sparing.call_max = CALL_MAX;
    })
    .await
}

/// The twelfth fault, a name that is slow to be found, is tried beside the HTTP client.
#[tokio::test]
async fn f9_every_fault_is_answered_in_time_and_in_our_words() {
    for (how, expected) in [
        (Wicked::Refuses, 502),
        (Wicked::Stalls, 504),
        (Wicked::Huge, 502),
        (Wicked::Drips, 504),
        (Wicked::Redirects, 502),
        (Wicked::Html, 502),
        (Wicked::Cut, 502),
        (Wicked::Status(401), 502),
        (Wicked::Status(429), 429),
        (Wicked::Status(500), 502),
        (Wicked::Extra, 200),
    ] {
        let desk = WickedDesk::start(how);
        let app = before(&desk).await;
        let start = Instant::now();
        let answer = app.get(LIST, ME).await;
        let took = start.elapsed();
        assert_eq!(answer.status, expected, "{how:?}: {answer:?}");
        assert!(
            took <= CALL_MAX + Duration::from_millis(500),
            "{how:?}: {took:?}"
        );
        let whole = format!("{answer:?}");
        for words in [WORDS, &desk.base, UPSTREAM_KEY, "shoe_size", "mood"] {
            assert!(!whole.contains(words), "{how:?}: {whole}");
        }
        if expected == 200 {
            assert_eq!(answer.json()["data"][0]["subject"], "mine");
        } else {
            assert!(answer.message().contains("help desk"), "{answer:?}");
            assert!(!answer.header("retry-after").is_empty(), "{answer:?}");
        }
        assert_eq!(desk.elsewhere.load(Ordering::SeqCst), 0, "{how:?}");
        // Only a read whose connection failed is asked a second time.
        let calls = desk.asked.load(Ordering::SeqCst);
        let expected = match how {
            Wicked::Refuses => 0,
            Wicked::Cut | Wicked::Extra => 2,
            _ => 1,
        };
        assert_eq!(calls, expected, "{how:?}");
    }
}

#[tokio::test]
async fn a_create_is_asked_once_whatever_happens_to_it() {
    for how in [
        Wicked::Cut,
        Wicked::Status(503),
        Wicked::Stalls,
        Wicked::Html,
    ] {
        let desk = WickedDesk::start(how);
        let app = before(&desk).await;
        let answer = app.post(ME, "k", form("s").to_string()).await;
        assert!(
            [502, 504].contains(&answer.status.as_u16()),
            "{how:?}: {answer:?}"
        );
        assert_eq!(desk.asked.load(Ordering::SeqCst), 1, "{how:?}");
    }
}

/// A help desk that answers everything with one status, and counts.
#[derive(Clone, Default)]
struct Moody {
    status: Arc<AtomicU16>,
    asked: Arc<AtomicUsize>,
}

impl Moody {
    fn router(&self) -> Router {
        let moody = self.clone();
        let answer = get(move || async move {
            moody.asked.fetch_add(1, Ordering::SeqCst);
            let status = StatusCode::from_u16(moody.status.load(Ordering::SeqCst)).unwrap();
            let contact = json!({ "id": 7, "email": ME });
            (status, Json(json!({ "data": [contact], "total_count": 1 }))).into_response()
        });
        let answer = answer.post(|| async { StatusCode::INTERNAL_SERVER_ERROR });
        Router::new().fallback_service(answer)
    }

    fn asked(&self) -> usize {
        self.asked.swap(0, Ordering::SeqCst)
    }
}

async fn before_moody(moody: &Moody) -> GatewayApp {
    let key = ApiKey::new(UPSTREAM_KEY).unwrap();
    let upstream = upstream::router::connect(moody.router(), "", &key);
    GatewayApp::over(&Stub::default(), upstream, "t0", keeping).await
}

#[tokio::test]
async fn f9_the_breaker_opens_after_five_and_asks_once_after_ten_seconds() {
    let moody = Moody::default();
    moody.status.store(500, Ordering::SeqCst);
    let app = before_moody(&moody).await;
    tokio::time::pause();
    for _ in 0..5 {
        assert_eq!(app.get(LIST, ME).await.status, 502);
    }
    assert_eq!(moody.asked(), 5);
    // Open: nobody is asked, reads and creates are told at once when to come back.
    for _ in 0..20 {
        let answer = app.get(LIST, ME).await;
        assert_eq!(answer.status, 503, "{answer:?}");
        assert_eq!(answer.header("retry-after"), "10");
    }
    let create = standing_still(app.post(ME, "k", form("s").to_string())).await;
    assert_eq!(
        (create.status.as_u16(), create.header("retry-after")),
        (503, "10")
    );
    assert_eq!(moody.asked(), 0);
    assert_eq!(
        app.metric("support_gateway_breaker_total{change=\"opened\"} ")
            .await,
        1
    );
    // Half open: one question, which fails.
    tokio::time::advance(Duration::from_secs(10)).await;
    assert_eq!(app.get(LIST, ME).await.status, 502);
    assert_eq!(app.get(LIST, ME).await.status, 503);
    assert_eq!(moody.asked(), 1);
    // Half open: one question, which is answered, so the next ones are asked as usual.
    moody.status.store(200, Ordering::SeqCst);
    tokio::time::advance(Duration::from_secs(10)).await;
    for number in 0..10 {
        let path = format!("{LIST}?per_page={}", number + 1);
        assert_eq!(app.get(&path, ME).await.status, 200);
    }
    assert_eq!(moody.asked(), 11, "the contact and ten lists");
    assert_eq!(
        app.metric("support_gateway_breaker_total{change=\"closed\"} ")
            .await,
        1
    );
}

#[tokio::test]
async fn while_the_breaker_is_open_an_older_answer_goes_out() {
    let moody = Moody::default();
    moody.status.store(200, Ordering::SeqCst);
    let app = before_moody(&moody).await;
    let first = app.get(LIST, ME).await;
    moody.status.store(500, Ordering::SeqCst);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(20)).await;
    for _ in 0..10 {
        let older = app.get(LIST, ME).await;
        assert_eq!((older.status.as_u16(), older.header("age")), (200, "20"));
        assert_eq!(older.text, first.text);
    }
    assert_eq!(moody.asked(), 2 + 5);
}

#[tokio::test]
async fn a_create_that_the_open_breaker_stops_counts_against_no_limit() {
    let moody = Moody::default();
    moody.status.store(500, Ordering::SeqCst);
    let key = ApiKey::new(UPSTREAM_KEY).unwrap();
    let upstream = upstream::router::connect(moody.router(), "", &key);
    let app = GatewayApp::over(&Stub::default(), upstream, "t0", |settings| {
        settings.limits.creates_per_hour = 10;
    })
    .await;
    for _ in 0..5 {
        app.get(LIST, ME).await;
    }
    for number in 0..10 {
        let answer = app
            .post(ME, &format!("k{number}"), form("s").to_string())
            .await;
        assert_eq!(answer.status, 503, "{answer:?}");
    }
    // The control: one that the help desk has heard of does count.
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(10)).await;
    moody.status.store(200, Ordering::SeqCst);
    assert_eq!(app.get(LIST, ME).await.status, 200);
    tokio::time::resume();
    let statuses = async |number| {
        let answer = app
            .post(ME, &format!("c{number}"), form("s").to_string())
            .await;
        answer.status.as_u16()
    };
    let found = [
        statuses(0).await,
        statuses(1).await,
        statuses(2).await,
        statuses(3).await,
    ];
    assert_eq!(found, [502, 502, 502, 429]);
}

/// Bar F11: a panic in the midst of a question is one failed answer, for all who wait for it.
#[tokio::test]
async fn f11_ten_panics_are_ten_answers_and_the_next_one_is_good() {
    let stub = Stub::with(&[ME.to_owned()], 1);
    let app = GatewayApp::before(&stub).await;
    stub.world().panics = 10;
    for number in 0..10 {
        let (first, second) = tokio::join!(app.get(LIST, ME), app.get(LIST, ME));
        for answer in [first, second] {
            assert_eq!(answer.status, 500, "{number}: {answer:?}");
            assert_eq!(answer.message(), "Internal server error");
        }
    }
    let good = app.get(LIST, ME).await;
    assert_eq!(good.status, 200, "{good:?}");
    assert_eq!(good.json()["total_count"], 1);
}
