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
    fs::{self, File},
    io::{BufRead, BufReader},
    os::fd::AsFd,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use support::{
    is_soak,
    process::Server,
    stub::{Stub, UPSTREAM_KEY},
    tokens::{now, signed},
};
use tempfile::TempDir;
use tokio::{sync::Semaphore, task::JoinHandle};

/// Two hundred a second.
const PACE: Duration = Duration::from_millis(5);
/// How many requests are under way at most.
const UNDER_WAY: usize = 32;
/// The bar: how soon after the reload a removed key is refused.
const AT_MOST: Duration = Duration::from_secs(5);
const ME: &str = "ann@example.com";

/// A gateway process whose secrets are the files of a folder.
struct Gateway {
    server: Server,
    folder: TempDir,
    client: Client,
    /// How many reloads the log tells of.
    reloads: Arc<AtomicUsize>,
}

impl Gateway {
    fn start(kids: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("key"), UPSTREAM_KEY).unwrap();
        fs::create_dir(path("secrets")).unwrap();
        for kid in kids {
            fs::write(path("secrets") + "/" + kid, secret(kid)).unwrap();
        }
        let upstream = Stub::with(&[ME.to_owned()], 1).serve();
        let database = format!("sqlite://{}", path("gateway.sqlite"));
        let server = Server::start(&[
            "gateway",
            "--listen",
            "127.0.0.1:0",
            "--upstream",
            &upstream,
            "--database",
            &database,
            "--api-key-file",
            &path("key"),
            "--identity-secret-dir",
            &path("secrets"),
            "--identity-audience",
            "rotation",
        ]);
        Self {
            reloads: count_reloads(&server),
            server,
            folder,
            client: Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// A new key comes into the folder as a whole: written under a hidden name, then renamed.
    fn add(&self, kid: &str) {
        let folder = self.folder.path().join("secrets");
        fs::write(folder.join(".new"), secret(kid)).unwrap();
        fs::rename(folder.join(".new"), folder.join(kid)).unwrap();
    }

    fn remove(&self, kid: &str) {
        fs::remove_file(self.folder.path().join("secrets").join(kid)).unwrap();
    }

    /// Sends SIGHUP; done when the log says that the gateway heard it.
    async fn hang_up(&self) {
        let before = self.reloads.load(Ordering::SeqCst);
        let pid = i32::try_from(self.server.child.id()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), Signal::HUP).unwrap();
        until("the reload", async || {
            self.reloads.load(Ordering::SeqCst) > before
        })
        .await;
    }

    /// The status of a list, and the reason of a refusal.
    async fn list(&self, token: &str) -> (u16, String) {
        list(&self.client, &self.server.address, token)
            .await
            .unwrap()
    }

    /// Waits until a token gets this status: how long that took.
    async fn until_status(&self, token: &str, status: u16) -> Duration {
        until(&format!("a {status}"), async || {
            self.list(token).await.0 == status
        })
        .await
    }
}

fn secret(kid: &str) -> String {
    format!("the secret of {kid}, well over thirty-two bytes")
}

fn token(kid: &str) -> Arc<str> {
    let claims = json!({
        "email": ME, "aud": "rotation", "iat": now(), "exp": now() + 900, "sub": "s",
    });
    let head = json!({ "alg": "HS256", "typ": "JWT", "kid": kid });
    signed(&head, &claims, &secret(kid)).into()
}

