//! An upstream that is watched: calls by how they ended, their times, and whether the last one was good.

use std::time::Instant;

use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use support_wire::{
    Contact, Conversation, ConversationField, FieldsQuery, ListQuery, NewConversation, Page,
    RepliesQuery, Reply,
};

use super::{Answer, ContactAddress, Quota, Upstream, UpstreamError};
use crate::metrics::seconds;

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// What is known of an upstream from the calls so far; clones share it.
#[derive(Debug, Clone)]
pub struct Watch {
    calls: Family<Labels<2>, Counter>,
    times: Family<Labels<1>, Histogram, fn() -> Histogram>,
    /// 1 after a good answer, 0 after a bad one, -1 before the first.
    up: Gauge,
}

/// How an upstream has been so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not asked yet.
    Unknown,
    /// The last call was answered.
    Answering,
    /// The last call was not.
    Failing,
}

impl Watch {
    /// New counts, as part of a registry.
    pub fn register(registry: &mut Registry) -> Self {
        let watch = Self {
            calls: Family::default(),
            times: Family::new_with_constructor(seconds),
            up: Gauge::default(),
        };
        watch.up.set(-1);
        registry.register(
            "support_upstream_calls",
            "Calls of the help desk, by what was asked and how it ended",
            watch.calls.clone(),
        );
        registry.register(
            "support_upstream_call_seconds",
            "How long calls of the help desk took, by what was asked",
            watch.times.clone(),
        );
        registry.register(
            "support_upstream_up",
            "1 where the last call of the help desk was answered, 0 where not, -1 before the first",
            watch.up.clone(),
        );
        watch
    }

    /// How the upstream has been so far.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.up.get() {
            1 => Standing::Answering,
            0 => Standing::Failing,
            _ => Standing::Unknown,
        }
    }

    async fn watch<T>(
        &self,
        call: &'static str,
        answer: Answer<'_, T>,
    ) -> Result<T, UpstreamError> {
        let started = Instant::now();
        let result = answer.await;
        let time = started.elapsed().as_secs_f64();
        let outcome = result.as_ref().map_or_else(UpstreamError::kind, |_| "ok");
        self.calls
            .get_or_create(&[("call", call), ("outcome", outcome)])
            .inc();
        self.times.get_or_create(&[("call", call)]).observe(time);
        // A refusal of values, and "too many", are answers of a help desk that works.
        let is_up = match &result {
            Ok(_) | Err(UpstreamError::Invalid { .. } | UpstreamError::RateLimited { .. }) => true,
            Err(_) => false,
        };
        self.up.set(i64::from(is_up));
        result
    }
}

/// An upstream whose calls are watched.
pub struct Observed<U> {
    upstream: U,
    watch: Watch,
}

impl<U: Upstream> Observed<U> {
    /// Watches the calls of an upstream.
    pub fn new(upstream: U, watch: Watch) -> Self {
        Self { upstream, watch }
    }
}

impl<U: Upstream> Upstream for Observed<U> {
    fn list<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Page<Conversation>> {
        Box::pin(self.watch.watch("list", self.upstream.list(query)))
    }

    fn create<'a>(&'a self, conversation: &'a NewConversation) -> Answer<'a, Conversation> {
        Box::pin(
            self.watch
                .watch("create", self.upstream.create(conversation)),
        )
    }

    fn get(&self, id: i64) -> Answer<'_, Option<Conversation>> {
        Box::pin(self.watch.watch("get", self.upstream.get(id)))
    }

    fn replies<'a>(&'a self, id: i64, query: &'a RepliesQuery) -> Answer<'a, Option<Page<Reply>>> {
        Box::pin(
            self.watch
                .watch("replies", self.upstream.replies(id, query)),
        )
    }

    fn fields<'a>(&'a self, query: &'a FieldsQuery) -> Answer<'a, Page<ConversationField>> {
        Box::pin(self.watch.watch("fields", self.upstream.fields(query)))
    }

    fn contacts<'a>(&'a self, address: &'a ContactAddress) -> Answer<'a, Page<Contact>> {
        Box::pin(
            self.watch
                .watch("contacts", self.upstream.contacts(address)),
        )
    }

    fn quota(&self) -> Quota {
        self.upstream.quota()
    }
}
