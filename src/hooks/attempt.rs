//! One attempt at bringing a request to the server.

use support_wire::CustomerConversation;
use yew::prelude::*;

use super::{
    courier::Outcome,
    owner::{owner_of, page_of},
    use_now::epoch_seconds,
};
use crate::{
    api::{ApiHandle, CreateRequest},
    model::{
        failure::Failure, filter::Filter, outbox::Parcel, requester::Requester,
        submission::is_the_one_sent,
    },
};

/// Where requests are brought, and who hears of it.
#[derive(Clone)]
pub(super) struct Round {
    pub(super) api: ApiHandle,
    pub(super) requester: Requester,
    /// Hears what has become of a request, by its key.
    pub(super) on_outcome: Callback<(String, Outcome)>,
}

impl Round {
    /// Sends a request that may have arrived before since `doubt`, in epoch seconds. Where no gateway
    /// knows its key, that one is looked for first.
    pub(super) async fn attempt(
        &self,
        parcel: &Parcel,
        doubt: Option<i64>,
    ) -> Result<CustomerConversation, Failure> {
        let is_known = parcel.is_automatic && parcel.is_in_doubt(epoch_seconds());
        if let Some(began) = doubt.filter(|_| !is_known)
            && let Some(found) = self.find(parcel, began).await?
        {
            return Ok(found);
        }
        let request = CreateRequest {
            key: parcel.key.as_str().into(),
            body: parcel.body.as_str().into(),
        };
        self.api.create(request).await
    }

    async fn find(
        &self,
        parcel: &Parcel,
        began: i64,
    ) -> Result<Option<CustomerConversation>, Failure> {
        let owner = owner_of(&self.requester, &self.api).await?;
        let newest = page_of(owner, &self.api, &Filter::default(), None).await?;
        let mut rows = newest.into_iter().flat_map(|page| page.data);
        Ok(rows.find(|row| is_the_one_sent(row, &parcel.draft, began)))
    }
}
