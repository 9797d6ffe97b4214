//! Bar B4: keys are rotated under a gateway process that is told by SIGHUP and never restarted, while
//! about two hundred requests a second come in. No token of a live key is refused, and a removed key
//! opens nothing any more.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use support::{
    is_soak,
    rotation::{AT_MOST, Gateway, Load, until},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_secrets_are_rotated_under_load_and_nobody_is_refused() {
    rotate(Gateway::with_secrets()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_a_key_set_is_rotated_under_load_and_nobody_is_refused() {
    rotate(Gateway::with_key_set()).await;
}

async fn rotate(mut gateway: Gateway) {
    let time = Duration::from_secs(if is_soak() { 60 } else { 5 });
    let (mut old, mut young) = (gateway.token("k0"), gateway.token("k1"));
    gateway.until_status(&old, 200).await;
    let load = Load::start(&gateway, vec![Arc::clone(&old), Arc::clone(&young)]);
    // A rotation a second: the pace, so that requests meet keys at every point of their lives.
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    let (mut rotations, mut slowest) = (0, Duration::ZERO);
    while load.started.elapsed() < time {
        ticks.tick().await;
        let (leaving, coming) = (format!("k{rotations}"), format!("k{}", rotations + 2));
        gateway.add(&coming);
        let new = gateway.token(&coming);
        gateway.hang_up().await;
        gateway.until_status(&new, 200).await;
        load.live.lock().unwrap().push(Arc::clone(&new));

        load.retire(&old).await;
        assert_eq!(gateway.list(&old).await.0, 200, "retired, not removed");
        gateway.remove(&leaving);
        let asked = Instant::now();
        gateway.hang_up().await;
        gateway.until_status(&old, 401).await;
        slowest = slowest.max(asked.elapsed());
        assert_eq!(
            gateway.list(&old).await,
            (401, "unknown-key".to_owned()),
            "and stays refused"
        );
        old = std::mem::replace(&mut young, new);
        rotations += 1;
    }
    let (asked, rate, failures) = load.stop().await;
    println!(
        "{asked} requests, {rate:.0} a second, {} failures; {rotations} rotations, a removed key \
         refused after {slowest:?} at the latest",
        failures.len()
    );
    assert!(failures.is_empty(), "{:?}", &failures[..1]);
    assert!(slowest < AT_MOST, "{slowest:?}");
    assert!(rotations >= 3, "{rotations}");
    // CI's machines are busy with other tests.
    let least = if is_soak() { 200.0 } else { 50.0 };
    assert!(rate > least, "{rate:.0} a second is no load");
    assert!(
        gateway.server.child.try_wait().unwrap().is_none(),
        "the same process still runs"
    );
}

/// The same steps without the removal: nothing is refused, so a 401 above is the removal's doing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_control_without_the_removal_the_old_token_goes_on() {
    let gateway = Gateway::with_secrets();
    gateway.add("k2");
    let (old, new) = (gateway.token("k0"), gateway.token("k2"));
    gateway.hang_up().await;
    gateway.until_status(&new, 200).await;
    assert_eq!(gateway.list(&old).await.0, 200);
}

/// A portal that goes on signing with a removed key: the load counts what is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_control_a_key_removed_too_early_is_counted() {
    let gateway = Gateway::with_secrets();
    let (old, young) = (gateway.token("k0"), gateway.token("k1"));
    let load = Load::start(&gateway, vec![Arc::clone(&old), young]);
    gateway.remove("k0");
    gateway.hang_up().await;
    gateway.until_status(&old, 401).await;
    let before = load.asked.load(Ordering::SeqCst);
    until("twenty more requests", async || {
        load.asked.load(Ordering::SeqCst) >= before + 20
    })
    .await;
    let (.., failures) = load.stop().await;
    assert!(failures.len() >= 10, "{}", failures.len());
    assert!(failures.iter().all(|text| text.contains("401")));
}
