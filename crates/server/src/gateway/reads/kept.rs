//! The answers that are kept: so many bytes of them, the least recently used go first.

use std::{sync::Arc, time::Duration};

use axum::body::Bytes;
use moka::{policy::EvictionPolicy, sync::Cache};
use tokio::time::Instant;

use super::{Question, creates::Moment};

/// What an entry takes beside its texts, in bytes, rounded up.
const OVERHEAD: usize = 512;

/// An answer as a customer may read it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) body: Bytes,
    /// Which creates it may know of.
    pub(super) begun: Moment,
    pub(super) came_at: Instant,
}

/// The answers that are kept.
pub(super) struct Kept(Cache<Question, Arc<Answer>>);

impl Kept {
    pub(super) fn new(bytes_max: u64, time: Duration) -> Self {
        let weight = |question: &Question, answer: &Arc<Answer>| {
            let bytes = OVERHEAD + question.text.len() + answer.body.len();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let cache = Cache::builder()
            .max_capacity(bytes_max)
            .weigher(weight)
            // What was asked for last is what is asked for next; how often it was says nothing here.
            .eviction_policy(EvictionPolicy::lru())
            .time_to_live(time.max(Duration::from_secs(1)))
            .build();
        Self(cache)
    }

    pub(super) fn get(&self, question: &Question) -> Option<Arc<Answer>> {
        self.0.get(question)
    }

    pub(super) fn keep(&self, question: Question, answer: Answer) {
        self.0.insert(question, Arc::new(answer));
    }

    #[cfg(test)]
    fn bytes(&self) -> (u64, u64) {
        self.0.run_pending_tasks();
        (self.0.entry_count(), self.0.weighted_size())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::requester::RequesterId;

    #[test]
    fn bytes_are_bounded_whatever_the_answers_are() {
        let kept = Kept::new(1_000_000, Duration::from_secs(60));
        for index in 0..5_000_u32 {
            let question = Question::new(RequesterId::of("t", "r"), format!("list {index}"));
            let body = vec![b'x'; if index % 2 == 0 { 10 } else { 10_000 }];
            let answer = Answer {
                body: body.into(),
                begun: Moment::default(),
                came_at: Instant::now(),
            };
            kept.keep(question, answer);
        }
        let (count, bytes) = kept.bytes();
        assert!((50..=2_000).contains(&count), "{count}");
        assert!((500_000..=1_000_000).contains(&bytes), "{bytes}");
        let last = Question::new(RequesterId::of("t", "r"), "list 4999");
        assert!(kept.get(&last).is_some(), "the newest is there");
    }
}
