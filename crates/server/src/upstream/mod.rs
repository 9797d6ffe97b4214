//! The help desk behind the gateway, reached through one trait: over HTTP ([`http`]) or in the same
//! process ([`router`]).
//!
//! Nothing here knows a customer: what may be asked for, and what of the answer may be shown, is the
//! gateway's business. What an upstream says in its own words (texts, addresses) ends here, too: an
//! [`UpstreamError`] holds none of it.

mod api;
mod error;
mod fuzzing;
pub mod http;
mod observed;
mod quota;
pub mod router;

use std::pin::Pin;

use support_wire::{
    Contact, Conversation, ConversationField, FieldsQuery, ListQuery, NewConversation, Page,
    RepliesQuery, Reply,
};

pub use error::UpstreamError;
pub(crate) use fuzzing::fuzz_failure;
pub use observed::{Observed, Standing, Watch};
pub use quota::{Quota, Window};

/// What a call will answer.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, UpstreamError>> + Send + 'a>>;

/// An address to find a contact by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactAddress {
    /// E-mail.
    Email(String),
    /// Telephone.
    Phone(String),
}

/// What the gateway asks of a help desk. Everything here is as wide as the API's key.
pub trait Upstream: Send + Sync {
    /// `GET /conversations`.
    fn list<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Page<Conversation>>;

    /// `POST /conversations`.
    fn create<'a>(&'a self, conversation: &'a NewConversation) -> Answer<'a, Conversation>;

    /// `GET /conversations/{id}`; `None` where there is no such conversation.
    fn get(&self, id: i64) -> Answer<'_, Option<Conversation>>;

    /// `GET /conversations/{id}/replies`; `None` where there is no such conversation.
    fn replies<'a>(&'a self, id: i64, query: &'a RepliesQuery) -> Answer<'a, Option<Page<Reply>>>;

    /// `GET /conversations/fields`.
    fn fields<'a>(&'a self, query: &'a FieldsQuery) -> Answer<'a, Page<ConversationField>>;

    /// `GET /contacts` by one address.
    fn contacts<'a>(&'a self, address: &'a ContactAddress) -> Answer<'a, Page<Contact>>;

    /// What it said of its quota with its last answer.
    fn quota(&self) -> Quota {
        Quota::default()
    }
}
