//! Bar B4: keys come and go without a restart, and a key that is gone is refused within five seconds.

use std::{
    fs,
    time::{Duration, Instant},
};

use serde_json::json;

use super::{
    signers::{SECRET, hmac, hs, key_set, rsa, token},
    support::{Bench, claims, unwatched, verdict},
};
use crate::identity::{Verifier, VerifierSettings};

const OTHER: &[u8] = b"another secret, of forty-one bytes or so.";

fn signed(kid: &str, secret: &[u8]) -> String {
    token("HS256", kid, &claims(json!({})), hmac(secret))
}

#[tokio::test]
async fn a_reload_adds_changes_and_removes_keys() {
    let bench = Bench::new();
    bench.write("other", OTHER);
    let both = vec![
        bench.secret(Some("s1"), "secret"),
        bench.secret(Some("s2"), "other"),
    ];
    let verifier = unwatched(VerifierSettings {
        secret_files: both,
        ..bench.settings()
    });
    let (first, second) = (signed("s1", SECRET), signed("s2", OTHER));
    assert_eq!(
        (
            verdict(&verifier, &first).await,
            verdict(&verifier, &second).await
        ),
        ("accepted", "accepted")
    );

    fs::remove_file(bench.path("secret")).unwrap();
    assert_eq!(
        verdict(&verifier, &first).await,
        "accepted",
        "control: nothing was reloaded yet"
    );
    assert_eq!(verifier.reload().await.unwrap_err().len(), 1);
    assert_eq!(
        (
            verdict(&verifier, &first).await,
            verdict(&verifier, &second).await
        ),
        ("unknown-key", "accepted")
    );

    bench.write("secret", OTHER);
    verifier.reload().await.unwrap();
    assert_eq!(
        (
            verdict(&verifier, &first).await,
            verdict(&verifier, &signed("s1", OTHER)).await
        ),
        ("bad-signature", "accepted")
    );

    bench.write("secret", b"short");
    assert!(verifier.reload().await.is_err());
    assert_eq!(
        verdict(&verifier, &signed("s1", b"short")).await,
        "unknown-key"
    );
}

#[tokio::test]
async fn a_key_set_file_is_read_anew_and_kept_while_it_is_broken() {
    let bench = Bench::new();
    let verifier = unwatched(bench.settings());
    let good = token("RS256", "r1", &claims(json!({})), rsa);
    bench.write("keys.json", b"{\"keys\":");
    assert!(verifier.reload().await.is_err());
    assert_eq!(verdict(&verifier, &good).await, "accepted");
    let rest = json!({ "keys": [key_set()["keys"][1]] });
    bench.write("keys.json", rest.to_string().as_bytes());
    verifier.reload().await.unwrap();
    assert_eq!(verdict(&verifier, &good).await, "unknown-key");
    bench.write("keys.json", key_set().to_string().as_bytes());
    verifier.reload().await.unwrap();
    fs::remove_file(bench.path("keys.json")).unwrap();
    verifier.reload().await.unwrap();
    assert_eq!(verdict(&verifier, &good).await, "unknown-key");
}

/// Nobody calls `reload`: the verifier looks at its files itself, while it goes on answering.
#[tokio::test]
async fn files_that_come_and_go_are_noticed_within_five_seconds() {
    let bench = Bench::new();
    fs::create_dir(bench.path("keys")).unwrap();
    bench.write("keys/2026-11", SECRET);
    bench.write("keys/.hidden", OTHER);
    let settings = VerifierSettings {
        secret_files: Vec::new(),
        secret_dir: Some(bench.path("keys")),
        ..bench.settings()
    };
    let verifier = Verifier::new(settings).unwrap();
    let (old, new) = (signed("2026-11", SECRET), signed("2026-12", OTHER));
    assert_eq!(
        (
            verdict(&verifier, &old).await,
            verdict(&verifier, &new).await
        ),
        ("accepted", "unknown-key")
    );
    assert_eq!(
        verdict(&verifier, &signed(".hidden", OTHER)).await,
        "unknown-key"
    );

    bench.write("keys/2026-12", OTHER);
    until(&verifier, &new, "accepted").await;
    assert_eq!(verdict(&verifier, &old).await, "accepted");
    fs::remove_file(bench.path("keys/2026-11")).unwrap();
    until(&verifier, &old, "unknown-key").await;
    assert_eq!(verdict(&verifier, &new).await, "accepted");
}

async fn until(verifier: &Verifier, token: &str, expected: &str) {
    let started = Instant::now();
    while verdict(verifier, token).await != expected {
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "not {expected} after five seconds"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The two live keys of a rotation, through many reloads: no good token is refused at any moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_refused_while_keys_are_reloaded() {
    let bench = Bench::new();
    bench.write("other", OTHER);
    let both = vec![
        bench.secret(Some("s1"), "secret"),
        bench.secret(Some("s2"), "other"),
    ];
    let verifier = unwatched(VerifierSettings {
        secret_files: both,
        ..bench.settings()
    });
    let asker = verifier.clone();
    let asking = tokio::spawn(async move {
        for round in 0..1000 {
            let token = if round % 2 == 0 {
                hs(&claims(json!({})))
            } else {
                signed("s2", OTHER)
            };
            assert_eq!(verdict(&asker, &token).await, "accepted", "{round}");
        }
    });
    while !asking.is_finished() {
        verifier.reload().await.unwrap();
    }
    asking.await.unwrap();
}

#[tokio::test]
async fn the_watch_ends_with_its_verifier() {
    let bench = Bench::new();
    let verifier = Verifier::new(bench.settings()).unwrap();
    let inner = verifier.downgrade();
    drop(verifier);
    let started = Instant::now();
    while inner.upgrade().is_some() {
        assert!(started.elapsed() < Duration::from_secs(5));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
