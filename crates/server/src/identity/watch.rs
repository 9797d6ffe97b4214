//! Keeps a verifier's keys fresh for as long as it lives.

use std::{sync::Weak, time::Duration};

use super::{SetupError, keys::Cause, verifier::Inner};

/// How often to look at the files: a removed key is refused within five seconds, with room to spare.
const LOOK: Duration = Duration::from_secs(2);

/// Looks at the files again and again, and reloads all on SIGHUP. What is wrong is logged once.
///
/// From the call on, and not only once it is awaited, SIGHUP no longer ends the process.
pub(super) fn keep_fresh(verifier: Weak<Inner>) -> impl Future<Output = ()> {
    run(verifier, HangUp::new())
}

async fn run(verifier: Weak<Inner>, mut hang_up: HangUp) {
    let mut known = Vec::new();
    let mut cause = Cause::Age;
    while let Some(inner) = verifier.upgrade() {
        let problems = inner.reload(cause).await;
        drop(inner);
        let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
        if cause == Cause::Asked || sentences != known {
            log(&problems);
        }
        known = sentences;
        cause = tokio::select! {
            () = hang_up.next() => Cause::Asked,
            () = tokio::time::sleep(LOOK) => Cause::Age,
        };
    }
}

/// Logs what is wrong with the keys.
pub(super) fn log(problems: &[SetupError]) {
    for problem in problems {
        tracing::warn!("identity tokens: {problem}");
    }
}

/// SIGHUP, where there is such a thing.
struct HangUp {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl HangUp {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    /// Done at the next signal.
    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            tracing::info!("reloading the keys of identity tokens");
            return;
        }
        std::future::pending::<()>().await;
    }
}
