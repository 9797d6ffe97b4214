//! Attacks from another page: fourteen origins by four methods (D7).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use support::{
    Answer,
    gateway::{GatewayApp, form},
    send,
    stub::{Fault, Stub},
};

const ME: &str = "user0@example.com";

fn addresses() -> Vec<String> {
    vec![ME.to_owned()]
}

const PORTAL: &str = "https://portal.example.com";

/// Fourteen origins, and whether each is on the list.
const ORIGINS: [(&str, bool); 14] = [
    (PORTAL, true),
    ("https://xn--bcher-kva.example", true),
    ("http://portal.example.com", false),
    ("https://portal.example.com:8443", false),
    ("https://portal.example.com.evil.example", false),
    ("https://evilportal.example.com", false),
    ("https://sub.portal.example.com", false),
    ("https://PORTAL.example.com", false),
    ("https://portal.example.com/", false),
    ("https://user@portal.example.com", false),
    ("https://portal.example.co", false),
    ("null", false),
    ("", false),
    ("*", false),
];

async fn from_origin(app: &GatewayApp, method: &str, origin: &str) -> Answer {
    let mut request = app
        .request(method, "/conversations", ME)
        .header(header::HOST, "gateway.example.com")
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", format!("k{}", origin.len()));
    if method == "OPTIONS" {
        request = request.header("access-control-request-method", "POST");
    }
    let body = if method == "POST" {
        form("s").to_string()
    } else {
        String::new()
    };
    send(&app.router, request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn d7_only_the_listed_origins_may_read() {
    let stub = Stub::with(&addresses(), 1);
    let app = GatewayApp::with(&stub, |settings| {
        settings.origins = vec![
            PORTAL.parse().unwrap(),
            "https://xn--bcher-kva.example".parse().unwrap(),
        ];
    })
    .await;
    for (origin, listed) in ORIGINS {
        for method in ["GET", "POST", "OPTIONS", "DELETE"] {
            let answer = from_origin(&app, method, origin).await;
            let allowed = answer.header("access-control-allow-origin");
            assert_eq!(
                allowed,
                if listed { origin } else { "" },
                "{method} {origin}"
            );
            assert!(
                answer.header("vary").contains("Origin"),
                "{method} {origin}"
            );
            assert_eq!(answer.header("access-control-allow-credentials"), "");
            let expected = match (method, listed) {
                ("GET", _) => 200,
                ("OPTIONS", _) => 204,
                (_, false) => 403,
                ("POST", true) => 201,
                _ => 405,
            };
            assert_eq!(answer.status, expected, "{method} {origin}");
            let headers = answer.header("access-control-allow-headers");
            assert_eq!(
                headers.contains("Idempotency-Key"),
                listed && method == "OPTIONS"
            );
            assert_eq!(
                answer.header("access-control-expose-headers")
                    == "support-auth-reason, Retry-After, ETag, Age",
                listed
            );
        }
    }
    assert_eq!(
        stub.take_calls()
            .iter()
            .filter(|call| call.method == "POST")
            .count(),
        2
    );
    let refused = Request::get("/support/v1/conversations").header(header::ORIGIN, PORTAL);
    let refused = send(&app.router, refused.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (
            refused.status.as_u16(),
            refused.header("access-control-allow-origin")
        ),
        (401, PORTAL)
    );
}

#[tokio::test]
async fn d7_without_a_list_only_our_own_origin_may_write() {
    let stub = Stub::with(&addresses(), 1);
    let app = GatewayApp::before(&stub).await;
    for (origin, status) in [
        ("https://gateway.example.com", 201),
        (PORTAL, 403),
        ("null", 403),
    ] {
        let answer = from_origin(&app, "POST", origin).await;
        assert_eq!(answer.status, status, "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

/// A page must be able to read why it is refused, also where a limit around the routes or a panic
/// answers and no route does.
#[tokio::test]
async fn d7_answers_made_outside_of_the_routes_carry_the_headers_too() {
    let stub = Stub::with(&addresses(), 1);
    let app = GatewayApp::with(&stub, |settings| {
        settings.origins = vec![PORTAL.parse().unwrap()];
    })
    .await;
    let post = |body: Body| {
        app.request("POST", "/conversations", ME)
            .header(header::ORIGIN, PORTAL)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "k")
            .body(body)
            .unwrap()
    };
    let mut declared = post("x".into());
    declared
        .headers_mut()
        .insert(header::CONTENT_LENGTH, (3 << 20).into());
    stub.world().faults.push_back(Fault::Panic);
    for (request, status) in [
        (declared, 413),
        (post(form("s").to_string().into()), 500),
        (
            Request::get("/support/v1")
                .header(header::ORIGIN, PORTAL)
                .body(Body::empty())
                .unwrap(),
            404,
        ),
    ] {
        let answer = send(&app.router, request).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.header("access-control-allow-origin"), PORTAL);
        assert!(answer.header("vary").contains("Origin"));
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.message().is_empty());
    }
    // The control: what is not the gateway's says nothing of origins.
    let health = Request::get("/healthz").header(header::ORIGIN, PORTAL);
    let health = send(&app.router, health.body(Body::empty()).unwrap()).await;
    assert_eq!(health.header("access-control-allow-origin"), "");
}

/// A body of which nothing comes: its request holds its place.
struct NeverComes;

impl futures_core::Stream for NeverComes {
    type Item = std::io::Result<Vec<u8>>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Pending
    }
}

/// More requests at once than are taken: the ones sent away can be read by the page that sent them.
#[tokio::test]
async fn d7_who_is_sent_away_under_load_can_read_it() {
    let stub = Stub::with(&addresses(), 1);
    let app = GatewayApp::with(&stub, |settings| {
        settings.origins = vec![PORTAL.parse().unwrap()];
    })
    .await;
    let asking = || {
        let request = app
            .request("POST", "/conversations", ME)
            .header(header::ORIGIN, PORTAL)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "k")
            .body(Body::from_stream(NeverComes))
            .unwrap();
        let router = app.router.clone();
        tokio::spawn(async move { send(&router, request).await })
    };
    let mut held: Vec<_> = (0..300).map(|_| asking()).collect();
    let started = std::time::Instant::now();
    let index = loop {
        assert!(started.elapsed().as_secs() < 10, "nobody was sent away");
        if let Some(index) = held.iter().position(tokio::task::JoinHandle::is_finished) {
            break index;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    };
    let answer = held.swap_remove(index).await.unwrap();
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), PORTAL);
    for one in held {
        one.abort();
    }
}
