//! The snippets of `docs/identity.md`, each run where its language is on the machine: the verifier must
//! take what they sign.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{
    fs,
    path::Path,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::http::{HeaderMap, header};
use support_server::identity::{SecretFile, Verifier, VerifierSettings};
use tempfile::TempDir;

#[allow(unreachable_pub, reason = "as on the page")]
#[path = "identity_snippets/support_token.rs"]
mod support_token;

const PAGE: &str = include_str!("../../../docs/identity.md");
const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef\n";

const GO_MAIN: &str = r#"package main

import (
	"bytes"
	"fmt"
	"os"
)

func main() {
	secret, _ := os.ReadFile(os.Getenv("IDENTITY_SECRET_FILE"))
	fmt.Println(supportToken(bytes.TrimSuffix(secret, []byte("\n")), "42", "ann@example.com"))
}
"#;

/// The page's only block in that language.
fn snippet(language: &str) -> &'static str {
    let fence = format!("```{language}\n");
    let mut blocks = PAGE.split(fence.as_str()).skip(1);
    let (Some(block), None) = (blocks.next(), blocks.next()) else {
        panic!("expected one block in {language}");
    };
    block.split("```").next().unwrap()
}

#[track_caller]
fn check(folder: &TempDir, token: &str) {
    let path = folder.path().join("secret");
    let settings = VerifierSettings {
        secret_files: vec![SecretFile { kid: None, path }],
        audiences: vec!["support".to_owned()],
        ..VerifierSettings::default()
    };
    let value = format!("Bearer {}", token.trim()).parse().unwrap();
    let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value)]);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let verifier = Verifier::new(settings).unwrap();
    let identity = runtime.block_on(verifier.verify(&headers, now)).unwrap();
    assert_eq!(identity.contact.as_str(), "ann@example.com");
    assert_eq!(identity.subject.as_deref(), Some("42"));
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret"), SECRET).unwrap();
    folder
}

fn is_there(program: &str, version: &str) -> bool {
    let found = Command::new(program).arg(version).output();
    found.is_ok_and(|output| output.status.success())
}

/// Runs the block and a call of it. `command` starts with the program; the file's name follows it.
#[track_caller]
fn run(language: &str, command: &[&str], version: &str, file: &str, call: &str) {
    let code = format!("{}\n{call}\n", snippet(language));
    if !is_there(command[0], version) {
        println!("skipped: {language}, there is no `{}` here", command[0]);
        return;
    }
    let folder = folder();
    fs::write(folder.path().join(file), code).unwrap();
    fs::write(folder.path().join("main.go"), GO_MAIN).unwrap();
    let output = Command::new(command[0])
        .args(&command[1..])
        .arg(Path::new(file))
        .current_dir(&folder)
        .env("IDENTITY_SECRET_FILE", folder.path().join("secret"))
        .env("GOCACHE", folder.path().join("cache"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{language}: {errors}");
    check(&folder, &String::from_utf8(output.stdout).unwrap());
}

#[test]
fn node() {
    let call = r#"console.log(supportToken({ id: "42", email: "ann@example.com" }));"#;
    run("js", &["node"], "--version", "token.mjs", call);
}

#[test]
fn python() {
    let call = r#"print(support_token({"id": "42", "email": "ann@example.com"}))"#;
    run("python", &["python3"], "--version", "token.py", call);
}

#[test]
fn ruby() {
    let call = r#"puts support_token({ id: "42", email: "ann@example.com" })"#;
    run("ruby", &["ruby"], "--version", "token.rb", call);
}

#[test]
fn php() {
    let call = "echo support_token(['id' => '42', 'email' => 'ann@example.com']);";
    run("php", &["php"], "--version", "token.php", call);
}

/// The page's Go block prints nothing, and imports must come first: so the call is a file of its own.
#[test]
fn go() {
    run("go", &["go", "run", "main.go"], "version", "token.go", "");
}

#[test]
fn rust() {
    let file = include_str!("identity_snippets/support_token.rs");
    assert_eq!(
        snippet("rust"),
        file,
        "the page shows what is compiled here"
    );
    let secret = SECRET.strip_suffix(b"\n").unwrap();
    let token = support_token::support_token(secret, "42", "ann@example.com").unwrap();
    check(&folder(), &token);
}
