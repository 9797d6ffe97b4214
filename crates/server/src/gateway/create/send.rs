//! Carrying a create out: look first where an earlier attempt may have made it, then make it, then
//! keep the answer.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use serde::Serialize;
use support_wire::{
    Conversation, CustomerConversation, Data, ListQuery, SortBy, SortOrder, limits,
};

use super::{Contact, FAILED, draft::Draft};
use crate::{
    Error,
    gateway::{
        Gateway,
        conversations::is_theirs,
        line::Calls,
        locks::{Held, Locks},
        metrics::Counter,
        requester::{address_key, is_address},
        store::{Claim, CreateKey, Store, Stored},
    },
    upstream::{ContactAddress, Upstream},
};

/// How many pages of a requester's newest conversations a look goes through.
const PAGES_MAX: usize = 10;
/// How often, in seconds, old keys are swept away.
const SWEEP_EVERY: i64 = 60;
/// The status of a create: the vendor's documentation leaves it open, and every client takes it.
const CREATED: u16 = 201;

/// A create to be carried out.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) key: CreateKey,
    pub(super) fingerprint: Vec<u8>,
    pub(super) draft: Draft,
    pub(super) contact: Contact,
    pub(super) shown: Shown,
}

/// What the caller is told of the conversation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown {
    Conversation,
    /// Its number only.
    Receipt,
}

/// What the creates of a gateway share.
#[derive(Debug)]
pub(in crate::gateway) struct Creates {
    pub(super) store: Store,
    keys: Locks<CreateKey>,
    /// Forms that say the same wait for each other, or one could take the other's conversation.
    contents: Locks<Vec<u8>>,
    swept_at: AtomicI64,
}

impl Creates {
    pub(in crate::gateway) fn new(store: Store) -> Self {
        Self {
            store,
            keys: Locks::default(),
            contents: Locks::default(),
            swept_at: AtomicI64::new(0),
        }
    }

    pub(in crate::gateway) async fn is_ready(&self) -> bool {
        self.store.is_ready().await
    }

    /// Takes a key for this request, unless another one has it, here or at another gateway.
    pub(super) async fn hold(&self, key: &CreateKey) -> Result<Option<HeldKey>, sqlx::Error> {
        let Some(here) = self.keys.hold(key) else {
            return Ok(None);
        };
        let claim = self.store.claim(key).await?;
        Ok(claim.map(|everywhere| HeldKey {
            _everywhere: everywhere,
            _here: here,
        }))
    }

    /// Forgets old keys, now and then.
    pub(super) async fn sweep(&self, now: i64) {
        let last = self.swept_at.load(Ordering::Relaxed);
        let is_due = now - last >= SWEEP_EVERY
            && self
                .swept_at
                .compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        if is_due && let Err(error) = self.store.sweep_creates(now).await {
            tracing::warn!(%error, "old idempotency keys could not be swept");
        }
    }
}

/// A key that one request has, until this is dropped.
#[derive(Debug)]
pub(super) struct HeldKey {
    _everywhere: Claim,
    _here: Held,
}

impl Gateway {
    /// A look too soon after an attempt says nothing: the upstream may still be at it.
    pub(super) fn check_settled(&self, attempted_at: i64, now: i64) -> Result<(), Error> {
        let left = attempted_at + seconds(self.settings.settle) - now;
        if left > 0 {
            return Err(Error::InFlight {
                retry_after: left.unsigned_abs(),
            });
        }
        Ok(())
    }

    /// Makes the conversation, or finds the one that an attempt since `since` made.
    pub(super) async fn carry_out(
        &self,
        attempt: &Attempt,
        since: Option<i64>,
    ) -> Result<Stored, Error> {
        let mut name = attempt.draft.content.digest();
        name.extend(address_key(&attempt.contact.address).bytes());
        let _turn = self.creates.contents.wait(&name).await;
        let claim = self.creates.store.wait(&name).await;
        let _turn_of_all = claim.map_err(Error::during(FAILED))?;
        let calls = self.line.calls_of_create();
        if let Some(since) = since {
            if let Some(found) = self.look(attempt, since, &calls).await? {
                return self.finish(attempt, found, "found").await;
            }
            let again = self
                .creates
                .store
                .try_create_again(&attempt.key, self.now());
            again.await.map_err(Error::during(FAILED))?;
        }
        match calls.create(&attempt.draft.conversation).await {
            Ok(made) => {
                self.contacts.forget_nobody(&attempt.contact.address);
                self.check_made(attempt, &made, &calls).await?;
                self.finish(attempt, made, "created").await
            }
            Err(error) => {
                // An earlier attempt of unknown end stays unknown, however this one ended.
                let is_over = since.is_none() && error.is_certain_refusal();
                self.note_failure(&attempt.key, is_over).await;
                Err(self.upstream_failed(error))
            }
        }
    }

