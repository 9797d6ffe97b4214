//! Requests that were sent and that the server has not been seen to receive.
//!
//! Each is kept as the very bytes that are sent, with its key, from before the first attempt until the
//! server has it or the customer takes it back. **Nothing that may have arrived is changed or taken
//! back**: it would become a second conversation, or one that nobody meant to make.

use serde::{Deserialize, Serialize};

use crate::model::{
    draft::Draft, drafts::KEPT_SECONDS, failure::Failure, retry::LONGEST_RETRY_AFTER,
};

/// How long after the first attempt in doubt the same bytes may go out again, in seconds. A gateway
/// knows a key for 24 hours; an hour is left for clocks and slow answers.
const KEY_LIVES_SECONDS: i64 = 23 * 3_600;
/// What the entries look like. One of another version is not read.
const VERSION: u8 = 1;

/// A request on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// Sent as `Idempotency-Key`, the same with each attempt.
    pub key: String,
    /// The bytes that are sent, the same with each attempt.
    pub body: String,
    /// What to call it.
    pub subject: String,
    /// What was typed, for when it is to be changed after all.
    pub draft: Draft,
    /// When it was given to be sent, in epoch seconds.
    pub posted_at: i64,
    /// When the first attempt began that may have arrived, in epoch seconds.
    pub in_doubt_since: Option<i64>,
    /// The server asked not to be troubled before this, in epoch seconds.
    pub not_before: Option<i64>,
    /// The HTTP status of a refusal that no further attempt will change.
    pub refused: Option<u16>,
    /// Whether the form still shows it.
    pub is_in_form: bool,
    /// Whether it is sent again by itself. Straight to a desk it never is: only a gateway knows a key.
    pub is_automatic: bool,
}

impl Parcel {
    /// Whether the same bytes may go out by themselves at `now`, in epoch seconds.
    #[must_use]
    pub fn may_go(&self, now: i64) -> bool {
        self.is_automatic && self.refused.is_none() && self.key_is_known(now)
    }

    /// How long the server still wants to be left alone at `now`, in epoch seconds: in milliseconds.
    #[must_use]
    pub fn wait_ms(&self, now: i64) -> u32 {
        let seconds = self.not_before.map_or(0, |until| until - now);
        let most = i64::from(LONGEST_RETRY_AFTER);
        u32::try_from(seconds.clamp(0, most)).unwrap_or(0) * 1_000
    }

    /// Whether it may have arrived. After a day nobody will find out by sending it again, and whether
    /// to do so is the customer's to decide.
    #[must_use]
    pub fn is_in_doubt(&self, now: i64) -> bool {
        self.in_doubt_since.is_some() && self.key_is_known(now)
    }

    fn key_is_known(&self, now: i64) -> bool {
        self.in_doubt_since
            .is_none_or(|since| now - since < KEY_LIVES_SECONDS)
    }
}

/// A request and what is happening to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The request.
    pub parcel: Parcel,
    /// What is happening to it.
    pub state: EntryState,
    /// Since when it had been in doubt before the present attempt, in epoch seconds.
    earlier_doubt: Option<i64>,
}

/// What is happening to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryState {
    /// It is on its way, or will be within seconds.
    Sending,
    /// An attempt failed, and the next one comes by itself.
    Waiting {
        /// Why it failed.
        failure: Failure,
        /// When the next one comes, in epoch seconds.
        until: i64,
    },
    /// It goes out when the customer says so.
    Resting(Failure),
}

/// The requests of one customer, the oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outbox {
    entries: Vec<Entry>,
    /// Whether the device keeps them; else they live as long as the page.
    pub is_kept: bool,
}

/// The requests as the device keeps them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Parcels {
    version: u8,
    parcels: Vec<Parcel>,
}

impl Parcels {
    /// What is still good of what was read from the device at `now`, in epoch seconds.
    #[must_use]
    pub fn current(self, now: i64) -> Vec<Parcel> {
        if self.version != VERSION {
            return Vec::new();
        }
        let mut parcels = self.parcels;
        parcels.retain(|parcel| now - parcel.posted_at < KEPT_SECONDS);
        parcels
    }
}