/// Reads the log for as long as the process lives, so that it never waits for a reader.
fn count_reloads(server: &Server) -> Arc<AtomicUsize> {
    let pipe = server.output.get_ref().as_fd().try_clone_to_owned();
    let lines = BufReader::new(File::from(pipe.unwrap())).lines();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if line.contains("reloading the keys") {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    count
}

async fn list(client: &Client, address: &str, token: &str) -> reqwest::Result<(u16, String)> {
    let url = format!("http://{address}/support/v1/conversations");
    let answer = client.get(url).bearer_auth(token).send().await?;
    let reason = answer.headers().get("support-auth-reason");
    let reason = reason.map_or("", |reason| reason.to_str().unwrap());
    let found = (answer.status().as_u16(), reason.to_owned());
    answer.bytes().await?;
    Ok(found)
}

/// Asks until it is so: how long that took. More than the bar fails.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let started = Instant::now();
    while !is_so().await {
        assert!(started.elapsed() < AT_MOST, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    started.elapsed()
}

/// Requests at a steady pace, with the live tokens in turn.
struct Load {
    live: Arc<Mutex<Vec<Arc<str>>>>,
    asked: Arc<AtomicUsize>,
    failures: Arc<Mutex<Vec<String>>>,
    done: Arc<AtomicBool>,
    pacer: JoinHandle<()>,
    started: Instant,
}

impl Load {
    fn start(gateway: &Gateway, live: Vec<Arc<str>>) -> Self {
        let (live, asked) = (Arc::new(Mutex::new(live)), Arc::new(AtomicUsize::new(0)));
        let (failures, done) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let pacer = tokio::spawn(pace(
            gateway.client.clone(),
            gateway.server.address.clone(),
            Arc::clone(&live),
            Arc::clone(&asked),
            Arc::clone(&failures),
            Arc::clone(&done),
        ));
        Self {
            live,
            asked,
            failures,
            done,
            pacer,
            started: Instant::now(),
        }
    }

    /// Takes a token out of use; done when no request with it is under way any more, and only the caller
    /// has it.
    async fn retire(&self, token: &Arc<str>) {
        self.live.lock().unwrap().retain(|live| live != token);
        until("the last request with a retired token", async || {
            Arc::strong_count(token) == 1
        })
        .await;
    }

    /// Waits for the requests under way: how many there were in all, how many a second, what failed.
    async fn stop(self) -> (usize, f64, Vec<String>) {
        self.done.store(true, Ordering::SeqCst);
        self.pacer.await.unwrap();
        let asked = self.asked.load(Ordering::SeqCst);
        let rate = f64::from(u32::try_from(asked).unwrap()) / self.started.elapsed().as_secs_f64();
        let failures = std::mem::take(&mut *self.failures.lock().unwrap());
        (asked, rate, failures)
    }
}

async fn pace(
    client: Client,
    address: String,
    live: Arc<Mutex<Vec<Arc<str>>>>,
    asked: Arc<AtomicUsize>,
    failures: Arc<Mutex<Vec<String>>>,
    done: Arc<AtomicBool>,
) {
    let room = Arc::new(Semaphore::new(UNDER_WAY));
    let mut ticks = tokio::time::interval(PACE);
    while !done.load(Ordering::SeqCst) {
        ticks.tick().await;
        let permit = Arc::clone(&room).acquire_owned().await.unwrap();
        let turn = asked.fetch_add(1, Ordering::SeqCst);
        let token = {
            let live = live.lock().unwrap();
            Arc::clone(&live[turn % live.len()])
        };
        let (client, address, failures) = (client.clone(), address.clone(), Arc::clone(&failures));
        tokio::spawn(async move {
            match list(&client, &address, &token).await {
                Ok((200, _)) => {}
                other => failures.lock().unwrap().push(format!("{other:?}")),
            }
            drop((token, permit));
        });
    }
    let all = u32::try_from(UNDER_WAY).unwrap();
    let _all_answered = room.acquire_many(all).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_keys_are_rotated_under_load_and_nobody_is_refused() {
    let time = Duration::from_secs(if is_soak() { 60 } else { 5 });
    let mut gateway = Gateway::start(&["k0", "k1"]);
    let (mut old, mut young) = (token("k0"), token("k1"));
    gateway.until_status(&old, 200).await;
    let load = Load::start(&gateway, vec![Arc::clone(&old), Arc::clone(&young)]);
    // A rotation a second: the pace, so that requests meet keys at every point of their lives.
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    let (mut rotations, mut slowest) = (0, Duration::ZERO);
    while load.started.elapsed() < time {
        ticks.tick().await;
        let (leaving, coming) = (format!("k{rotations}"), format!("k{}", rotations + 2));
        let new = token(&coming);
        assert_eq!(
            gateway.list(&new).await,
            (401, "unknown-key".to_owned()),
            "not yet there"
        );
        gateway.add(&coming);
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
    let least = if is_soak() { 150.0 } else { 50.0 };
    assert!(rate > least, "{rate:.0} a second is no load");
    assert!(
        gateway.server.child.try_wait().unwrap().is_none(),
        "the same process still runs"
    );
}

/// The same steps without the removal: nothing is refused, so a 401 above is the removal's doing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_control_without_the_removal_the_old_token_goes_on() {
    let gateway = Gateway::start(&["k0", "k1"]);
    let (old, new) = (token("k0"), token("k2"));
    gateway.add("k2");
    gateway.hang_up().await;
    gateway.until_status(&new, 200).await;
    assert_eq!(gateway.list(&old).await.0, 200);
}

/// A portal that goes on signing with a removed key: the load counts what is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_control_a_key_removed_too_early_is_counted() {
    let gateway = Gateway::start(&["k0", "k1"]);
    let (old, young) = (token("k0"), token("k1"));
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
