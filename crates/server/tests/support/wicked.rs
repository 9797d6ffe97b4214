//! A help desk on its worst days, spoken over a plain socket.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// What a wicked help desk says in its own words, and must be seen nowhere.
pub const WORDS: &str = "canary-upstream-words";

/// How it answers every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wicked {
    /// No connection.
    Refuses,
    /// A connection, and nothing more.
    Stalls,
    /// A body of 100 MB.
    Huge,
    /// A byte every tenth of a second.
    Drips,
    /// To another host, which must not be asked.
    Redirects,
    /// A page for people.
    Html,
    /// The half of an answer.
    Cut,
    /// That status, with words of its own.
    Status(u16),
    /// A good answer with more in it than anybody knows.
    Extra,
}

/// A running one: its base, and how often it was asked.
pub struct WickedDesk {
    pub base: String,
    pub asked: Arc<AtomicUsize>,
    /// How often the host was asked to which it redirects.
    pub elsewhere: Arc<AtomicUsize>,
}

impl WickedDesk {
    /// Answers for as long as the process lives.
    pub fn start(how: Wicked) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let elsewhere = Arc::new(AtomicUsize::new(0));
        if how == Wicked::Refuses {
            // The port is free again, and nobody listens.
            drop(listener);
            return Self {
                base,
                asked,
                elsewhere,
            };
        }
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let away = format!("http://{}/{WORDS}", other.local_addr().unwrap());
        let strangers = Arc::clone(&elsewhere);
        std::thread::spawn(move || {
            for _ in other.incoming() {
                strangers.fetch_add(1, Ordering::SeqCst);
            }
        });
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (away, count) = (away.clone(), Arc::clone(&count));
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let Some(path) = head(&mut stream) else {
                        return;
                    };
                    count.fetch_add(1, Ordering::SeqCst);
                    // Whoever hangs up has heard enough.
                    let _ = answer(&mut stream, how, &path, &away);
                });
            }
        });
        Self {
            base,
            asked,
            elsewhere,
        }
    }
}

/// Reads a request's head: its path.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let text = String::from_utf8(head).ok()?;
    text.split(' ').nth(1).map(str::to_owned)
}

fn answer(stream: &mut TcpStream, how: Wicked, path: &str, away: &str) -> std::io::Result<()> {
    let mut send = |status: &str, headers: &str, body: &str| {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())
    };
    const JSON: &str = "Content-Type: application/json\r\n";
    match how {
        Wicked::Refuses => Ok(()),
        Wicked::Stalls => {
            let _ = stream.read(&mut [0]);
            Ok(())
        }
        Wicked::Huge => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")?;
            let block = [b' '; 65536];
            for _ in 0..100_000_000 / block.len() {
                stream.write_all(&block)?;
            }
            Ok(())
        }
        Wicked::Drips => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")?;
            loop {
                stream.write_all(b" ")?;
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        Wicked::Redirects => send("302 Found", &format!("Location: {away}\r\n"), WORDS),
        Wicked::Html => send(
            "200 OK",
            "Content-Type: text/html\r\n",
            &format!("<p>{WORDS}"),
        ),
        Wicked::Cut => {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n{JSON}\r\n{{\"data\":[");
            stream.write_all(head.as_bytes())
        }
        Wicked::Status(429) => send(
            "429 Too Many Requests",
            &format!("{JSON}Retry-After: 33\r\n"),
            &format!(
                r#"{{"name":"LimitExceededError","message":"{WORDS}","code":429,"details":[]}}"#
            ),
        ),
        Wicked::Status(status) => send(
            &format!("{status} {WORDS}"),
            JSON,
            &format!(r#"{{"error":{{"message":"{WORDS} {away}"}}}}"#),
        ),
        Wicked::Extra => {
            let data = if path.contains("/contacts") {
                r#"{"id":7,"email":"me@example.com","shoe_size":46}"#
            } else {
                r#"{"id":8,"requested_by_id":7,"subject":"mine","status":"Open","created_at":1,"mood":{"a":[1]}}"#
            };
            let body = format!(
                r#"{{"data":[{data}],"pages":{{"per_page":25,"x":1}},"total_count":1,"y":"{WORDS}"}}"#
            );
            send("200 OK", JSON, &body)
        }
    }
}