impl Outbox {
    /// Each request with what is happening to it, the oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// One request with what is happening to it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.parcel.key == key)
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        let mut entries = self.entries.iter_mut();
        entries.find(|entry| entry.parcel.key == key)
    }

    /// What the device is to keep.
    #[must_use]
    pub fn to_keep(&self) -> Parcels {
        Parcels {
            version: VERSION,
            parcels: self
                .entries
                .iter()
                .map(|entry| entry.parcel.clone())
                .collect(),
        }
    }

    /// Takes over what the device keeps, which another tab may have changed: what is gone was sent or
    /// taken back there, what is new is new. What is happening here to the rest goes on.
    pub fn take_over(&mut self, kept: Vec<Parcel>, now: i64) {
        let known = std::mem::take(&mut self.entries);
        self.entries = kept
            .into_iter()
            .map(|parcel| {
                let known = known.iter().find(|entry| entry.parcel.key == parcel.key);
                match known.cloned() {
                    Some(known) => Entry { parcel, ..known },
                    None => Entry::found(parcel, now),
                }
            })
            .collect();
    }

    /// Takes a request to be sent.
    pub fn post(&mut self, parcel: Parcel) {
        self.remove(&parcel.key);
        self.entries.push(Entry {
            earlier_doubt: parcel.in_doubt_since,
            parcel,
            state: EntryState::Sending,
        });
    }

    /// Takes a request over with what is happening to it.
    pub fn adopt(&mut self, entry: Entry) {
        self.remove(&entry.parcel.key);
        self.entries.push(entry);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An attempt begins at `now`, in epoch seconds. From here on it may have arrived, whatever becomes
    /// of this page.
    pub fn begin(&mut self, key: &str, now: i64) {
        if let Some(entry) = self.get_mut(key) {
            let parcel = &mut entry.parcel;
            entry.earlier_doubt = parcel.in_doubt_since;
            parcel.in_doubt_since.get_or_insert(now);
            parcel.not_before = None;
            parcel.refused = None;
            entry.state = EntryState::Sending;
        }
    }

    /// An attempt has failed. The next one comes at `until`, in epoch seconds, if it comes by itself.
    pub fn fail(&mut self, key: &str, failure: Failure, until: Option<i64>) {
        let Some(entry) = self.get_mut(key) else {
            return;
        };
        let parcel = &mut entry.parcel;
        if failure.settles_earlier_attempts() {
            parcel.in_doubt_since = None;
        } else if !failure.is_in_doubt() {
            parcel.in_doubt_since = entry.earlier_doubt;
        }
        if !failure.is_retryable() {
            parcel.refused = failure.status();
        }
        if matches!(&failure, Failure::Refused(problem) if problem.retry_after.is_some()) {
            parcel.not_before = until;
        }
        entry.state = match until {
            Some(until) => EntryState::Waiting { failure, until },
            None => EntryState::Resting(failure),
        };
    }

    /// It is to be sent now, whatever the server has asked for.
    pub fn hurry(&mut self, key: &str) {
        if let Some(entry) = self.get_mut(key) {
            entry.parcel.not_before = None;
            entry.state = EntryState::Sending;
        }
    }

    /// The form turns to something else.
    pub fn leave_form(&mut self, key: &str) {
        if let Some(entry) = self.get_mut(key) {
            entry.parcel.is_in_form = false;
        }
    }

    /// Forgets a request that the server has.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|entry| entry.parcel.key != key);
    }

    /// Takes a request back, if it is certain that it has not arrived and is not about to.
    pub fn withdraw(&mut self, key: &str, now: i64) -> Option<Parcel> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.parcel.key == key && entry.may_change(now))?;
        Some(self.entries.remove(index).parcel)
    }
}

impl Entry {
    /// A request that an earlier page has left.
    fn found(parcel: Parcel, now: i64) -> Self {
        let state = match parcel.not_before {
            _ if !parcel.may_go(now) => {
                // No answer was ever heard, but for a refusal.
                EntryState::Resting(parcel.refused.map_or(Failure::TimedOut, Failure::refused))
            }
            Some(until) if until > now => EntryState::Waiting {
                failure: Failure::refused(429),
                until,
            },
            _ => EntryState::Sending,
        };
        Self {
            earlier_doubt: parcel.in_doubt_since,
            parcel,
            state,
        }
    }

    /// Whether it goes out without the customer.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self.state, EntryState::Resting(_))
    }

    /// Whether it may be changed or taken back at `now`, in epoch seconds.
    #[must_use]
    pub fn may_change(&self, now: i64) -> bool {
        self.state != EntryState::Sending && !self.parcel.is_in_doubt(now)
    }

    /// Why the last attempt failed, while nothing is on its way.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match &self.state {
            EntryState::Sending => None,
            EntryState::Waiting { failure, .. } | EntryState::Resting(failure) => Some(failure),
        }
    }
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
