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
use tokio::sync::Semaphore;

const CUSTOMERS: usize = 200;
/// Between two requests: 200 a second.
const PACE: Duration = Duration::from_millis(5);
/// How much memory may grow, in KiB a minute.
const GROWTH_MAX: f64 = 1024.0;
/// A run is too short to measure anything under this.
const MEASURED: Duration = Duration::from_secs(60);
/// How many requests there are at least, however slow the machine is.
const LEAST: usize = 300;
/// How many of them are on their way at once in a run that is too short: a machine that can't keep the
/// pace has no fault. In the others none waits for another, for what piles up is what is looked for.
const AT_ONCE: usize = 32;

fn run_time() -> Duration {
    let minutes = std::env::var("SUPPORT_LOAD_MINUTES").ok();
    match minutes.and_then(|text| text.parse::<u64>().ok()) {
        Some(minutes) => Duration::from_secs(60 * minutes),
        None if is_soak() => Duration::from_secs(30 * 60),
        None => Duration::from_secs(3),
    }
}

/// How many requests there are in a time, and a second's more.
fn requests_in(run: Duration) -> usize {
    usize::try_from((run + Duration::from_secs(1)).as_millis() / PACE.as_millis()).unwrap()
}

fn address(who: usize) -> String {
    format!("user{who}@example.com")
}

/// The help desk of a crowd, with three conversations of each.
fn stub(crowd: Crowd, run: Duration) -> Stub {
    let customers = crowd.size(requests_in(run));
    let addresses: Vec<_> = (0..customers).map(address).collect();
    Stub::with(&addresses, 3)
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

/// A customer who has asked before asks again, or each request is another one's.
#[derive(Clone, Copy)]
enum Crowd {
    Same,
    Ever,
}

impl Crowd {
    /// How many customers there are in so many requests.
    fn size(self, requests: usize) -> usize {
        match self {
            Self::Same => CUSTOMERS,
            Self::Ever => requests,
        }
    }
}

/// What was seen of a load.
struct Seen {
    /// When, in minutes, and how much memory there was, in KiB.
    memory: Vec<(f64, u64)>,
    files: Vec<usize>,
    /// How long each request took, in order of that.
    times: Vec<Duration>,
    errors: Vec<String>,
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

/// Asks for lists and conversations at the pace, for that long, and looks at the server twelve times or
/// every second.
async fn load(server: &Server, stub: &Stub, crowd: Crowd, run: Duration) -> Seen {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let times = Arc::new(Mutex::new(Vec::new()));
    let errors = Arc::new(Mutex::new(Vec::new()));
    let at_once = if run < MEASURED {
        AT_ONCE
    } else {
        Semaphore::MAX_PERMITS
    };
    let places = Arc::new(Semaphore::new(at_once));
    let between_looks = (run / 12).min(Duration::from_secs(1));
    let start = Instant::now();
    let mut next_look = start;
    let mut ticks = tokio::time::interval(PACE);
    let (mut memory, mut files) = (Vec::new(), Vec::new());
    let mut number = 0;
    while start.elapsed() < run || number < LEAST {
        ticks.tick().await;
        let place = Arc::clone(&places).acquire_owned().await.unwrap();
        if Instant::now() >= next_look {
            next_look += between_looks;
            stub.take_calls();
            let (kib, open) = holds(server);
            memory.push((start.elapsed().as_secs_f64() / 60.0, kib));
            files.push(open);
        }
        let who = number * 7 % crowd.size(requests_in(run));
        let path = match number % 3 {
            0 => format!("conversations/{}", 100_000_000 + who),
            _ => "conversations".to_owned(),
        };
        number += 1;
        let request = client
            .get(format!("http://{}/support/v1/{path}", server.address))
            .bearer_auth(token(&address(who), "load"));
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
            drop(place);
        });
    }
    while times.lock().unwrap().len() + errors.lock().unwrap().len() < number {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut times = std::mem::take(&mut *times.lock().unwrap());
    times.sort_unstable();
    let errors = std::mem::take(&mut *errors.lock().unwrap());
    Seen {
        memory,
        files,
        times,
        errors,
    }
}

impl Seen {
    fn percentile(&self, percent: usize) -> Duration {
        self.times[(self.times.len() - 1) * percent / 100]
    }

    /// The least of open files, once the first connections are there.
    fn fewest_files(&self) -> usize {
        *self.files.iter().skip(1).min().unwrap_or(&self.files[0])
    }

    /// Prints the figures, gives the growth of memory in KiB a minute, and fails where a request did.
    fn told(&self, run: Duration) -> f64 {
        let grows = slope(&self.memory);
        println!(
            "{} requests in {run:?}: p50 {:?}, p99 {:?}; memory {} to {} KiB, {grows:.0} KiB a minute; files {} to {:?}",
            self.times.len(),
            self.percentile(50),
            self.percentile(99),
            self.memory[0].1,
            self.memory[self.memory.len() - 1].1,
            self.fewest_files(),
            self.files.iter().max(),
        );
        grows
    }

    fn has_no_errors(&self) {
        assert!(
            self.errors.is_empty(),
            "{} errors: {:?}",
            self.errors.len(),
            self.errors.first()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f10_steady_load_leaves_nothing_behind() {
    let (stub, folder, run) = (
        stub(Crowd::Same, run_time()),
        TempDir::new().unwrap(),
        run_time(),
    );
    let server = gateway(&stub, &folder);
    server.leave_the_log();
    let seen = load(&server, &stub, Crowd::Same, run).await;
    let grows = seen.told(run);
    seen.has_no_errors();
    // Callers open more connections when the machine stumbles; with the callers gone, so are those.
    let least = seen.fewest_files();
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
        assert!(grows <= GROWTH_MAX, "{grows} KiB a minute");
        assert!(seen.percentile(99) <= Duration::from_millis(50));
        growth_is_seen().await;
    }
}

/// The control: where something is kept of every request, the same look at the memory sees it.
async fn growth_is_seen() {
    let (stub, folder) = (stub(Crowd::Ever, MEASURED), TempDir::new().unwrap());
    let server = gateway(&stub, &folder);
    server.leave_the_log();
    let seen = load(&server, &stub, Crowd::Ever, MEASURED).await;
    // So many new customers are more than it takes on: some are told to come later, and all that counts is the rest.
    let grows = seen.told(MEASURED);
    assert!(grows > GROWTH_MAX, "{grows} KiB a minute");
}

#[test]
fn growth_is_that_of_the_second_half() {
    let at = |minute: u32, kib| (f64::from(minute), kib);
    let begins: Vec<_> = (0..10)
        .map(|n| at(n, 20_000 + 500 * u64::from(n)))
        .collect();
    let steady = (10..20).map(|n| at(n, 25_000));
    let grows = (10..20).map(|n| at(n, 25_000 + 2_048 * u64::from(n)));
    let series = |end: Vec<_>| begins.iter().copied().chain(end).collect::<Vec<_>>();
    assert!(slope(&series(steady.collect())).abs() < 1.0);
    assert!((slope(&series(grows.collect())) - 2_048.0).abs() < 1.0);
}
