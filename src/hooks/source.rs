//! Whose conversations, from where.

use std::{cell::Cell, rc::Rc};

use super::owner::{owner_of, page_of, refreshed};
use crate::{
    api::{ApiHandle, Listed, Refreshed},
    model::{
        conversations::Row,
        failure::Failure,
        filter::{Filter, Order},
        requester::{ListOwner, Requester},
    },
};

/// A requester's lists. The contact id that an address led to is kept, so that it is looked up once.
#[derive(Clone)]
pub(super) struct Source {
    requester: Requester,
    api: ApiHandle,
    known_contact: Rc<Cell<Option<i64>>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.requester == other.requester && self.api == other.api
    }
}

impl Source {
    /// The lists of this requester.
    pub(super) fn new(requester: Requester, api: ApiHandle) -> Self {
        Self {
            requester,
            api,
            known_contact: Rc::default(),
        }
    }

    /// A page of a list; `None` where nobody knows whose it is.
    pub(super) async fn page(
        self: Rc<Self>,
        filter: Filter,
        after: Option<String>,
    ) -> Result<Option<Listed>, Failure> {
        let owner = self.owner().await?;
        page_of(owner, &self.api, &filter, after).await
    }

    /// What changed last, of a brand or of all, in whatever state it is.
    pub(super) async fn latest(&self, brand: Option<i64>) -> Result<Refreshed, Failure> {
        let owner = self.owner().await?;
        let latest = Filter {
            order: Order::RecentlyUpdated,
            brand,
            ..Filter::default()
        };
        refreshed(owner, &self.api, &latest).await
    }

    /// A first conversation makes the contact that an address did not have before.
    pub(super) fn learn(&self, row: &Row) {
        if matches!(self.requester, Requester::Address(_)) && self.known_contact.get().is_none() {
            self.known_contact.set(row.requested_by_id);
        }
    }

    async fn owner(&self) -> Result<ListOwner, Failure> {
        let owner = match self.known_contact.get() {
            Some(id) => ListOwner::Contact(id),
            None => owner_of(&self.requester, &self.api).await?,
        };
        if let ListOwner::Contact(id) = owner {
            self.known_contact.set(Some(id));
        }
        Ok(owner)
    }
}
