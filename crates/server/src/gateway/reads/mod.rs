//! Reads: an answer that was given lately is given again, what is being asked already is not asked
//! twice, and where the help desk cannot be asked now an older answer goes out, marked with its age.
//!
//! Everything is kept by requester, so nobody is ever given another's; and what is kept is the answer
//! as that customer may read it, so nothing else can come out.

mod creates;
mod job;
mod kept;
mod reading;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::body::Bytes;
use serde::Serialize;
use tokio::time::Instant;

use super::{
    Gateway,
    line::{Calls, Line, Stand},
    metrics::Counter,
    requester::RequesterId,
};
use crate::{Error, upstream::UpstreamError};
use creates::{Creations, Moment};
use job::Job;
use kept::{Answer, Kept};
pub(super) use reading::Reading;
use reading::Source;

/// How long a caller waits for the help desk where there is nothing else to give.
const PATIENCE: Duration = Duration::from_secs(9);
/// How long a caller waits where there is an older answer.
const PATIENCE_WITH_OLDER: Duration = Duration::from_secs(2);
/// How long a caller waits for a turn in the queue; more is said at once.
const TURN_PATIENCE: Duration = Duration::from_secs(3);

/// How often a caller who waits looks whether it still makes sense.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What is read: whose, and which question in its one normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    requester: RequesterId,
    text: Arc<str>,
}

impl Question {
    pub(super) fn new(requester: RequesterId, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self { requester, text }
    }
}

/// What a read has found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    body: Bytes,
    /// Whether it may be given again.
    is_lasting: bool,
}

impl Found {
    /// An answer that may be given again to the same requester.
    pub(super) fn lasting(answer: &impl Serialize) -> Result<Self, Error> {
        Self::new(answer, true)
    }

    /// An answer that may be another one at any moment.
    pub(super) fn passing(answer: &impl Serialize) -> Result<Self, Error> {
        Self::new(answer, false)
    }

    fn new(answer: &impl Serialize, is_lasting: bool) -> Result<Self, Error> {
        let body = serde_json::to_vec(answer).map_err(Error::during("Error while answering"))?;
        Ok(Self {
            body: body.into(),
            is_lasting,
        })
    }
}

/// What the reads of a gateway share.
pub(super) struct Reads {
    kept: Kept,
    creations: Creations,
    jobs: Mutex<HashMap<Question, Job>>,
    fresh_for: Duration,
    stale_for: Duration,
}

impl Reads {
    /// Answers are given again for `fresh_for`, and for `stale_for` where the help desk cannot be asked.
    pub(super) fn new(fresh_for: Duration, stale_for: Duration, bytes_max: u64) -> Self {
        let stale_for = stale_for.max(fresh_for);
        Self {
            kept: Kept::new(bytes_max, stale_for),
            creations: Creations::default(),
            jobs: Mutex::default(),
            fresh_for,
            stale_for,
        }
    }

    /// A create of this requester's has ended: nothing that was asked before may be given any more.
    pub(super) fn created(&self, requester: RequesterId) {
        self.creations.note(requester);
    }

    /// The kept answer and its age, where it may still be given.
    fn look(&self, question: &Question) -> Option<(Arc<Answer>, Duration)> {
        let answer = self.kept.get(question)?;
        let age = answer.came_at.elapsed();
        let is_good =
            age < self.stale_for && self.creations.is_current(&question.requester, answer.begun);
        is_good.then_some((answer, age))
    }

