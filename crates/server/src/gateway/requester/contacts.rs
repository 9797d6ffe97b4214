//! From an address to a contact id, asked upstream, checked, and kept for a while.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use support_wire::{Contact, Page};

use super::{address_key, is_address};
use crate::{Error, gateway::Gateway, upstream::ContactAddress};

/// How long a contact is believed.
const KNOWN_FOR: Duration = Duration::from_secs(300);
/// How long it is believed that there is none.
const UNKNOWN_FOR: Duration = Duration::from_secs(5);
/// How many addresses are kept.
const KEPT_MAX: usize = 10_000;

/// The addresses that were looked up lately.
#[derive(Debug, Default)]
pub(in crate::gateway) struct ContactBook(Mutex<HashMap<String, Entry>>);

#[derive(Debug, Clone, Copy)]
struct Entry {
    id: Option<i64>,
    until: Instant,
}

impl ContactBook {
    /// The id of the contact with exactly this address.
    pub(super) async fn id_of(
        &self,
        address: &ContactAddress,
        gateway: &Gateway,
    ) -> Result<Option<i64>, Error> {
        let key = address_key(address);
        if let Some(entry) = self.kept(&key) {
            return Ok(entry.id);
        }
        self.look_up(address, gateway).await
    }

    /// The same, asked upstream whatever is kept.
    pub(in crate::gateway) async fn look_up(
        &self,
        address: &ContactAddress,
        gateway: &Gateway,
    ) -> Result<Option<i64>, Error> {
        let page = gateway.upstream.contacts(address).await;
        let page = page.map_err(|error| gateway.upstream_failed(error))?;
        let id = only_one(&page, address).map_err(|NotTheOne| {
            gateway.alarm("contact", 1);
            Error::WrongAnswer
        })?;
        self.keep(address_key(address), id);
        Ok(id)
    }

    /// Forgets an address of which something new is known.
    pub(in crate::gateway) fn forget(&self, address: &ContactAddress) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&address_key(address));
    }

    fn kept(&self, key: &str) -> Option<Entry> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key)
            .copied()
            .filter(|entry| entry.until > Instant::now())
    }

    fn keep(&self, key: String, id: Option<i64>) {
        let now = Instant::now();
        let until = now + if id.is_some() { KNOWN_FOR } else { UNKNOWN_FOR };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.retain(|_, entry| entry.until > now);
        }
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, Entry { id, until });
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
