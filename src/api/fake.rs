//! Scripted answers, for tests: what each call answers, and what was asked.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use futures_util::future::FutureExt;
use support_wire::{CustomerConversation, ListQuery, NewConversation, Page};

use super::{Answer, Api, CreateRequest, json::from_json};
use crate::model::{failure::Failure, requester::Address};

/// An API that answers as it was told. A call that nothing was scripted for never answers, like a
/// server that hangs.
#[derive(Clone, Default)]
pub struct FakeApi(Rc<RefCell<Script>>);

#[derive(Default)]
struct Script {
    creates: VecDeque<Result<CustomerConversation, Failure>>,
    lists: VecDeque<Result<Page<CustomerConversation>, Failure>>,
    contacts: VecDeque<Result<Option<i64>, Failure>>,
    token_contact: Option<Address>,
    created: Vec<CreateRequest>,
    listed: Vec<ListQuery>,
    looked_up: Vec<Address>,
}

impl FakeApi {
    /// The next create answers this.
    pub fn on_create(&self, answer: Result<CustomerConversation, Failure>) -> &Self {
        self.0.borrow_mut().creates.push_back(answer);
        self
    }

    /// The next list answers this.
    pub fn on_list(&self, answer: Result<Page<CustomerConversation>, Failure>) -> &Self {
        self.0.borrow_mut().lists.push_back(answer);
        self
    }

    /// The next look-up of a contact answers this.
    pub fn on_contact(&self, answer: Result<Option<i64>, Failure>) -> &Self {
        self.0.borrow_mut().contacts.push_back(answer);
        self
    }

    /// The token names this address.
    pub fn with_token_contact(&self, address: Address) -> &Self {
        self.0.borrow_mut().token_contact = Some(address);
        self
    }

    /// What was to be created so far.
    #[must_use]
    pub fn created(&self) -> Vec<NewConversation> {
        self.0
            .borrow()
            .created
            .iter()
            .filter_map(|request| from_json(&request.body))
            .collect()
    }

    /// The same as the bytes that were to be sent.
    #[must_use]
    pub fn bodies(&self) -> Vec<Rc<str>> {
        let script = self.0.borrow();
        let created = script.created.iter();
        created.map(|request| request.body.clone()).collect()
    }

    /// The keys of what was to be created so far.
    #[must_use]
    pub fn keys(&self) -> Vec<Rc<str>> {
        self.0
            .borrow()
            .created
            .iter()
            .map(|request| request.key.clone())
            .collect()
    }

    /// What was listed so far.
    #[must_use]
    pub fn listed(&self) -> Vec<ListQuery> {
        self.0.borrow().listed.clone()
    }

    /// Whose contact was looked up so far.
    #[must_use]
    pub fn looked_up(&self) -> Vec<Address> {
        self.0.borrow().looked_up.clone()
    }
}

impl Api for FakeApi {
    fn create(&self, request: CreateRequest) -> Answer<CustomerConversation> {
        let mut script = self.0.borrow_mut();
        script.created.push(request);
        scripted(script.creates.pop_front())
    }

    fn list(&self, query: ListQuery) -> Answer<Page<CustomerConversation>> {
        let mut script = self.0.borrow_mut();
        script.listed.push(query);
        scripted(script.lists.pop_front())
    }

    fn contact_id(&self, address: Address) -> Answer<Option<i64>> {
        let mut script = self.0.borrow_mut();
        script.looked_up.push(address);
        scripted(script.contacts.pop_front())
    }

    fn token_contact(&self) -> Answer<Option<Address>> {
        scripted(Some(Ok(self.0.borrow().token_contact.clone())))
    }
}

fn scripted<T: 'static>(answer: Option<Result<T, Failure>>) -> Answer<T> {
    match answer {
        Some(answer) => std::future::ready(answer).boxed_local(),
        None => std::future::pending().boxed_local(),
    }
}
