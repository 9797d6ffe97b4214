//! Bars F1 and F2: a desk that is killed, or whose machine loses its power, has every conversation that it
//! acknowledged, once, and its database is in order.
//!
//! The power goes as LazyFS has it go: of each file only what was there at its last fsync remains. A small
//! library that is preloaded into the program (`power.c`) keeps that state.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rand::RngExt;
use serde_json::Value;
use support::{
    is_soak,
    process::{Server, program},
};
use tempfile::TempDir;

const CALLERS: usize = 4;

/// A folder with a database, and what would be left of it without power.
struct Disk {
    _whole: TempDir,
    folder: PathBuf,
    kept: PathBuf,
}

impl Disk {
    fn new() -> Self {
        let whole = TempDir::new().unwrap();
        let [folder, kept] = ["disk", "kept"].map(|name| whole.path().join(name));
        fs::create_dir(&folder).unwrap();
        fs::create_dir(&kept).unwrap();
        Self {
            folder: folder.canonicalize().unwrap(),
            kept,
            _whole: whole,
        }
    }

    fn database(&self) -> PathBuf {
        self.folder.join("desk.sqlite")
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.database().display())
    }

    /// Has a program's writes watched.
    fn watch<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        program
            .env("LD_PRELOAD", watcher())
            .env("POWER_FOLDER", &self.folder)
            .env("POWER_KEPT", &self.kept)
    }

    /// Takes the power away: what was not synced is gone.
    fn lose_power(&self) {
        fs::remove_dir_all(&self.folder).unwrap();
        fs::create_dir(&self.folder).unwrap();
        copy_files(&self.kept, &self.folder);
    }
}

/// The preloaded library, compiled once.
fn watcher() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = BUILT.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let library = folder.path().join("power.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/crashes/power.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .args([source, "-ldl", "-lpthread"])
            .status()
            .unwrap();
        assert!(built.success(), "power.c does not build");
        (folder, library)
    });
    library
}

fn desk(disk: &Disk, is_watched: bool) -> Server {
    let url = disk.url();
    let mut program = program();
    program.args(["desk", "--listen", "127.0.0.1:0", "--api-key", "k"]);
    program.args(["--database", &url]);
    if is_watched {
        disk.watch(&mut program);
    }
    Server::run(&mut program)
}

/// Creates one conversation after another, for as long as the desk answers: the ids and subjects that it
/// acknowledged, and how many were sent.
fn create_on(address: &str, name: &str, done: &AtomicUsize) -> (Vec<(i64, String)>, usize) {
    let mut acknowledged = Vec::new();
    for sent in 0.. {
        let subject = format!("{name} {sent}");
        let Some(id) = create(address, &subject) else {
            return (acknowledged, sent + 1);
        };
        acknowledged.push((id, subject));
        done.fetch_add(1, Ordering::Relaxed);
    }
    unreachable!()
}

fn create(address: &str, subject: &str) -> Option<i64> {
    let mut stream = TcpStream::connect(address).ok()?;
    let body =
        format!(r#"{{"subject":"{subject}","description":"d","requested_by":"a@example.com"}}"#);
    write!(
        stream,
        "POST /v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 201"), "{answer}");
    // An answer that was cut is none.
    let body: Value = serde_json::from_str(body).ok()?;
    body["data"]["id"].as_i64()
}

/// The ids and subjects in a database, which must be in order. A copy is read, for reading mends and moves
/// what is there.
fn stored(disk: &Disk) -> Vec<(i64, String)> {
    let copy = Disk::new();
    copy_files(&disk.folder, &copy.folder);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = support::database(&copy.url()).await;
        let said: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&database)
            .await
            .unwrap();
        assert_eq!(said, "ok");
        let rows = sqlx::query_as("SELECT id, subject FROM conversations")
            .fetch_all(&database)
            .await
            .unwrap();
        database.close().await;
        rows
    })
}

/// All files of a folder, but what SQLite shares among processes and our own unfinished copy.
fn copy_files(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        if name != ".fresh" && !name.ends_with("-shm") {
            fs::copy(file.path(), to.join(name)).unwrap();
        }
    }
}

