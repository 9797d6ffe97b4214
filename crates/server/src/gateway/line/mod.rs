//! The line to the help desk: the one way by which the gateway asks it anything.
//!
//! Whoever asks takes a place in a fair queue, is let through as the budget and the breaker allow, and
//! is told early where that would take too long. Creates have a reserve of their own and wait for no
//! read. What is safe is asked a second time; a create never is.

mod breaker;
mod budget;
mod calls;
mod permit;
mod queue;
mod wanted;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use tokio::{
    sync::{Notify, oneshot},
    time::Instant,
};

use super::{
    metrics::{Counter, Metrics},
    requester::RequesterId,
};
use crate::upstream::{Upstream, UpstreamError};
use breaker::{Breaker, Change};
use budget::Budget;
pub(super) use budget::Kind;
pub(super) use calls::Calls;
use permit::Permit;
use queue::{Next, Queue, Waiting};
pub(super) use wanted::Wanted;

/// How many calls may be made at once.
const AT_ONCE: usize = 40;
/// How many of them reads may be: a slow list must not keep a create waiting.
const READS_AT_ONCE: usize = 32;
/// How many reads may wait; more are told to come back without a place.
const QUEUE_MAX: usize = 2_000;
/// How many creates may wait.
const CREATES_MAX: usize = 200;
/// How long a create waits to be let through before its sender is told to come back.
const CREATE_PATIENCE: Duration = Duration::from_secs(5);

/// The line; clones share it.
#[derive(Clone)]
pub(super) struct Line(Arc<Inner>);

struct Inner {
    upstream: Box<dyn Upstream>,
    /// How long a call may take.
    call_max: Duration,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
    /// Something has changed that may let somebody through.
    changed: Notify,
}

struct State {
    budget: Budget,
    breaker: Breaker,
    queue: Queue<oneshot::Sender<Permits>>,
    reads_in_flight: usize,
    in_flight: usize,
    numbers: u64,
}

/// The right to make some calls, one after the other.
type Permits = Vec<Permit>;

/// A read's place in the queue.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) stand: Stand,
    admitted: oneshot::Receiver<Permits>,
}

/// Whose call it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Create,
    /// The read of that number, which has been let through before.
    Read(u64),
}

/// Where a read stands in the queue.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    requester: RequesterId,
    number: u64,
    pub(super) wanted: Wanted,
}

impl Line {
    pub(super) fn new(
        upstream: Box<dyn Upstream>,
        per_minute: Option<u32>,
        call_max: Duration,
        metrics: Arc<Metrics>,
    ) -> Self {
        let line = Self(Arc::new(Inner {
            upstream,
            call_max,
            metrics,
            state: Mutex::new(State {
                budget: Budget::new(per_minute),
                breaker: Breaker::default(),
                queue: Queue::default(),
                reads_in_flight: 0,
                in_flight: 0,
                numbers: 0,
            }),
            changed: Notify::new(),
        }));
        tokio::spawn(let_through(Arc::downgrade(&line.0)));
        line
    }

    /// Takes a place for a read that is expected to make so many calls. While the breaker is open, or
    /// when the queue is full, there is none.
    pub(super) fn enter(
        &self,
        requester: RequesterId,
        calls: usize,
    ) -> Result<Place, UpstreamError> {
        let now = Instant::now();
        let mut state = self.0.state();
        state.check_breaker(now)?;
        if state.queue.length() >= QUEUE_MAX {
            let ahead = state.queue.calls();
            let until = state.budget.expected(Kind::Read, ahead, now);
            return Err(UpstreamError::Busy {
                retry_after: seconds(until - now),
            });
        }
        let (sender, admitted) = oneshot::channel();
        state.numbers += 1;
        let stand = Stand {
            requester,
            number: state.numbers,
            wanted: Wanted::at(now),
        };
        let waiting = Waiting {
            number: stand.number,
            calls,
            wanted: stand.wanted.clone(),
            who: sender,
        };
        state.queue.push_read(requester, waiting);
        drop(state);
        self.0.somebody_came();
        Ok(Place { stand, admitted })
    }

    /// How long a read that stands there can be expected to wait yet.
    pub(super) fn wait_of(&self, stand: &Stand) -> Duration {
        let now = Instant::now();
        let mut state = self.0.state();
        let Some(ahead) = state.queue.calls_ahead(&stand.requester, stand.number) else {
            return Duration::ZERO;
        };
        let expected = state.budget.expected(Kind::Read, ahead, now);
        let gate = state.breaker.closed_until(now);
        gate.map_or(expected, |gate| expected.max(gate)) - now
    }

