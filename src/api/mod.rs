//! The only code that talks to the network.
//!
//! **No component calls it directly**: [`crate::hooks`] do, through the trait [`Api`], so that a
//! test double is a value. Its counterpart is [`crate::model`], which never does I/O.

mod ahead;
mod body;
#[cfg(feature = "testing")]
pub mod fake;
mod http;
pub(crate) mod json;
mod token;
mod trace;

use std::{fmt, ops::Deref, rc::Rc};

use futures_util::future::LocalBoxFuture;
use support_wire::{
    CustomerConversation, CustomerReply, FormFields, ListQuery, Page, RepliesQuery,
};

pub use self::{
    ahead::use_answers_ahead,
    http::HttpApi,
    token::{AskToken, IdentityChange, TokenKeeper, TokenSource},
    trace::Trace,
};
use crate::model::{failure::Failure, requester::Address};

/// What a call will answer. Dropping it aborts the request.
pub type Answer<T> = LocalBoxFuture<'static, Result<T, Failure>>;

/// A create, as often as it takes: every attempt sends the same bytes under the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateRequest {
    /// Sent as `Idempotency-Key`: the same for every attempt at the same conversation, so that a
    /// gateway makes one of them only.
    pub key: Rc<str>,
    /// What to make: a [`NewConversation`](support_wire::NewConversation) as JSON.
    pub body: Rc<str>,
}

/// A page of a list, and of when it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The page.
    pub page: Page<CustomerConversation>,
    /// How many seconds ago the help desk said so: a gateway gives an older answer where it can't ask.
    pub age_seconds: u32,
}

/// What came of looking at a list again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// The list; `None` where nothing has changed, or nobody could say.
    pub page: Option<Page<CustomerConversation>>,
    /// How many seconds ago the help desk said so; `None` where nobody could say.
    pub age_seconds: Option<u32>,
    /// How many seconds the server wants to be left in peace.
    pub pause_seconds: Option<u32>,
}

/// What the widget asks of the help desk.
pub trait Api {
    /// Makes a conversation (`POST /conversations`).
    fn create(&self, request: CreateRequest) -> Answer<CustomerConversation>;

    /// Lists conversations (`GET /conversations`). Callers narrow the query to one requester.
    fn list(&self, query: ListQuery) -> Answer<Listed>;

    /// One conversation (`GET /conversations/{id}`). Callers make sure that it is the requester's.
    fn conversation(&self, id: i64) -> Answer<CustomerConversation>;

    /// A page of its replies (`GET /conversations/{id}/replies`). Callers ask for what is for
    /// customers only.
    fn replies(&self, id: i64, query: RepliesQuery) -> Answer<Page<CustomerReply>>;
    /// Looks at a list again (`GET /conversations` with the `ETag` of the last look). Callers narrow
    /// the query to one requester.
    fn refresh(&self, query: ListQuery) -> Answer<Refreshed>;

    /// The contact of an address (`GET /contacts`), if it has one.
    fn contact_id(&self, address: Address) -> Answer<Option<i64>>;

    /// The fields that a gateway asks its customers for (`GET /conversations/fields`).
    fn form_fields(&self) -> Answer<FormFields>;

    /// The address that the token names: read, not verified, so good for asking and never for
    /// showing.
    fn token_contact(&self) -> Answer<Option<Address>>;
}

/// An [`Api`] to hand around: equal to another exactly if it is the same one.
#[derive(Clone)]
pub struct ApiHandle(Rc<dyn Api>);

impl ApiHandle {
    /// Wraps an implementation.
    pub fn new(api: impl Api + 'static) -> Self {
        Self(Rc::new(api))
    }
}

impl Deref for ApiHandle {
    type Target = dyn Api;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl PartialEq for ApiHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for ApiHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiHandle")
    }
}
