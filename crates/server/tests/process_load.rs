//! The program under callers that are many, slow or rude: bars F3, F4 and F5.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use support::{
    body, is_soak,
    process::{Server, answer},
};
use tempfile::TempDir;

/// How many slow callers there are.
const SLOW: usize = 1_000;

fn desk(folder: &TempDir) -> Server {
    let path = folder.path().join("desk.sqlite");
    Server::desk(&format!("sqlite://{}", path.display()))
}

/// A connection on which a request has begun.
fn begun(server: &Server, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

/// How much of the server is in memory, in MiB.
fn resident_mib(server: &Server) -> usize {
    let path = format!("/proc/{}/statm", server.child.id());
    let text = std::fs::read_to_string(path).unwrap();
    let pages: usize = text.split(' ').nth(1).unwrap().parse().unwrap();
    (pages * 4096) >> 20
}

/// The time that a request without a body takes.
fn time_of_health(server: &Server) -> Duration {
    let start = Instant::now();
    assert_eq!(server.get("/healthz", "").0, 200);
    start.elapsed()
}

/// Stops a desk in the midst of 200 creates and of as many half-open connections as told: how long it took.
fn stop_in_the_midst(half_open: usize) -> Duration {
    let folder = TempDir::new().unwrap();
    let mut server = desk(&folder);
    let text = body(serde_json::json!({})).to_string();
    let (half, rest) = text.split_at(20);
    let head = format!(
        "POST /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{half}",
        text.len()
    );
    let mut in_progress: Vec<_> = (0..200).map(|_| begun(&server, &head)).collect();
    let half_open: Vec<_> = (0..half_open)
        .map(|_| begun(&server, "GET /healthz HT"))
        .collect();
    // Accepted is what came before this one.
    time_of_health(&server);
    server.terminate();
    let signal = Instant::now();
    server.wait_for_line("stopping");
    assert!(server.refuses_connections(Duration::from_secs(2)));
    for stream in &mut in_progress {
        stream.write_all(rest.as_bytes()).unwrap();
    }
    let statuses: Vec<u16> = in_progress
        .into_iter()
        .map(|stream| answer(stream).0)
        .collect();
    assert_eq!(statuses, [201; 200]);
    assert_eq!(server.wait(Duration::from_secs(10)), Some(0));
    drop(half_open);
    println!("stopped after {:?}", signal.elapsed());
    signal.elapsed()
}

#[test]
fn f3_at_the_signal_what_is_in_progress_is_finished_and_what_is_half_open_is_not_waited_for() {
    assert!(stop_in_the_midst(100) <= Duration::from_secs(10));
    // A machine that others use as well is given more time than the bar's own.
    let most = Duration::from_secs(if is_soak() { 5 } else { 10 });
    assert!(stop_in_the_midst(0) <= most);
}

#[test]
fn f4_half_a_head_is_waited_for_only_so_long_and_keeps_nobody_else_waiting() {
    let folder = TempDir::new().unwrap();
    let server = desk(&folder);
    server.leave_the_log();
    time_of_health(&server);
    let before = resident_mib(&server);
    let start = Instant::now();
    let text = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    let mut slow: Vec<_> = (0..SLOW).map(|_| begun(&server, text)).collect();
    let mut times: Vec<_> = (0..200).map(|_| time_of_health(&server)).collect();
    times.sort_unstable();
    let grown = resident_mib(&server).saturating_sub(before);
    println!(
        "p50 {:?}, p99 {:?}, {grown} MiB more",
        times[100], times[198]
    );
    // A machine that others use as well is given more time than the bar's own.
    let most = Duration::from_millis(if is_soak() { 50 } else { 1_000 });
    assert!(times[198] <= most, "{:?}", times[198]);
    assert!(grown <= 64, "{grown} MiB");
    for stream in &mut slow {
        stream
            .set_read_timeout(Some(Duration::from_secs(40)))
            .unwrap();
        let mut text = Vec::new();
        // Whatever it is told, the connection is closed.
        let end = stream.read_to_end(&mut text);
        let kind = end.map_err(|error| error.kind());
        assert!(
            matches!(kind, Ok(_) | Err(ErrorKind::ConnectionReset)),
            "{kind:?}"
        );
    }
    println!("all closed after {:?}", start.elapsed());
    assert!(
        start.elapsed() <= Duration::from_secs(35),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn f5_what_is_too_large_or_too_deep_is_refused_and_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let server = desk(&folder);
    server.leave_the_log();
    let large = format!(r#"{{"subject":"{}"}}"#, "x".repeat(1024 * 1024));
    let deep = format!("{{\"subject\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let post = |body: &str, is_chunked: bool| {
        let length = if is_chunked {
            "Transfer-Encoding: chunked".to_owned()
        } else {
            format!("Content-Length: {}", body.len())
        };
        let head = format!(
            "POST /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\
             Content-Type: application/json\r\nConnection: close\r\n{length}\r\n\r\n"
        );
        let mut stream = begun(&server, &head);
        let sent = if is_chunked {
            write!(stream, "{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
        } else {
            stream.write_all(body.as_bytes())
        };
        sent.unwrap();
        answer(stream).0
    };
    let round = |times: usize| {
        for _ in 0..times {
            assert_eq!(post(&large, false), 413);
            assert_eq!(post(&large, true), 413);
            assert_eq!(post(&deep, false), 400);
        }
    };
    round(20);
    let before = resident_mib(&server);
    let times = if is_soak() { 3_333 } else { 60 };
    round(times);
    let grown = resident_mib(&server).saturating_sub(before);
    println!("{} refused bodies: {grown} MiB more", 3 * times);
    assert!(grown <= 5, "{grown} MiB");
}
