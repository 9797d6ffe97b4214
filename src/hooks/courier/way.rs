//! One request's way to the server.

use super::{Courier, Outcome};
use crate::{
    hooks::{
        lock::Lock,
        sleep::{Ended, Sleep, milliseconds_since},
        use_now::epoch_seconds,
    },
    model::{
        failure::Failure,
        outbox::{Entry, Parcel},
        retry::{Next, Progress, after},
    },
};

/// How long another tab's word of a receipt is waited for, in milliseconds.
const WORD_OF_RECEIPT_MS: u32 = 2_000;
/// How long the tab whose form shows a request has it to itself, in milliseconds.
const HEAD_START_MS: u32 = 1_000;

impl Courier {
    /// One request's way: attempts and pauses, until the server has it or it needs the customer.
    pub(super) async fn bring(&self, key: &str, sleep: &Sleep) {
        let mut progress = Progress::default();
        let mut began = js_sys::Date::now();
        loop {
            self.wait_for_others(key, sleep).await;
            let lock = Lock::acquire(&format!("support-widget:{key}")).await;
            let Some((parcel, doubt)) = self.begin(key) else {
                break;
            };
            let round = self.round.borrow().clone();
            let failure = match round.attempt(&parcel, doubt).await {
                Ok(made) => {
                    if let Some(tabs) = &*self.tabs.borrow() {
                        tabs.tell(key, &made);
                    }
                    return self.finish(key, Outcome::Received(made));
                }
                Err(failure) => failure,
            };
            self.refresh();
            if !self.has(key) {
                break;
            }
            progress.attempts += 1;
            progress.elapsed_ms = milliseconds_since(began);
            let next = if parcel.is_automatic {
                after(&failure, progress, js_sys::Math::random())
            } else {
                Next::Never
            };
            round.tell_failed(&failure, next);
            let wait = self.note(key, failure, next);
            drop(lock);
            let Some(wait) = wait else { return };
            let ended = sleep.pause(wait).await;
            match (next, ended) {
                (Next::Soon(_), Ended::ByItself) => {}
                (_, Ended::ByItself) => progress.slow_attempts += 1,
                (_, Ended::Woken) => {
                    progress = Progress::default();
                    began = js_sys::Date::now();
                }
            }
        }
        // Its word of the receipt may come after the news that the outbox has changed, and ends this way.
        Sleep::default().pause(WORD_OF_RECEIPT_MS).await;
        self.finish(key, Outcome::Gone);
    }

    /// An earlier page was asked to leave the server alone for a while, or another tab's form shows it
    /// and is where the customer waits for the receipt.
    async fn wait_for_others(&self, key: &str, sleep: &Sleep) {
        let is_shown_here = self.shown.borrow().as_deref() == Some(key);
        let wait = match self.outbox.borrow().get(key) {
            Some(Entry { parcel, .. }) if parcel.is_in_form && !is_shown_here => {
                parcel.wait_ms(epoch_seconds()).max(HEAD_START_MS)
            }
            Some(entry) => entry.parcel.wait_ms(epoch_seconds()),
            None => 0,
        };
        if wait > 0 {
            sleep.pause(wait).await;
        }
    }

    /// Notes that it may have arrived from now on. With it comes since when it may have arrived before;
    /// `None` if it was dealt with in another tab.
    fn begin(&self, key: &str) -> Option<(Parcel, Option<i64>)> {
        self.refresh();
        let doubt = self.outbox.borrow().get(key)?.parcel.in_doubt_since;
        self.outbox.borrow_mut().begin(key, epoch_seconds());
        self.commit();
        let parcel = self.outbox.borrow().get(key)?.parcel.clone();
        Some((parcel, doubt))
    }

    /// Notes a failed attempt. Answers how long to pause, in milliseconds, if another one follows.
    fn note(&self, key: &str, failure: Failure, next: Next) -> Option<u32> {
        self.refresh();
        let until = |ms: u32| epoch_seconds() + i64::from(ms.div_ceil(1_000));
        let mut outbox = self.outbox.borrow_mut();
        let wait = match next {
            Next::Soon(ms) => {
                outbox.fail(key, failure, Some(until(ms)));
                outbox.hurry(key);
                Some(ms)
            }
            Next::Later(ms) => {
                outbox.fail(key, failure, Some(until(ms)));
                Some(ms)
            }
            Next::Never => {
                outbox.fail(key, failure.clone(), None);
                let is_certain =
                    matches!(outbox.get(key), Some(entry) if entry.parcel.in_doubt_since.is_none());
                if is_certain && self.shown.borrow().as_deref() == Some(key) {
                    drop(outbox);
                    self.finish(key, Outcome::Refused(failure));
                    return None;
                }
                None
            }
        };
        drop(outbox);
        self.commit();
        wait
    }
}
