//! The hard case: forms sent through a gateway process that is killed at random moments, before an
//! upstream that answers late, never, or 500 after having stored. In the end there is one conversation
//! for each form.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    collections::HashMap,
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use rand::RngExt;
use support::{
    is_soak,
    process::Server,
    stub::{Fault, Stub, UPSTREAM_KEY},
    tokens::{SECRET, secret_file, token},
};
use tempfile::TempDir;

/// How many customers send at a time.
const SENDERS: usize = 6;

struct Gateway {
    folder: TempDir,
    upstream: String,
}

impl Gateway {
    fn start(&self, listen: &str) -> Server {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let database = support::database_url(&self.folder);
        Server::start(&[
            "gateway",
            "--listen",
            listen,
            "--upstream",
            &self.upstream,
            "--database",
            &database,
            "--api-key-file",
            &path("key"),
            "--identity-secret-file",
            &path("identity-secret"),
            "--identity-audience",
            "forms",
            "--creates-per-hour",
            "1000000",
            "--log-format",
            "json",
        ])
    }
}

fn gateway(stub: &Stub) -> Gateway {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("key"), UPSTREAM_KEY).unwrap();
    secret_file(folder.path());
    Gateway {
        upstream: stub.serve(),
        folder,
    }
}

/// One try: the status, or nothing where no whole answer came.
fn post(address: &str, email: &str, key: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .ok()?;
    let head = format!(
        "POST /support/v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
         Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        token(email, "forms"),
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let status = text.split(' ').nth(1)?.parse().ok()?;
    Some((status, text.split_once("\r\n\r\n")?.1.to_owned()))
}

/// Sends a form as the widget does: again with the same key and bytes until it is told the number.
fn send_form(address: &str, email: &str, form: usize) -> serde_json::Value {
    // Some forms say the same, on purpose.
    let subject = format!("form {}", form / 2);
    let body = format!(
        r#"{{"subject":"{subject}","description":"The same <words>\n\nin both","source":"Mail"}}"#
    );
    let deadline = Instant::now() + Duration::from_secs(240);
    loop {
        assert!(Instant::now() < deadline, "form {form} was never answered");
        match post(address, email, &format!("form-{form}"), &body) {
            Some((201, text)) => {
                let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
                return answer["data"]["id"].clone();
            }
            // Refused for good: the test is wrong, or the gateway is.
            Some((status @ (400 | 401 | 403 | 404 | 422), text)) => panic!("{status} {text}"),
            _ => std::thread::sleep(Duration::from_millis(60)),
        }
    }
}

fn random_fault() -> Fault {
    match rand::rng().random_range(0..20) {
        0..7 => Fault::None,
        7..12 => Fault::Late(Duration::from_millis(rand::rng().random_range(1..400))),
        12..16 => Fault::StoredThenError,
        16..19 => Fault::Error,
        _ => Fault::StoredThenSilent,
    }
}

#[test]
fn there_are_as_many_conversations_as_forms() {
    let forms = if is_soak() { 1_000 } else { 60 };
    let stub = Stub::default();
    let gateway = gateway(&stub);
    let mut server = gateway.start("127.0.0.1:0");
    let address = server.address.clone();
    let (next, done, kills) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
        AtomicUsize::new(0),
    );
    let faults = forms * 2;
    stub.world()
        .faults
        .extend((0..faults).map(|_| random_fault()));
    let senders: Vec<_> = (0..SENDERS)
        .map(|sender| {
            let (address, next) = (address.clone(), next.clone());
            std::thread::spawn(move || {
                let email = format!("customer{}@example.com", sender / 2);
                let mut told = Vec::new();
                loop {
                    let form = next.fetch_add(1, Ordering::SeqCst);
                    if form >= forms {
                        return told;
                    }
                    told.push((form, send_form(&address, &email, form)));
                }
            })
        })
        .collect();
    let watch = {
        let done = done.clone();
        std::thread::spawn(move || {
            let told: Vec<_> = senders
                .into_iter()
                .flat_map(|sender| sender.join().unwrap())
                .collect();
            done.store(true, Ordering::SeqCst);
            told
        })
    };
    while !done.load(Ordering::SeqCst) && !watch.is_finished() {
        // The random moment is the point of the test.
        std::thread::sleep(Duration::from_millis(rand::rng().random_range(50..900)));
        if next.load(Ordering::SeqCst) < forms {
            server.child.kill().unwrap();
            server.child.wait().unwrap();
            kills.fetch_add(1, Ordering::SeqCst);
            server = gateway.start(&address);
        }
    }
    let told = watch.join().unwrap();
    let numbers: HashMap<_, _> = told
        .iter()
        .map(|(form, id)| (id.to_string(), form))
        .collect();
    println!(
        "{forms} forms, {} conversations, {} kills",
        stub.stored(),
        kills.load(Ordering::SeqCst)
    );
    assert_eq!(stub.stored(), forms, "one conversation for each form");
    assert_eq!(numbers.len(), forms, "and each form was told its own");
    assert!(kills.load(Ordering::SeqCst) > 2, "the gateway was killed");
    no_secret_in(&gateway.folder);
}

