//! A gateway process whose keys come and go, and a load on it meanwhile.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    os::fd::AsFd,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{sync::Semaphore, task::JoinHandle};

use super::{
    process::Server,
    stub::{Stub, UPSTREAM_KEY},
    tokens::{now, signed},
};

/// Two hundred and ten a second: a little over the bar, which is about what was answered.
const PACE: Duration = Duration::from_micros(4_760);
/// How many requests are under way at most.
const UNDER_WAY: usize = 32;
/// The bar: how soon after the reload a removed key is refused.
pub const AT_MOST: Duration = Duration::from_secs(5);
const ME: &str = "ann@example.com";
const ISSUER: &str = "https://sign-in.example.com";

/// Whose keys the gateway knows, and how they are kept.
enum Ring {
    /// Secrets shared with a portal: a folder with a file for each.
    Secrets,
    /// A sign-in provider's key set: one file with all public keys, and the private ones to sign with.
    KeySet(Mutex<Vec<(String, Ed25519KeyPair)>>),
}

impl Ring {
    /// Whether tokens are signed by a shared secret.
    const fn is_shared(&self) -> bool {
        matches!(self, Self::Secrets)
    }

    /// A key comes; the gateway meets the old file or the new one, never half of one.
    fn add(&self, folder: &Path, kid: &str) {
        match self {
            Self::Secrets => {
                let secrets = folder.join("secrets");
                fs::write(secrets.join(".new"), secret(kid)).unwrap();
                fs::rename(secrets.join(".new"), secrets.join(kid)).unwrap();
            }
            Self::KeySet(pairs) => {
                let pair = Ed25519KeyPair::generate().unwrap();
                pairs.lock().unwrap().push((kid.to_owned(), pair));
                self.publish(folder, None);
            }
        }
    }

    /// A key goes from what the gateway reads. Tokens that it signed may still be made.
    fn remove(&self, folder: &Path, kid: &str) {
        match self {
            Self::Secrets => fs::remove_file(folder.join("secrets").join(kid)).unwrap(),
            Self::KeySet(_) => self.publish(folder, Some(kid)),
        }
    }

    /// Writes the public keys, but for one.
    fn publish(&self, folder: &Path, without: Option<&str>) {
        let Self::KeySet(pairs) = self else { return };
        let mut pairs = pairs.lock().unwrap();
        pairs.retain(|(kid, _)| Some(kid.as_str()) != without);
        let keys = pairs.iter().map(|(kid, pair)| {
            let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
            json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": kid, "x": x })
        });
        let document = json!({ "keys": keys.collect::<Vec<_>>() }).to_string();
        fs::write(folder.join("keys.new"), document).unwrap();
        fs::rename(folder.join("keys.new"), folder.join("keys.json")).unwrap();
    }

    fn token(&self, kid: &str) -> Arc<str> {
        let mut claims = json!({
            "email": ME, "aud": "rotation", "iat": now(), "exp": now() + 900, "sub": "s",
        });
        match self {
            Self::Secrets => {
                let head = json!({ "alg": "HS256", "typ": "JWT", "kid": kid });
                signed(&head, &claims, &secret(kid)).into()
            }
            Self::KeySet(pairs) => {
                claims["iss"] = ISSUER.into();
                claims["email_verified"] = true.into();
                let head = json!({ "alg": "EdDSA", "typ": "JWT", "kid": kid });
                let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
                let text = format!("{}.{}", part(&head), part(&claims));
                let pairs = pairs.lock().unwrap();
                let (_, pair) = pairs.iter().find(|(known, _)| known == kid).unwrap();
                let signature = URL_SAFE_NO_PAD.encode(pair.sign(text.as_bytes()));
                format!("{text}.{signature}").into()
            }
        }
    }
}

fn secret(kid: &str) -> String {
    format!("the secret of {kid}, well over thirty-two bytes")
}

