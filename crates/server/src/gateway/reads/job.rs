//! A question that is being asked, and everybody who waits for its answer.

use std::sync::{Arc, OnceLock};

use tokio::sync::watch;

use super::{Found, creates::Moment};
use crate::{Error, gateway::line::Stand};

/// A question that is being asked; clones share it.
#[derive(Debug, Clone)]
pub(super) struct Job {
    stand: Stand,
    /// When it was let through, counted in creates.
    begun: Arc<OnceLock<Moment>>,
    result: watch::Receiver<Option<Result<Found, Error>>>,
}

/// The end of a job that gives the result.
#[derive(Debug)]
pub(super) struct End(watch::Sender<Option<Result<Found, Error>>>);

impl Job {
    pub(super) fn new(stand: Stand) -> (Self, End) {
        let (sender, result) = watch::channel(None);
        let begun = Arc::default();
        (
            Self {
                stand,
                begun,
                result,
            },
            End(sender),
        )
    }

    pub(super) fn stand(&self) -> &Stand {
        &self.stand
    }

    pub(super) fn begin(&self, moment: Moment) {
        let _ = self.begun.set(moment);
    }

    pub(super) fn begun(&self) -> Option<Moment> {
        self.begun.get().copied()
    }

    /// Whether both are the same job.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.begun, &other.begun)
    }

    /// Waits for the end.
    pub(super) async fn result(&self) -> Result<Found, Error> {
        let mut result = self.result.clone();
        let ended = result.wait_for(Option::is_some).await;
        match ended.as_deref() {
            Ok(Some(result)) => result.clone(),
            // Without a result only a panic ends it, which has been told where it happened.
            _ => Err(Error::Panicked),
        }
    }
}

impl End {
    pub(super) fn give(self, result: Result<Found, Error>) {
        let _ = self.0.send(Some(result));
    }
}