/// The store holds neither the key nor the secret.
fn no_secret_in(folder: &TempDir) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bytes = runtime.block_on(support::kept_creates(folder));
    let has = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(has("\"data\""), "nothing was stored");
    for secret in [UPSTREAM_KEY, SECRET] {
        assert!(!has(secret));
    }
}

#[test]
fn a5_the_log_has_neither_secret_nor_token() {
    let stub = Stub::with(&["ann@example.com".to_owned()], 1);
    let gateway = gateway(&stub);
    let mut server = gateway.start("127.0.0.1:0");
    let good = token("ann@example.com", "forms");
    assert_eq!(
        server
            .get("/support/v1/conversations?secret=canary-query", &good)
            .0,
        400
    );
    assert_eq!(server.get("/support/v1/conversations", &good).0, 200);
    assert_eq!(server.get("/support/v1/conversations", UPSTREAM_KEY).0, 401);
    stub.world().faults.push_back(Fault::Error);
    let failed = post(
        &server.address,
        "ann@example.com",
        "k",
        r#"{"subject":"canary-subject","description":"d"}"#,
    );
    assert_eq!(failed.map(|(status, _)| status), Some(502));
    server.terminate();
    assert_eq!(server.wait(Duration::from_secs(5)), Some(0));
    let mut log = String::new();
    server.output.read_to_string(&mut log).unwrap();
    assert!(log.contains("\"reason\":") && log.contains("503"), "{log}");
    let parts = good
        .split('.')
        .chain([UPSTREAM_KEY, SECRET, "canary", "ann@", "upstream words"]);
    for part in parts {
        assert!(!log.contains(part), "{part}: {log}");
    }
}

#[test]
fn a_start_that_would_be_unsafe_is_refused() {
    let stub = Stub::default();
    let gateway = gateway(&stub);
    let path = |name: &str| gateway.folder.path().join(name).display().to_string();
    let (key, secret) = (path("key"), path("identity-secret"));
    let short = path("short");
    std::fs::write(&short, "these-are-31-bytes-and-no-more!").unwrap();
    for (name, value, said) in [
        ("--allow-origin", "*", "--allow-origin"),
        (
            "--allow-origin",
            "https://portal.example.com/",
            "--allow-origin",
        ),
        ("--upstream", "http://desk.example.com/v1", "https://"),
        ("--identity-secret-file", short.as_str(), ""),
        ("--api-key-file", "/nowhere", "API key file"),
        ("--form-fields", "/nowhere", "--form-fields: cannot read"),
        ("--form-fields", key.as_str(), "--form-fields: "),
    ] {
        let mut flags = vec![
            ("--listen", "127.0.0.1:0"),
            ("--upstream", gateway.upstream.as_str()),
            ("--database", "sqlite::memory:"),
            ("--api-key-file", key.as_str()),
            ("--identity-secret-file", secret.as_str()),
        ];
        flags.retain(|(flag, _)| *flag != name);
        flags.push((name, value));
        let flags = flags.iter().flat_map(|(flag, value)| [*flag, *value]);
        let output = support::process::program()
            .arg("gateway")
            .args(flags)
            .output()
            .unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && error.contains(said) && error.lines().count() == 1,
            "{name} {value}: {error}"
        );
    }
}
