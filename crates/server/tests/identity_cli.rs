//! `support-server token` and `doctor`, as the built program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{fs, io::Write, process::Stdio};

use support::process::program;
use tempfile::TempDir;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Exit code, standard output, standard error.
fn run(folder: &TempDir, input: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut child = program()
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends before it reads is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret"), format!("{SECRET}\n")).unwrap();
    fs::write(folder.path().join("short"), "too short\n").unwrap();
    folder
}

fn token(folder: &TempDir, more: &[&str]) -> String {
    let arguments = [&["token", "--identity-secret-file", "k1=secret"], more].concat();
    let (code, output, errors) = run(folder, "", &arguments);
    assert_eq!(code, 0, "{errors}");
    output.trim().to_owned()
}

const DOCTOR: [&str; 3] = ["doctor", "--identity-secret-file", "k1=secret"];

#[test]
fn a_made_token_is_found_well() {
    let folder = folder();
    let token = token(&folder, &["--email", "Ann@example.com", "--name", "Änn"]);
    for input in [
        token.clone(),
        format!("{token}\n"),
        format!("Bearer {token}\n"),
    ] {
        let (code, output, errors) = run(&folder, &input, &DOCTOR);
        assert_eq!(code, 0, "{output}{errors}");
        assert!(output.contains("speaks for ann@example.com"), "{output}");
        assert_eq!(errors, "");
    }
    let (code, ..) = run(&folder, "", &[&DOCTOR[..], &["--token", &token]].concat());
    assert_eq!(code, 0);
}

#[test]
fn the_doctor_says_what_failed_and_what_to_do_and_no_secret() {
    let folder = folder();
    let token = token(
        &folder,
        &[
            "--phone",
            "+14155552671",
            "--audience",
            "other",
            "--ttl",
            "2h",
        ],
    );
    let arguments = [&DOCTOR[..], &["--identity-audience", "support"]].concat();
    let (code, output, errors) = run(&folder, &token, &arguments);
    assert_eq!(code, 1);
    assert_eq!(
        errors,
        "support-server: the token is refused: too-long-lived\n"
    );
    for expected in [
        "FAILED  too-long-lived",
        "FAILED  wrong-audience",
        "--identity-audience",
        "passed",
    ] {
        assert!(output.contains(expected), "{expected}\n{output}");
    }
    let signature = token.rsplit_once('.').unwrap().1;
    for hidden in [SECRET, signature] {
        assert!(!output.contains(hidden) && !errors.contains(hidden));
    }
}

#[test]
fn what_cannot_work_is_said_in_one_sentence() {
    let folder = folder();
    let cases: [(&[&str], &str); 5] = [
        (
            &["doctor"],
            "expected --identity-secret-file, --identity-secret-dir or --identity-jwks",
        ),
        (
            &["doctor", "--identity-secret-file", "short"],
            "short: expected a secret of at least 32 bytes, found 9",
        ),
        (
            &["doctor", "--identity-jwks", "https://id.example/keys"],
            "--identity-issuer is required with --identity-jwks (or --identity-any-issuer to take any)",
        ),
        (
            &[
                "token",
                "--email",
                "ann@example.com",
                "--identity-secret-file",
                "short",
            ],
            "short: expected a secret of at least 32 bytes, found 9",
        ),
        (
            &[
                "token",
                "--email",
                "ann",
                "--identity-secret-file",
                "secret",
            ],
            "expected an e-mail address or a telephone number, found `ann`",
        ),
    ];
    for (arguments, sentence) in cases {
        let (code, output, errors) = run(&folder, "x", arguments);
        assert_eq!((code, output.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(errors, format!("support-server: {sentence}\n"));
    }
}
