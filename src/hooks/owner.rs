//! Whose list may be asked for. The one place that decides it, so that no list is ever asked for
//! without a requester.

use std::rc::Rc;

use support_wire::{ListQuery, Page};

use crate::{
    api::{ApiHandle, Listed, Refreshed},
    model::{
        conversations::{Row, are_of_one_requester},
        failure::Failure,
        filter::Filter,
        requester::{ListOwner, Requester},
    },
};

/// Finds out whose list a requester's is.
pub(super) async fn owner_of(requester: &Requester, api: &ApiHandle) -> Result<ListOwner, Failure> {
    match requester {
        Requester::Id(id) => Ok(ListOwner::Contact(*id)),
        Requester::Unusable => Ok(ListOwner::Unknown),
        Requester::ByToken => {
            let named = api.token_contact().await?;
            Ok(named.map_or(ListOwner::Unknown, |_| ListOwner::ByToken))
        }
        Requester::Address(address) => {
            let contact = api.contact_id(address.clone()).await?;
            Ok(contact.map_or(ListOwner::NoContact, ListOwner::Contact))
        }
    }
}

/// A page of an owner's list; `None` where nobody knows whose it is: then nothing is asked for.
/// An answer with anybody else's rows is refused whole.
pub(super) async fn page_of(
    owner: ListOwner,
    api: &ApiHandle,
    filter: &Filter,
    after: Option<String>,
) -> Result<Option<Listed>, Failure> {
    let requested_by_id = match owner {
        ListOwner::Contact(id) => Some(id),
        ListOwner::ByToken => None,
        ListOwner::NoContact => {
            let page = Page::empty();
            return Ok(Some(Listed {
                page,
                age_seconds: 0,
            }));
        }
        ListOwner::Unknown => return Ok(None),
    };
    narrowed(api, filter.query(requested_by_id, after))
        .await
        .map(Some)
}

/// Which answer an owner gets to a question about one conversation.
pub(super) enum Found {
    /// It is theirs.
    Theirs(Row),
    /// There is none, or it is somebody else's.
    Nothing,
    /// Nobody knows who asks: then nothing is asked for.
    NoRequester,
}

/// One conversation, if it is the owner's. Where the server narrows by itself, its word counts.
pub(super) async fn conversation_of(
    owner: ListOwner,
    api: &ApiHandle,
    id: i64,
) -> Result<Found, Failure> {
    let expected = match owner {
        ListOwner::Contact(contact) => Some(contact),
        ListOwner::ByToken => None,
        ListOwner::NoContact => return Ok(Found::Nothing),
        ListOwner::Unknown => return Ok(Found::NoRequester),
    };
    match api.conversation(id).await {
        Ok(found)
            if found.id == id && (expected.is_none() || found.requested_by_id == expected) =>
        {
            Ok(Found::Theirs(Rc::new(found)))
        }
        Ok(_) => Ok(Found::Nothing),
        Err(Failure::Refused(problem)) if problem.status == 404 => Ok(Found::Nothing),
        Err(failure) => Err(failure),
    }
}

/// A look at an owner's list again; where there is none or nobody knows whose it is, nothing is asked
/// for. An answer with anybody else's rows is refused whole.
pub(super) async fn refreshed(
    owner: ListOwner,
    api: &ApiHandle,
    filter: &Filter,
) -> Result<Refreshed, Failure> {
    let requested_by_id = match owner {
        ListOwner::Contact(id) => Some(id),
        ListOwner::ByToken => None,
        ListOwner::NoContact | ListOwner::Unknown => return Ok(Refreshed::default()),
    };
    let refreshed = api.refresh(filter.query(requested_by_id, None)).await?;
    match &refreshed.page {
        Some(page) if !are_of_one_requester(&page.data, requested_by_id) => Err(Failure::Foreign),
        _ => Ok(refreshed),
    }
}

async fn narrowed(api: &ApiHandle, query: ListQuery) -> Result<Listed, Failure> {
    let owner = query.requested_by_id;
    let listed = api.list(query).await?;
    if are_of_one_requester(&listed.page.data, owner) {
        Ok(listed)
    } else {
        Err(Failure::Foreign)
    }
}
