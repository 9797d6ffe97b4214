//! A new process takes the place of an old one on the same socket, under load, and no request is dropped.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use support::{database_url, is_soak, process::Server};
use tempfile::TempDir;

const BODY: &str = r#"{"subject":"s","description":"d","requested_by":"ann@example.com"}"#;
const CALLERS: usize = 8;

fn desk(listener: &TcpListener, database: &str) -> Server {
    Server::start_on(
        listener,
        &[
            "desk",
            // Nobody listens there: the socket is handed over.
            "--listen",
            "127.0.0.1:1",
            "--database",
            database,
            "--api-key",
            "k",
        ],
    )
}

/// One create on a connection of its own: the status, or what went wrong on the way.
fn create(address: &str) -> Result<u16, std::io::Error> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "POST /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\
         Connection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{BODY}",
        BODY.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    status.ok_or_else(|| std::io::Error::other(format!("no answer: {answer:?}")))
}

#[test]
fn no_request_is_dropped_while_a_new_process_takes_over() {
    let restarts = if is_soak() { 100 } else { 5 };
    let folder = TempDir::new().unwrap();
    let database = database_url(&folder);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let mut current = desk(&listener, &database);
    assert!(
        current.first_line.contains(&address),
        "{}",
        current.first_line
    );
    let done = Arc::new(AtomicBool::new(false));
    let made = Arc::new(AtomicUsize::new(0));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (address, done, made) = (address.clone(), done.clone(), made.clone());
            thread::spawn(move || {
                let mut failures = Vec::new();
                while !done.load(Ordering::SeqCst) {
                    match create(&address) {
                        Ok(201) => {
                            made.fetch_add(1, Ordering::SeqCst);
                        }
                        other => failures.push(format!("{other:?}")),
                    }
                }
                failures
            })
        })
        .collect();
    for _ in 0..restarts {
        let before = made.load(Ordering::SeqCst);
        let next = desk(&listener, &database);
        current.terminate();
        assert_eq!(current.wait(Duration::from_secs(6)), Some(0));
        current = next;
        // The load went on all the while, and does with the new one.
        wait_until(|| made.load(Ordering::SeqCst) > before + CALLERS);
    }
    done.store(true, Ordering::SeqCst);
    let failures: Vec<String> = callers
        .into_iter()
        .flat_map(|caller| caller.join().unwrap())
        .collect();
    let made = made.load(Ordering::SeqCst);
    println!("{restarts} restarts, {made} creates answered");
    assert!(
        failures.is_empty(),
        "{} of {made}: {failures:?}",
        failures.len()
    );
    let (_, text) = current.get("/v1/conversations?per_page=1", "k");
    assert!(
        text.contains(&format!("\"total_count\":{made}")),
        "{made}: {text}"
    );
}

/// The control: where nobody holds the socket, a restart refuses callers.
#[test]
fn control_without_a_common_socket_callers_are_refused() {
    let folder = TempDir::new().unwrap();
    let database = database_url(&folder);
    let mut server = Server::desk(&database);
    let address = server.address.clone();
    assert_eq!(create(&address).unwrap(), 201);
    server.terminate();
    assert_eq!(server.wait(Duration::from_secs(6)), Some(0));
    assert!(create(&address).is_err());
}

/// A caller who connected just before the signal, and sends just after it, is answered. "Just" is a second,
/// which a machine may sleep through, but not five times in a row.
#[test]
fn a_connection_without_a_request_yet_is_not_hung_up_on() {
    let answered = (0..5).any(|_| {
        let mut server = Server::desk("sqlite::memory:");
        let mut stream = TcpStream::connect(&server.address).unwrap();
        // Another one behind it in the same queue: when that is answered, the first is accepted.
        assert_eq!(create(&server.address).unwrap(), 201);
        server.terminate();
        server.wait_for_line("stopping");
        let head = "GET /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\r\n";
        let mut answer = String::new();
        let sent = stream.write_all(head.as_bytes());
        let read = sent.and_then(|()| stream.read_to_string(&mut answer));
        assert_eq!(server.wait(Duration::from_secs(6)), Some(0));
        read.is_ok() && answer.starts_with("HTTP/1.1 200")
    });
    assert!(answered);
}

fn wait_until(is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "it did not come about");
        thread::sleep(Duration::from_millis(5));
    }
}