    fn keep(&self, question: &Question, result: &Result<Found, Error>, begun: Moment) {
        if let Ok(found) = result
            && found.is_lasting
        {
            let answer = Answer {
                body: found.body.clone(),
                begun,
                came_at: Instant::now(),
            };
            self.kept.keep(question.clone(), answer);
        }
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<Question, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The job that asks this already, if its answer will be good.
    fn join(&self, question: &Question) -> Option<Job> {
        let jobs = self.jobs();
        let job = jobs.get(question)?;
        let is_good = job
            .begun()
            .is_none_or(|begun| self.creations.is_current(&question.requester, begun));
        is_good.then(|| job.clone())
    }
}

impl Gateway {
    /// Answers a question: with what is kept, with what is being asked already, or by `work`, which is
    /// expected to make so many calls.
    ///
    /// # Errors
    /// What `work` ends with, or that the help desk cannot be asked and there is no older answer.
    pub(super) async fn read<W, F>(
        &self,
        question: Question,
        calls: usize,
        work: W,
    ) -> Result<Reading, Error>
    where
        W: FnOnce(Gateway, Calls) -> F + Send + 'static,
        F: Future<Output = Result<Found, Error>> + Send,
    {
        let older = self.reads.look(&question);
        if let Some((answer, age)) = &older
            && *age < self.reads.fresh_for
        {
            self.count(Counter::Cache, "kept");
            return Ok(Reading::new(answer.body.clone(), Source::Kept(*age)));
        }
        let job = match self.reads.join(&question) {
            Some(job) => {
                self.count(Counter::Cache, "joined");
                Ok(job)
            }
            None => self.begin(&question, calls, work),
        };
        let waited = match job {
            Ok(job) => wait(&job, &self.line, older.is_some()).await,
            Err(error) => Err(self.upstream_failed(error)),
        };
        match (waited, older) {
            (Ok(found), _) => Ok(Reading::new(found.body, Source::Asked)),
            (Err(Error::Upstream(error)), Some((answer, age))) if error.is_outage() => {
                self.count(Counter::Cache, "older");
                Ok(Reading::new(answer.body.clone(), Source::Older(age)))
            }
            (Err(error), _) => {
                if let Error::Upstream(UpstreamError::Busy { .. }) = error {
                    self.count(Counter::Refusals, "quota");
                }
                Err(error)
            }
        }
    }

    /// Begins a job that goes on whether or not anybody waits for it: its answer is kept for who was
    /// told to come back.
    fn begin<W, F>(&self, question: &Question, calls: usize, work: W) -> Result<Job, UpstreamError>
    where
        W: FnOnce(Gateway, Calls) -> F + Send + 'static,
        F: Future<Output = Result<Found, Error>> + Send,
    {
        let place = self.line.enter(question.requester, calls)?;
        self.count(Counter::Cache, "asked");
        let (job, end) = Job::new(place.stand.clone());
        let listed = Listed {
            gateway: self.clone(),
            question: question.clone(),
            job: job.clone(),
        };
        self.reads.jobs().insert(question.clone(), job.clone());
        tokio::spawn(async move {
            let gateway = &listed.gateway;
            let calls = gateway.line.calls_of(place);
            let result = match calls.admitted().await {
                Ok(()) => {
                    let begun = gateway.reads.creations.latest();
                    listed.job.begin(begun);
                    let result = work(gateway.clone(), calls).await;
                    gateway.reads.keep(&listed.question, &result, begun);
                    result
                }
                Err(error) => Err(Error::Upstream(error)),
            };
            // Whoever asks from now on finds what is kept.
            drop(listed);
            end.give(result);
        });
        Ok(job)
    }

    fn count(&self, counter: Counter, label: &'static str) {
        self.metrics.add(counter, label, 1);
    }
}

/// A job in the list of those that may be joined; out of it when this is dropped, by a panic, too.
struct Listed {
    gateway: Gateway,
    question: Question,
    job: Job,
}

impl Drop for Listed {
    fn drop(&mut self) {
        let mut jobs = self.gateway.reads.jobs();
        // After a create another job may stand there.
        if jobs
            .get(&self.question)
            .is_some_and(|job| job.is(&self.job))
        {
            jobs.remove(&self.question);
        }
    }
}

/// Waits for a job's end as long as that makes sense; else says when to come back.
async fn wait(job: &Job, line: &Line, has_older: bool) -> Result<Found, Error> {
    let (patience, turn_patience) = if has_older {
        (PATIENCE_WITH_OLDER, Duration::ZERO)
    } else {
        (PATIENCE, TURN_PATIENCE)
    };
    let stand = job.stand();
    stand.wanted.again(Instant::now());
    let deadline = Instant::now() + patience;
    // A read that the quota stops half-way is back in the queue: that is looked at now and then.
    while line.wait_of(stand) <= turn_patience && Instant::now() < deadline {
        let until = deadline.min(Instant::now() + LOOK_EVERY);
        if let Ok(result) = tokio::time::timeout_at(until, job.result()).await {
            return result;
        }
    }
    match promise(stand, line) {
        None => Err(Error::Upstream(UpstreamError::TimedOut)),
        Some(retry_after) => Err(Error::Upstream(UpstreamError::Busy { retry_after })),
    }
}

/// When to come back for an answer that is still in the queue, in seconds. It is kept in mind that
/// somebody was told so.
fn promise(stand: &Stand, line: &Line) -> Option<u64> {
    /// What an answer may take once it is asked for.
    const ANSWER: Duration = Duration::from_secs(1);
    let wait = line.wait_of(stand);
    if wait.is_zero() {
        return None;
    }
    stand.wanted.promise(wait, Instant::now());
    Some((wait + ANSWER).as_secs() + 1)
}
