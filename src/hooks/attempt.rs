//! One attempt at bringing a request to the server.

use support_wire::{CustomerConversation, NewConversation};
use yew::prelude::*;

use super::{
    courier::Outcome,
    owner::{owner_of, page_of},
    sending::FailedAttempt,
    use_now::epoch_seconds,
};
use crate::{
    api::{ApiHandle, CreateRequest, json::from_json},
    model::{
        failure::Failure, filter::Filter, outbox::Parcel, requester::Requester, retry::Next,
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
    /// Hears of each attempt that has failed.
    pub(super) on_failed: Callback<FailedAttempt>,
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

    /// Tells the page of an attempt that has failed, and whether there is a next one.
    pub(super) fn tell_failed(&self, failure: &Failure, next: Next) {
        self.on_failed.emit(FailedAttempt {
            failure: failure.clone(),
            will_retry: !matches!(next, Next::Never),
        });
    }

    async fn find(
        &self,
        parcel: &Parcel,
        began: i64,
    ) -> Result<Option<CustomerConversation>, Failure> {
        let Some(sent) = from_json::<NewConversation>(&parcel.body) else {
            return Ok(None);
        };
        let owner = owner_of(&self.requester, &self.api).await?;
        let newest = page_of(owner, &self.api, &Filter::default(), None).await?;
        let mut rows = newest.into_iter().flat_map(|listed| listed.page.data);
        Ok(rows.find(|row| is_the_one_sent(row, &sent, began)))
    }
}
