//! SIGHUP makes a verifier fetch its key set at once. In a file of its own: the signal goes to the whole
//! process.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, routing::get};
use rustix::process::{Signal, getpid, kill_process};
use support_server::identity::{KeySetSource, Verifier, VerifierSettings};
use tokio::{net::TcpListener, signal::unix};

#[tokio::test]
async fn a_hang_up_reloads_at_once() {
    // Whatever the verifier does, the signal must not end the test.
    let _caught = unix::signal(unix::SignalKind::hangup()).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let answer = async move || {
        counter.fetch_add(1, Ordering::SeqCst);
        "{\"keys\":[]}"
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/keys", listener.local_addr().unwrap());
    tokio::spawn(
        async move { axum::serve(listener, Router::new().route("/keys", get(answer))).await },
    );
    let settings = VerifierSettings {
        key_set: Some(KeySetSource::Url(url.parse().unwrap())),
        any_issuer: true,
        any_audience: true,
        ..VerifierSettings::default()
    };
    let _verifier = Verifier::new(settings).unwrap();
    until(&asked, 1).await;
    kill_process(getpid(), Signal::HUP).unwrap();
    until(&asked, 2).await;
}

/// Fails after five seconds, long before the minute after which it would be asked again anyway.
async fn until(asked: &AtomicUsize, times: usize) {
    let started = Instant::now();
    while asked.load(Ordering::SeqCst) < times {
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "not asked {times} times"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