/// A desk under load that is killed after a while, over and over. `start` starts it, and `rows` gives the ids and
/// subjects that are there once it is dead.
fn crash(rounds: usize, start: impl Fn() -> Server, rows: impl Fn() -> Vec<(i64, String)>) {
    // The bar is on a start after a kill; the first one makes the tables, too.
    let began = Instant::now();
    drop(start());
    let first = began.elapsed();
    let mut acknowledged = BTreeSet::new();
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let started = Instant::now();
        let mut server = start();
        slowest = slowest.max(started.elapsed());
        let done = Arc::new(AtomicUsize::new(0));
        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| {
                let (address, done) = (server.address.clone(), Arc::clone(&done));
                thread::spawn(move || create_on(&address, &format!("{round}/{caller}"), &done))
            })
            .collect();
        // The load has begun, however busy the machine is.
        while done.load(Ordering::Relaxed) < CALLERS {
            assert!(started.elapsed() < Duration::from_secs(60), "no load");
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(rand::rng().random_range(50..300)));
        server.child.kill().unwrap();
        server.child.wait().unwrap();
        for caller in callers {
            acknowledged.extend(caller.join().unwrap().0);
        }
        let rows = rows();
        let subjects: BTreeSet<_> = rows.iter().map(|(_, subject)| subject).collect();
        assert_eq!(
            subjects.len(),
            rows.len(),
            "one conversation for each create"
        );
        let rows: BTreeSet<_> = rows.into_iter().collect();
        let lost: Vec<_> = acknowledged.difference(&rows).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
    }
    println!(
        "{rounds} rounds, {} acknowledged, 0 lost, slowest start {slowest:?}, the first {first:?}",
        acknowledged.len()
    );
    assert!(acknowledged.len() > rounds, "there was a load");
    // The bar is for a machine that has nothing else to do.
    assert!(
        !is_soak() || slowest < Duration::from_secs(1),
        "{slowest:?}"
    );
}

#[test]
fn f1_kills_lose_nothing_that_was_acknowledged() {
    let disk = Disk::new();
    let rounds = if is_soak() { 200 } else { 20 };
    crash(rounds, || desk(&disk, false), || stored(&disk));
}

/// The desk is killed, not PostgreSQL, whose own promises are its own.
#[test]
fn f1_kills_lose_nothing_that_was_acknowledged_on_postgresql() {
    let url = support::postgres::url("crashes");
    let stored = || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let database = support::database(&url).await;
            let rows = sqlx::query_as("SELECT id, subject FROM conversations")
                .fetch_all(&database)
                .await
                .unwrap();
            database.close().await;
            rows
        })
    };
    let rounds = if is_soak() { 200 } else { 5 };
    crash(rounds, || Server::desk(&url), stored);
}

#[test]
fn f2_power_cuts_lose_nothing_that_was_acknowledged() {
    let disk = Disk::new();
    let after = || {
        disk.lose_power();
        stored(&disk)
    };
    crash(if is_soak() { 50 } else { 5 }, || desk(&disk, true), after);
}

/// Commits rows by SQLite at a level of safety, says the number of each, and is killed; then the power goes.
/// How many of those that it said are lost.
fn lost_at(level: &str) -> usize {
    const WRITER: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('PRAGMA journal_mode = WAL')
db.execute('PRAGMA synchronous = ' + sys.argv[2])
db.execute('CREATE TABLE rows (n INTEGER PRIMARY KEY)')
n = 0
while True:
    n += 1
    db.execute('INSERT INTO rows VALUES (?)', (n,))
    print(n, flush=True)
";
    let disk = Disk::new();
    let mut python = Command::new("python3");
    python.args(["-c", WRITER]).arg(disk.database()).arg(level);
    let mut writer = disk.watch(python.stdout(Stdio::piped())).spawn().unwrap();
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut said = 0;
    while said < 200 {
        said = lines.next().unwrap().unwrap().parse().unwrap();
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    // What it said before it died counts as well.
    said = lines
        .map_while(Result::ok)
        .filter_map(|line| line.parse().ok())
        .last()
        .unwrap_or(said);
    disk.lose_power();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let kept: i64 = runtime.block_on(async {
        let url = format!("{}?mode=rwc", disk.url());
        let database = support::database(&url).await;
        let count = sqlx::query_scalar("SELECT count(*) FROM rows").fetch_one(&database);
        // Even the table may be gone.
        count.await.unwrap_or(0)
    });
    said - usize::try_from(kept).unwrap().min(said)
}

/// The control of F2: at a level that does not wait for the disk, the same loss of power loses rows; at ours
/// it does not.
#[test]
fn f2_control_without_waiting_for_the_disk_rows_are_lost() {
    assert!(lost_at("NORMAL") > 0);
    assert_eq!(lost_at("FULL"), 0);
}
