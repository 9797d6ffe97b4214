//! The built program: what it says, how it starts, how it dies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Stdio,
    time::Duration,
};

use serde_json::{Value, json};
use support::{
    TestApp, body, database_url,
    process::{Server, answer, program},
};
use tempfile::TempDir;

const BODY: &str = r#"{"subject":"s","description":"d","requested_by":"ann@example.com"}"#;

#[test]
fn a_kill_right_after_the_answer_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let database = database_url(&folder);
    let mut answered = Vec::new();
    for _ in 0..12 {
        let mut server = Server::desk(&database);
        let (status, text) = answer(server.send("POST", "/v1/conversations", BODY));
        server.child.kill().unwrap();
        assert_eq!(status, 201);
        answered.push(serde_json::from_str::<Value>(&text).unwrap()["data"]["id"].clone());
        server.child.wait().unwrap();
    }
    let server = Server::desk(&database);
    let (_, text) = answer(server.send("GET", "/v1/conversations?per_page=100&sort_order=asc", ""));
    let page: Value = serde_json::from_str(&text).unwrap();
    let stored: Vec<Value> = page["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(stored, answered);
    assert_eq!(page["total_count"], 12);
}

/// A create of which the desk has read the head and waits for the body: it says so by 100 Continue.
fn begun(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(
        stream,
        "POST /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\
         Connection: close\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n",
        BODY.len()
    )
    .unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

#[test]
fn sigterm_finishes_the_requests_in_progress() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::desk(&database_url(&folder));
    let mut streams: Vec<_> = (0..200).map(|_| begun(&server)).collect();
    server.terminate();
    server.wait_for_line("stopping");
    assert!(
        server.refuses_connections(Duration::from_secs(2)),
        "a new connection is accepted"
    );
    for stream in &mut streams {
        stream.write_all(BODY.as_bytes()).unwrap();
    }
    for stream in streams {
        assert_eq!(answer(stream).0, 201);
    }
    assert_eq!(server.wait(Duration::from_secs(5)), Some(0));
}

#[test]
fn sigterm_ends_the_program_even_if_a_request_hangs() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::desk(&database_url(&folder));
    let _hanging = begun(&server);
    server.terminate();
    assert_eq!(server.wait(Duration::from_secs(5)), Some(0));
}

#[test]
fn a_signal_right_after_the_first_line_is_heard() {
    for _ in 0..15 {
        let mut server = Server::desk("sqlite::memory:");
        server.terminate();
        assert_eq!(server.wait(Duration::from_secs(5)), Some(0));
    }
}

#[test]
fn a_refused_body_is_read_away_so_that_the_answer_arrives() {
    let server = Server::desk("sqlite::memory:");
    let large = "x".repeat(6_000_000);
    for (path, expected) in [
        ("/v1/conversations", 413),
        ("/v1/contacts", 413),
        ("/nothing", 413),
    ] {
        assert_eq!(
            answer(server.send("POST", path, &large)).0,
            expected,
            "{path}"
        );
    }
    assert_eq!(
        answer(server.send("PUT", "/v1/contacts", &large[..900_000])).0,
        405
    );
}

#[test]
fn the_log_has_one_line_a_request_and_nothing_personal() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::desk(&database_url(&folder));
    let first: Value = serde_json::from_str(&server.first_line).unwrap();
    assert_eq!(
        first["message"],
        format!("listening on http://{}", server.address)
    );
    answer(server.send("POST", "/v1/conversations?secret=ann@example.com", BODY));
    let mut line = String::new();
    std::io::BufRead::read_line(&mut server.output, &mut line).unwrap();
    let line_json: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line_json["message"], "request");
    assert_eq!(
        (
            &line_json["method"],
            &line_json["route"],
            &line_json["status"]
        ),
        (&json!("POST"), &json!("/v1/conversations"), &json!(201))
    );
    assert_eq!(line_json["id"].as_str().unwrap().len(), 32);
    assert!(line_json["ms"].as_f64().unwrap() > 0.0);
    assert!(!line.contains("ann@") && !line.contains("Bearer"));
}

#[track_caller]
fn refused(arguments: &[&str], code: i32, expected: &str) {
    let output = program()
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains(expected) && !text.contains("panicked"),
        "{arguments:?}: {text}"
    );
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
}

#[test]
fn a_start_that_cannot_work_says_why_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let missing = folder.path().join("no-such-key");
    let missing = missing.to_str().unwrap();
    let not_a_database = folder.path().join("text");
    std::fs::write(
        &not_a_database,
        "not a database, and long enough to be looked at".repeat(50),
    )
    .unwrap();
    let not_a_database = format!("sqlite://{}", not_a_database.display());
    let below_a_file = format!("{not_a_database}/desk.sqlite");
    let desk = |listen, database, flag, key| {
        [
            "desk",
            "--listen",
            listen,
            "--database",
            database,
            flag,
            key,
        ]
    };
    let any = "127.0.0.1:0";
    let memory = "sqlite::memory:";
    refused(
        &desk(&taken, memory, "--api-key", "k"),
        1,
        "support-server: cannot listen on",
    );
    refused(
        &desk(any, "mysql://x", "--api-key", "k"),
        2,
        "--database: expected sqlite://PATH",
    );
    refused(
        &desk(any, &not_a_database, "--api-key", "k"),
        1,
        "cannot open the database",
    );
    refused(
        &desk(any, &below_a_file, "--api-key", "k"),
        1,
        "cannot make the folder",
    );
    refused(
        &desk(any, memory, "--api-key-file", missing),
        2,
        "cannot read the API key file",
    );
    refused(
        &desk(any, memory, "--api-key", ""),
        2,
        "the API key: expected printable ASCII",
    );
    refused(
        &desk("nowhere", memory, "--api-key", "k"),
        2,
        "invalid value 'nowhere' for '--listen",
    );
    refused(
        &["desk", "--listen", any, "--database", memory],
        2,
        "--api-key",
    );
    refused(&["desk"], 2, "--listen");
}

#[test]
fn a_key_file_is_its_bytes_less_one_newline() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, "k\n").unwrap();
    let server = Server::start(&[
        "desk",
        "--listen",
        "127.0.0.1:0",
        "--database",
        "sqlite::memory:",
        "--api-key-file",
        file.to_str().unwrap(),
        "--log-format",
        "pretty",
    ]);
    let created = answer(server.send("POST", "/v1/conversations", BODY));
    assert_eq!(created.0, 201);
    let (status, text) = answer(server.send("GET", "/v1/conversations", ""));
    assert_eq!((status, text.contains("\"total_count\":1")), (200, true));
}

#[tokio::test]
async fn seeding_by_the_command_line() {
    let app = TestApp::new().await;
    let output = program()
        .args([
            "desk",
            "seed",
            "--database",
            &app.database(),
            "--conversations",
            "40",
            "--requesters",
            "4",
        ])
        .args(["--seed", "3", "--now", "1700000000"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(app.total().await, 40);
    app.create(body(json!({}))).await;
    assert_eq!(app.total().await, 41);
}