    /// When a read that is asked now can be expected to be let through.
    pub(super) fn turn_of_newcomer(&self) -> Instant {
        let mut state = self.0.state();
        let ahead = state.queue.calls();
        state.budget.expected(Kind::Read, ahead, Instant::now())
    }

    /// The help desk for a read that has its place.
    pub(super) fn calls_of(&self, place: Place) -> Calls {
        let turn = Turn::Read(place.stand.number);
        Calls::new(Arc::clone(&self.0), turn, Some(place.admitted))
    }

    /// The help desk for a create and all that belongs to it.
    pub(super) fn calls_of_create(&self) -> Calls {
        Calls::new(Arc::clone(&self.0), Turn::Create, None)
    }
}

impl State {
    fn check_breaker(&self, now: Instant) -> Result<(), UpstreamError> {
        match self.breaker.closed_until(now) {
            None => Ok(()),
            Some(until) => Err(UpstreamError::Resting {
                retry_after: seconds(until - now),
            }),
        }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for a call that must not wait behind reads that have not begun.
    fn enter_early(&self, turn: Turn) -> Result<oneshot::Receiver<Permits>, UpstreamError> {
        let now = Instant::now();
        let mut state = self.state();
        state.check_breaker(now)?;
        let (sender, admitted) = oneshot::channel();
        match turn {
            Turn::Read(number) => state.queue.push_going_on(number, sender),
            Turn::Create => {
                let ahead = state.queue.creates();
                let wait = state.budget.expected(Kind::Create, ahead, now) - now;
                if wait > CREATE_PATIENCE || ahead >= CREATES_MAX {
                    return Err(UpstreamError::Busy {
                        retry_after: seconds(wait),
                    });
                }
                state.queue.push_create(sender);
            }
        }
        Ok(admitted)
    }

    /// Lets through whoever may be; else says when it is worth to look again.
    fn let_through(self: &Arc<Self>) -> Option<Instant> {
        let now = Instant::now();
        let mut state = self.state();
        loop {
            let (kind, calls) = state.queue.next()?;
            let is_full = match kind {
                Kind::Create => state.in_flight >= AT_ONCE,
                Kind::Read => state.reads_in_flight >= READS_AT_ONCE || state.in_flight >= AT_ONCE,
            };
            if is_full {
                return None;
            }
            if let Some(until) = state.breaker.closed_until(now) {
                return Some(until);
            }
            // All that a read will need, so that none is left half done.
            let calls = match state.budget.take(kind, calls, now) {
                Ok(calls) => calls,
                Err(until) => return Some(until),
            };
            let Next { who, wanted } = state.queue.pop()?;
            if who.is_closed() || wanted.is_some_and(|wanted| wanted.is_over(now)) {
                (0..calls).for_each(|_| state.budget.refund(kind));
                continue;
            }
            state.in_flight += calls;
            if kind == Kind::Read {
                state.reads_in_flight += calls;
            }
            state.breaker.started();
            let permits = (0..calls).map(|_| Permit::new(Arc::clone(self), kind));
            // Who has gone in between drops the permits, which gives the calls back; that takes the lock.
            let unsent = who.send(permits.collect());
            if unsent.is_err() {
                drop(state);
                drop(unsent);
                state = self.state();
            }
        }
    }

    /// Lets through at once if that may be; else whoever looks by time is told that somebody waits.
    fn somebody_came(self: &Arc<Self>) {
        if self.let_through().is_some() {
            self.changed.notify_one();
        }
    }

    fn count(&self, change: Option<Change>) {
        match change {
            None => {}
            Some(Change::Opened) => {
                self.metrics.add(Counter::Breaker, "opened", 1);
                tracing::warn!("the help desk fails again and again; it is left alone for a while");
            }
            Some(Change::Closed) => {
                self.metrics.add(Counter::Breaker, "closed", 1);
                tracing::info!("the help desk answers again");
            }
        }
    }
}

/// Lets through whom time lets through, for as long as there is a line.
async fn let_through(line: Weak<Inner>) {
    /// How often it is looked whether there still is one, where nothing else happens.
    const REST: Duration = Duration::from_secs(60);
    while let Some(inner) = line.upgrade() {
        let until = inner.let_through().unwrap_or_else(|| Instant::now() + REST);
        let _ = tokio::time::timeout_at(until, inner.changed.notified()).await;
    }
}

/// Whole seconds after which it is over.
fn seconds(wait: Duration) -> u64 {
    wait.as_millis()
        .div_ceil(1000)
        .max(1)
        .try_into()
        .unwrap_or(u64::MAX)
}
