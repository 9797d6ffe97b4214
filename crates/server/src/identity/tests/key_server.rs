//! A sign-in provider on this machine, and bar B4's rules for asking it: at most once a minute, never
//! elsewhere, and what it took away is gone.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    signers::{ec, ed, hmac, hs, key_set, rsa, token},
    support::{Bench, claims, verdict},
};
use crate::identity::{KeySetSource, Verifier, VerifierSettings, settings::FetchGap};

#[derive(Clone)]
struct Provider {
    url: String,
    answer: Arc<Mutex<(StatusCode, Option<String>, String)>>,
    asked: Arc<AtomicUsize>,
}

impl Provider {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let provider = Self {
            url: format!("http://{}/keys", listener.local_addr().unwrap()),
            answer: Arc::new(Mutex::new((StatusCode::OK, None, key_set().to_string()))),
            asked: Arc::default(),
        };
        let router = Router::new()
            .fallback(get(keys))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn serve(&self, kids: &[&str]) {
        let all = key_set();
        let wanted = |key: &&Value| kids.contains(&key["kid"].as_str().unwrap());
        let keys: Vec<&Value> = all["keys"]
            .as_array()
            .unwrap()
            .iter()
            .filter(wanted)
            .collect();
        *self.answer.lock().unwrap() = (StatusCode::OK, None, json!({ "keys": keys }).to_string());
    }

    fn fail(&self, status: StatusCode, location: Option<String>, body: &str) {
        *self.answer.lock().unwrap() = (status, location, body.to_owned());
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn settings(&self, bench: &Bench, gap: Duration) -> VerifierSettings {
        VerifierSettings {
            key_set: Some(KeySetSource::Url(self.url.parse().unwrap())),
            fetch_gap: FetchGap(gap),
            ..bench.settings()
        }
    }
}

async fn keys(State(provider): State<Provider>) -> impl IntoResponse {
    provider.asked.fetch_add(1, Ordering::SeqCst);
    let (status, location, body) = provider.answer.lock().unwrap().clone();
    let location = location.map(|place| [(header::LOCATION, place)]);
    (status, location, body)
}

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn keys_come_over_the_network_and_follow_its_rotation() {
    let (bench, provider) = (Bench::new(), Provider::start().await);
    provider.serve(&["r1"]);
    let verifier = Verifier::new(provider.settings(&bench, Duration::ZERO)).unwrap();
    let (old, new) = (
        token("RS256", "r1", &claims(json!({})), rsa),
        token("EdDSA", "d1", &claims(json!({})), ed),
    );
    assert_eq!(verdict(&verifier, &old).await, "accepted");
    assert_eq!(verdict(&verifier, &new).await, "unknown-key");
    provider.serve(&["r1", "d1"]);
    assert_eq!(verdict(&verifier, &new).await, "accepted");
    assert_eq!(verdict(&verifier, &old).await, "accepted");
    provider.serve(&["d1"]);
    verifier.reload().await.unwrap();
    assert_eq!(verdict(&verifier, &old).await, "unknown-key");
    assert_eq!(verdict(&verifier, &new).await, "accepted");
}

#[tokio::test]
async fn made_up_key_names_cause_one_fetch_a_minute() {
    let (bench, provider) = (Bench::new(), Provider::start().await);
    provider.serve(&["r1"]);
    let verifier = Verifier::new(provider.settings(&bench, MINUTE)).unwrap();
    let flood = (0..200).map(|number| {
        let verifier = verifier.clone();
        let token = token(
            "ES256",
            &format!("made-up-{number}"),
            &claims(json!({})),
            ec,
        );
        tokio::spawn(async move { verdict(&verifier, &token).await })
    });
    for answer in flood.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap(), "unknown-key");
    }
    assert_eq!(
        verdict(&verifier, &token("RS256", "r1", &claims(json!({})), rsa)).await,
        "accepted"
    );
    assert_eq!(provider.asked(), 1);
}

#[tokio::test]
async fn control_without_the_gap_each_made_up_name_is_a_fetch() {
    let (bench, provider) = (Bench::new(), Provider::start().await);
    let verifier = Verifier::new(provider.settings(&bench, Duration::ZERO)).unwrap();
    for number in 0..5 {
        verdict(
            &verifier,
            &token(
                "ES256",
                &format!("made-up-{number}"),
                &claims(json!({})),
                ec,
            ),
        )
        .await;
    }
    assert!(provider.asked() >= 5);
}

#[tokio::test]
async fn shared_secrets_and_foreign_algorithms_ask_nobody() {
    let (bench, provider) = (Bench::new(), Provider::start().await);
    let settings = provider.settings(&bench, Duration::ZERO);
    let verifier = super::support::unwatched(settings);
    assert_eq!(
        verdict(&verifier, &hs(&claims(json!({})))).await,
        "accepted"
    );
    for (alg, expected) in [
        ("HS256", "unknown-key"),
        ("none", "wrong-algorithm"),
        ("PS256", "wrong-algorithm"),
    ] {
        let forged = token(alg, "made-up", &claims(json!({})), hmac(&[1; 32]));
        assert_eq!(verdict(&verifier, &forged).await, expected);
    }
    assert_eq!(provider.asked(), 0);
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let (bench, provider, elsewhere) = (
        Bench::new(),
        Provider::start().await,
        Provider::start().await,
    );
    for status in [StatusCode::FOUND, StatusCode::PERMANENT_REDIRECT] {
        provider.fail(status, Some(elsewhere.url.clone()), "");
        let verifier = Verifier::new(provider.settings(&bench, Duration::ZERO)).unwrap();
        assert_eq!(
            verdict(&verifier, &token("RS256", "r1", &claims(json!({})), rsa)).await,
            "unknown-key"
        );
    }
    assert_eq!(elsewhere.asked(), 0);
    assert!(provider.asked() >= 2);
}

#[tokio::test]
async fn a_failing_provider_leaves_the_keys_as_they_were() {
    let (bench, provider) = (Bench::new(), Provider::start().await);
    let verifier = Verifier::new(provider.settings(&bench, Duration::ZERO)).unwrap();
    let good = token("RS256", "r1", &claims(json!({})), rsa);
    assert_eq!(verdict(&verifier, &good).await, "accepted");
    let large = format!("{{\"keys\":[],\"x\":\"{}\"}}", "x".repeat(300_000));
    for (status, body) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "{}"),
        (StatusCode::OK, "<html>"),
        (StatusCode::OK, "{\"keys\":[]}"),
        (StatusCode::OK, &large),
    ] {
        provider.fail(status, None, body);
        assert!(verifier.reload().await.is_err(), "{status} {body:.20}");
        assert_eq!(verdict(&verifier, &good).await, "accepted");
    }
}