/// A gateway process that reads a ring of keys.
pub struct Gateway {
    pub server: Server,
    ring: Ring,
    folder: TempDir,
    client: Client,
    /// How many reloads the log tells of.
    reloads: Arc<AtomicUsize>,
}

impl Gateway {
    /// With secrets `k0` and `k1`, shared with a portal.
    pub fn with_secrets() -> Self {
        Self::start(Ring::Secrets)
    }

    /// With the keys `k0` and `k1` of a sign-in provider.
    pub fn with_key_set() -> Self {
        Self::start(Ring::KeySet(Mutex::default()))
    }

    fn start(ring: Ring) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("key"), UPSTREAM_KEY).unwrap();
        fs::create_dir(path("secrets")).unwrap();
        for kid in ["k0", "k1"] {
            ring.add(folder.path(), kid);
        }
        let upstream = Stub::with(&[ME.to_owned()], 1).serve();
        let database = format!("sqlite://{}", path("gateway.sqlite"));
        let (key, secrets, keys) = (path("key"), path("secrets"), path("keys.json"));
        let mut arguments = vec!["gateway", "--listen", "127.0.0.1:0"];
        arguments.extend(["--upstream", &upstream, "--database", &database]);
        arguments.extend(["--api-key-file", &key, "--identity-audience", "rotation"]);
        // Whether a token is good is asked of each request, and of as many as there are.
        arguments.extend(["--lists-per-minute", "1000000", "--fresh-for", "0"]);
        arguments.extend(if ring.is_shared() {
            vec!["--identity-secret-dir", &secrets]
        } else {
            vec!["--identity-jwks", &keys, "--identity-issuer", ISSUER]
        });
        let server = Server::start(&arguments);
        Self {
            reloads: count_reloads(&server),
            server,
            ring,
            folder,
            client: Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// A key comes.
    pub fn add(&self, kid: &str) {
        self.ring.add(self.folder.path(), kid);
    }

    /// A key goes.
    pub fn remove(&self, kid: &str) {
        self.ring.remove(self.folder.path(), kid);
    }

    /// A token by a key that was added and not removed.
    pub fn token(&self, kid: &str) -> Arc<str> {
        self.ring.token(kid)
    }

    /// Sends SIGHUP; done when the log says that the gateway heard it.
    pub async fn hang_up(&self) {
        let before = self.reloads.load(Ordering::SeqCst);
        let pid = i32::try_from(self.server.child.id()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), Signal::HUP).unwrap();
        until("the reload", async || {
            self.reloads.load(Ordering::SeqCst) > before
        })
        .await;
    }

    /// The status of a list, and the reason of a refusal.
    pub async fn list(&self, token: &str) -> (u16, String) {
        list(&self.client, &self.server.address, token)
            .await
            .unwrap()
    }

    /// Waits until a token gets this status: how long that took.
    pub async fn until_status(&self, token: &str, status: u16) -> Duration {
        until(&format!("a {status}"), async || {
            self.list(token).await.0 == status
        })
        .await
    }
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
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let started = Instant::now();
    while !is_so().await {
        assert!(started.elapsed() < AT_MOST, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    started.elapsed()
}

/// Requests at a steady pace, with the live tokens in turn.
pub struct Load {
    pub live: Arc<Mutex<Vec<Arc<str>>>>,
    pub asked: Arc<AtomicUsize>,
    pub started: Instant,
    failures: Arc<Mutex<Vec<String>>>,
    done: Arc<AtomicBool>,
    pacer: JoinHandle<()>,
}

impl Load {
    pub fn start(gateway: &Gateway, live: Vec<Arc<str>>) -> Self {
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
    pub async fn retire(&self, token: &Arc<str>) {
        self.live.lock().unwrap().retain(|live| live != token);
        until("the last request with a retired token", async || {
            Arc::strong_count(token) == 1
        })
        .await;
    }

    /// Waits for the requests under way: how many there were in all, how many a second, what failed.
    pub async fn stop(self) -> (usize, f64, Vec<String>) {
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
