//! The right to make one call.

use std::{fmt, sync::Arc, time::Duration};

use tokio::time::Instant;

use super::{Inner, Kind, breaker::Health};
use crate::upstream::{Quota, UpstreamError};

/// How much longer than it may take is waited for a call that does not end by itself.
const GRACE: Duration = Duration::from_millis(250);

/// The right to make one call. Dropped unused, it goes back to the budget.
pub(super) struct Permit {
    inner: Arc<Inner>,
    kind: Kind,
    /// Whether the help desk may have heard of it.
    is_used: bool,
    health: Health,
}

impl Permit {
    pub(super) fn new(inner: Arc<Inner>, kind: Kind) -> Self {
        Self {
            inner,
            kind,
            is_used: false,
            health: Health::Unknown,
        }
    }

    /// Makes the call, and takes note of how it ended.
    pub(super) async fn run<T>(
        mut self,
        call: impl Future<Output = Result<T, UpstreamError>>,
    ) -> Result<T, UpstreamError> {
        self.is_used = true;
        // Whatever carries the call has the same limit, and says better how far it came.
        let answer = tokio::time::timeout(self.inner.call_max + GRACE, call).await;
        let answer = answer.unwrap_or(Err(UpstreamError::TimedOut));
        self.health = health(&answer);
        if let Err(UpstreamError::RateLimited { retry_after }) = &answer {
            let wait = self.wait_after_refusal(*retry_after);
            self.inner.state().budget.hold(wait, Instant::now());
        }
        answer
    }

    /// How long to leave the help desk alone: as it says, else until its minute ends, else a minute.
    fn wait_after_refusal(&self, retry_after: Option<u64>) -> Duration {
        /// The longest wait that is believed at once.
        const WAIT_MAX: Duration = Duration::from_secs(3600);
        let said = retry_after.map(Duration::from_secs);
        let minute = self.inner.upstream.quota().minute;
        let minute = minute.filter(|window| window.remaining == 0);
        let wait = said.or_else(|| minute?.resets_in);
        wait.unwrap_or(Duration::from_secs(60)).min(WAIT_MAX)
    }
}

fn health<T>(answer: &Result<T, UpstreamError>) -> Health {
    match answer {
        Ok(_) | Err(UpstreamError::Invalid { .. }) => Health::Well,
        Err(UpstreamError::RateLimited { .. }) => Health::Unknown,
        // A key that is refused is refused every time: to go on asking serves nobody.
        Err(UpstreamError::Status(status))
            if status.is_client_error() && !is_about_the_key(*status) =>
        {
            Health::Well
        }
        Err(_) => Health::Ill,
    }
}

fn is_about_the_key(status: axum::http::StatusCode) -> bool {
    matches!(status.as_u16(), 401 | 403)
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Permit").field(&self.kind).finish()
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let quota = if self.is_used {
            self.inner.upstream.quota()
        } else {
            Quota::default()
        };
        let now = Instant::now();
        let mut state = self.inner.state();
        state.in_flight -= 1;
        state.reads_in_flight -= usize::from(self.kind == Kind::Read);
        if self.is_used {
            state.budget.ended(self.kind, &quota, now);
        } else {
            state.budget.refund(self.kind);
        }
        let change = state.breaker.ended(self.health, now);
        drop(state);
        self.inner.count(change);
        self.inner.changed.notify_one();
    }
}