    /// The newest conversations of this requester: the one that says the same, was made since, and
    /// answers no other key.
    async fn look(
        &self,
        attempt: &Attempt,
        since: i64,
        calls: &Calls,
    ) -> Result<Option<Conversation>, Error> {
        let contact = match attempt.contact.known {
            Some(id) => Some(id),
            None => {
                self.contacts
                    .look_up(&attempt.contact.address, self, calls)
                    .await?
            }
        };
        let Some(contact) = contact else {
            return Ok(None);
        };
        let since = since - seconds(self.settings.skew);
        let mut query = newest(contact);
        for _ in 0..PAGES_MAX {
            let page = calls.list(&query).await;
            let page = page.map_err(|error| self.upstream_failed(error))?;
            let is_past_it = page.data.iter().any(|row| row.created_at < since);
            for row in page.data {
                let fits = is_theirs(&row, contact)
                    && row.created_at >= since
                    && attempt.draft.content.is_in(&row);
                if fits && !self.is_bound(row.id).await? {
                    return Ok(Some(row));
                }
            }
            query.starting_after = page.pages.next_cursor;
            if is_past_it || query.starting_after.is_none() {
                return Ok(None);
            }
        }
        Ok(None)
    }

    async fn is_bound(&self, conversation: i64) -> Result<bool, Error> {
        let bound = self
            .creates
            .store
            .is_bound(&self.settings.tenant, conversation);
        bound.await.map_err(Error::during(FAILED))
    }

    /// Whether what came back is the requester's: by address where the answer has it, else by id.
    async fn check_made(
        &self,
        attempt: &Attempt,
        made: &Conversation,
        calls: &Calls,
    ) -> Result<(), Error> {
        let address = &attempt.contact.address;
        let said = match address {
            ContactAddress::Email(_) => &made.requested_by_email,
            ContactAddress::Phone(_) => &made.requested_by_phone,
        };
        let is_theirs = match (said, attempt.contact.known) {
            (_, Some(id)) => is_theirs(made, id),
            (Some(said), None) => is_address(said, address),
            (None, None) => {
                let id = self.contacts.look_up(address, self, calls).await;
                let id = match id {
                    Ok(id) => id,
                    Err(error) => {
                        self.note_failure(&attempt.key, false).await;
                        return Err(error);
                    }
                };
                id.is_some_and(|id| is_theirs(made, id))
            }
        };
        if is_theirs {
            return Ok(());
        }
        self.alarm("created", 1);
        self.note_failure(&attempt.key, false).await;
        Err(Error::WrongAnswer)
    }

    async fn finish(
        &self,
        attempt: &Attempt,
        conversation: Conversation,
        outcome: &'static str,
    ) -> Result<Stored, Error> {
        let conversation_id = conversation.id;
        let body = match attempt.shown {
            // Without custom fields and tags: what is kept must not outlive the settings that show them.
            Shown::Conversation => to_json(&CustomerConversation::from(conversation)),
            Shown::Receipt => to_json(&Receipt {
                id: conversation_id,
            }),
        };
        let stored = Stored {
            conversation_id,
            status: CREATED,
            body: body.map_err(Error::during(FAILED))?,
        };
        let kept = self.creates.store.finish_create(&attempt.key, &stored);
        kept.await.map_err(Error::during(FAILED))?;
        self.metrics.add(Counter::Creates, outcome, 1);
        Ok(stored)
    }

    /// Notes how an attempt failed. If the note fails, too, the row says "started", which means the
    /// same as "unknown" to the next attempt.
    async fn note_failure(&self, key: &CreateKey, is_certain: bool) {
        let (outcome, noted) = if is_certain {
            ("refused", self.creates.store.forget_create(key).await)
        } else {
            (
                "unknown",
                self.creates.store.leave_create_unknown(key).await,
            )
        };
        self.metrics.add(Counter::Creates, outcome, 1);
        if let Err(error) = noted {
            tracing::warn!(%error, "the end of a create could not be noted");
        }
    }
}

/// What a guest is told.
#[derive(Serialize)]
struct Receipt {
    id: i64,
}

fn to_json(data: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Data { data })
}

fn newest(contact: i64) -> ListQuery {
    ListQuery {
        requested_by_id: Some(contact),
        per_page: Some(limits::PER_PAGE_MAX),
        sort_by: Some(SortBy::CreatedAt),
        sort_order: Some(SortOrder::Desc),
        ..ListQuery::default()
    }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
