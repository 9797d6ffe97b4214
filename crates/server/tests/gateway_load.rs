//! A gateway under steady load (bar F10): 200 requests a second, for half an hour in soak and for three
//! seconds otherwise. `SUPPORT_LOAD_MINUTES` sets another time.
//!
//! ```text
//! SUPPORT_SOAK=1 cargo test --release --package support-server --test gateway_load -- --nocapture
//! ```
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use support::{
    is_soak,
    process::Server,
    stub::{Stub, UPSTREAM_KEY},
    tokens::{secret_file, token},
};
use tempfile::TempDir;

const CUSTOMERS: usize = 200;
/// Between two requests: 200 a second.
const PACE: Duration = Duration::from_millis(5);

fn run_time() -> Duration {
    let minutes = std::env::var("SUPPORT_LOAD_MINUTES").ok();
    match minutes.and_then(|text| text.parse::<u64>().ok()) {
        Some(minutes) => Duration::from_secs(60 * minutes),
        None if is_soak() => Duration::from_secs(30 * 60),
        None => Duration::from_secs(3),
    }
}

fn gateway(stub: &Stub, folder: &TempDir) -> Server {
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("key"), UPSTREAM_KEY).unwrap();
    let secret = secret_file(folder.path()).display().to_string();
    let database = format!("sqlite://{}", path("gateway.sqlite"));
    Server::start(&[
        "gateway",
        "--listen",
        "127.0.0.1:0",
        "--upstream",
        &stub.serve(),
        "--database",
        &database,
        "--api-key-file",
        &path("key"),
        "--identity-secret-file",
        &secret,
        "--identity-audience",
        "load",
        "--lists-per-minute",
        "1000000",
        "--opens-per-minute",
        "1000000",
    ])
}

/// Memory in KiB and open files of the server.
fn holds(server: &Server) -> (u64, usize) {
    let folder = format!("/proc/{}", server.child.id());
    let text = std::fs::read_to_string(format!("{folder}/statm")).unwrap();
    let pages: u64 = text.split(' ').nth(1).unwrap().parse().unwrap();
    let files = std::fs::read_dir(format!("{folder}/fd")).unwrap().count();
    (pages * 4, files)
}

/// How much memory grows, in KiB a minute: the slope of the line through the second half, when all that
/// is kept is there.
fn slope(samples: &[(f64, u64)]) -> f64 {
    let half = &samples[samples.len() / 2..];
    let count = half.len() as f64;
    let (time, memory) = half
        .iter()
        .fold((0.0, 0.0), |(t, m), (at, kib)| (t + at, m + *kib as f64));
    let (time, memory) = (time / count, memory / count);
    let along: f64 = half
        .iter()
        .map(|(at, kib)| (at - time) * (*kib as f64 - memory))
        .sum();
    let square: f64 = half.iter().map(|(at, _)| (at - time).powi(2)).sum();
    along / square
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f10_steady_load_leaves_nothing_behind() {
    let addresses: Vec<String> = (0..CUSTOMERS)
        .map(|n| format!("user{n}@example.com"))
        .collect();
    let stub = Stub::with(&addresses, 3);
    let folder = TempDir::new().unwrap();
    let server = gateway(&stub, &folder);
    server.leave_the_log();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let times = Arc::new(Mutex::new(Vec::new()));
    let errors = Arc::new(Mutex::new(Vec::new()));
    let (start, run) = (Instant::now(), run_time());
    let mut ticks = tokio::time::interval(PACE);
    let mut samples = Vec::new();
    let mut files = Vec::new();
    let mut number = 0;
    while start.elapsed() < run {
        ticks.tick().await;
        if number % 200 == 0 {
            stub.take_calls();
            let (memory, open) = holds(&server);
            samples.push((start.elapsed().as_secs_f64() / 60.0, memory));
            files.push(open);
        }
        let who = number * 7 % CUSTOMERS;
        let path = match number % 3 {
            0 => format!("conversations/{}", 100_000_000 + who),
            _ => "conversations".to_owned(),
        };
        number += 1;
        let request = client
            .get(format!("http://{}/support/v1/{path}", server.address))
            .bearer_auth(token(&addresses[who], "load"));
        let (times, errors) = (Arc::clone(&times), Arc::clone(&errors));
        tokio::spawn(async move {
            let asked = Instant::now();
            match request.send().await {
                Ok(answer) if answer.status() == 200 => {
                    let _ = answer.bytes().await;
                    times.lock().unwrap().push(asked.elapsed());
                }
                other => errors.lock().unwrap().push(format!("{other:?}")),
            }
        });
    }
    while times.lock().unwrap().len() + errors.lock().unwrap().len() < number {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut times = std::mem::take(&mut *times.lock().unwrap());
    times.sort_unstable();
    let percentile = |percent: usize| times[(times.len() - 1) * percent / 100];
    let grows = slope(&samples);
    println!(
        "{number} requests in {:?}: p50 {:?}, p99 {:?}; memory {} to {} KiB, {grows:.0} KiB a minute; files {:?} to {:?}",
        start.elapsed(),
        percentile(50),
        percentile(99),
        samples[0].1,
        samples[samples.len() - 1].1,
        files.iter().skip(1).min(),
        files.iter().max(),
    );
    let errors = std::mem::take(&mut *errors.lock().unwrap());
    assert!(
        errors.is_empty(),
        "{} errors: {:?}",
        errors.len(),
        errors.first()
    );
    // Callers open more connections when the machine stumbles; with the callers gone, so are those.
    drop(client);
    let least = files.iter().skip(1).min().unwrap_or(&files[0]);
    let patience = Instant::now() + Duration::from_secs(30);
    while holds(&server).1 > least + 4 {
        assert!(
            Instant::now() < patience,
            "{} files of {least}",
            holds(&server).1
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    if run >= Duration::from_secs(5 * 60) {
        assert!(grows <= 1024.0, "{grows} KiB a minute");
        assert!(percentile(99) <= Duration::from_millis(50));
    }
}
