//! From an address to a contact id, asked upstream, checked, and kept for a while.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use support_wire::{Contact, Page};
use tokio::time::Instant;

use super::{address_key, is_address};
use crate::{
    Error,
    gateway::{Gateway, line::Calls, locks::Locks},
    upstream::{ContactAddress, Upstream},
};

/// How long a contact is believed.
const KNOWN_FOR: Duration = Duration::from_secs(300);
/// How long it is believed that there is none.
const UNKNOWN_FOR: Duration = Duration::from_secs(5);
/// How many addresses are kept.
const KEPT_MAX: usize = 10_000;

/// How long a contact is believed without being looked up, though its own rows say that it is right.
const CONFIRMED_FOR: Duration = Duration::from_secs(3600);

/// The addresses that were looked up lately.
#[derive(Debug, Default)]
pub(in crate::gateway) struct ContactBook {
    kept: Mutex<HashMap<String, Entry>>,
    /// Whoever asks for an address that is being looked up waits for that.
    turns: Locks<String>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    id: Option<i64>,
    looked_up: Instant,
    until: Instant,
}

impl ContactBook {
    /// The id of the contact with exactly this address.
    pub(super) async fn id_of(
        &self,
        address: &ContactAddress,
        gateway: &Gateway,
        calls: &Calls,
    ) -> Result<Option<i64>, Error> {
        let key = address_key(address);
        if let Some(entry) = self.entry(&key) {
            return Ok(entry.id);
        }
        let _turn = self.turns.wait(&key).await;
        match self.entry(&key) {
            Some(entry) => Ok(entry.id),
            None => self.look_up(address, gateway, calls).await,
        }
    }

    /// The same, asked upstream whatever is kept.
    pub(in crate::gateway) async fn look_up(
        &self,
        address: &ContactAddress,
        gateway: &Gateway,
        calls: &Calls,
    ) -> Result<Option<i64>, Error> {
        let page = calls.contacts(address).await;
        let page = page.map_err(|error| gateway.upstream_failed(error))?;
        let id = only_one(&page, address).map_err(|NotTheOne| {
            gateway.alarm("contact", 1);
            Error::WrongAnswer
        })?;
        self.keep(address_key(address), id);
        Ok(id)
    }

    /// Whether it will still be known then whose address this is.
    pub(super) fn is_known(&self, address: &ContactAddress, then: Instant) -> bool {
        let entry = self.entry(&address_key(address));
        entry.is_some_and(|entry| entry.until > then)
    }

    /// The contact's own rows name the address: it is believed for longer.
    pub(super) fn confirm(&self, address: &ContactAddress, contact: i64) {
        let mut kept = self.kept();
        if let Some(entry) = kept.get_mut(&address_key(address))
            && entry.id == Some(contact)
        {
            entry.until = (Instant::now() + KNOWN_FOR).min(entry.looked_up + CONFIRMED_FOR);
        }
    }

    /// Forgets that an address is nobody's: it has just been made somebody's.
    pub(in crate::gateway) fn forget_nobody(&self, address: &ContactAddress) {
        let mut kept = self.kept();
        let key = address_key(address);
        if kept.get(&key).is_some_and(|entry| entry.id.is_none()) {
            kept.remove(&key);
        }
    }

    fn entry(&self, key: &str) -> Option<Entry> {
        let kept = self.kept();
        let entry = kept.get(key).copied();
        entry.filter(|entry| entry.until > Instant::now())
    }

    fn keep(&self, key: String, id: Option<i64>) {
        let looked_up = Instant::now();
        let until = looked_up + if id.is_some() { KNOWN_FOR } else { UNKNOWN_FOR };
        let mut kept = self.kept();
        if kept.len() >= KEPT_MAX {
            kept.retain(|_, entry| entry.until > looked_up);
        }
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        let entry = Entry {
            id,
            looked_up,
            until,
        };
        kept.insert(key, entry);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The look-up is exact: anything but one contact with that very address means that it was not.
struct NotTheOne;

fn only_one(page: &Page<Contact>, address: &ContactAddress) -> Result<Option<i64>, NotTheOne> {
    match page.data.as_slice() {
        [] => Ok(None),
        [contact] if page.total_count <= 1 && has_address(contact, address) => Ok(Some(contact.id)),
        _ => Err(NotTheOne),
    }
}

fn has_address(contact: &Contact, address: &ContactAddress) -> bool {
    let text = match address {
        ContactAddress::Email(_) => &contact.email,
        ContactAddress::Phone(_) => &contact.phone,
    };
    text.as_deref()
        .is_some_and(|text| is_address(text, address))
}
