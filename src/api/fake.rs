//! Scripted answers, for tests: what each call answers, and what was asked.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use futures_util::future::FutureExt;
use support_wire::{
    CustomerConversation, CustomerReply, FormFields, ListQuery, NewConversation, Page, RepliesQuery,
};

use super::{Answer, Api, CreateRequest, Listed, Refreshed, json::from_json};
use crate::model::{failure::Failure, requester::Address};

/// An API that answers as it was told. A call that nothing was scripted for never answers, like a
/// server that hangs.
#[derive(Clone, Default)]
pub struct FakeApi(Rc<RefCell<Script>>);

#[derive(Default)]
struct Script {
    creates: VecDeque<Result<CustomerConversation, Failure>>,
    lists: VecDeque<Result<Listed, Failure>>,
    conversations: VecDeque<Result<CustomerConversation, Failure>>,
    replies: VecDeque<Result<Page<CustomerReply>, Failure>>,
    refreshes: VecDeque<Result<Refreshed, Failure>>,
    contacts: VecDeque<Result<Option<i64>, Failure>>,
    fields: VecDeque<Result<FormFields, Failure>>,
    token_contact: Option<Address>,
    created: Vec<CreateRequest>,
    listed: Vec<ListQuery>,
    opened: Vec<i64>,
    asked_replies: Vec<(i64, RepliesQuery)>,
    refreshed: Vec<ListQuery>,
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
        let answer = answer.map(|page| Listed {
            page,
            age_seconds: 0,
        });
        self.0.borrow_mut().lists.push_back(answer);
        self
    }

    /// The next list answers what the help desk said that long ago.
    pub fn on_older_list(&self, page: Page<CustomerConversation>, age_seconds: u32) -> &Self {
        let answer = Listed { page, age_seconds };
        self.0.borrow_mut().lists.push_back(Ok(answer));
        self
    }

    /// The next conversation asked for is this.
    pub fn on_conversation(&self, answer: Result<CustomerConversation, Failure>) -> &Self {
        self.0.borrow_mut().conversations.push_back(answer);
        self
    }

    /// The next page of replies is this.
    pub fn on_replies(&self, answer: Result<Page<CustomerReply>, Failure>) -> &Self {
        self.0.borrow_mut().replies.push_back(answer);
        self
    }

    /// The next look at a list that is there answers this.
    pub fn on_refresh(&self, answer: Result<Refreshed, Failure>) -> &Self {
        self.0.borrow_mut().refreshes.push_back(answer);
        self
    }

    /// The next look-up of a contact answers this.
    pub fn on_contact(&self, answer: Result<Option<i64>, Failure>) -> &Self {
        self.0.borrow_mut().contacts.push_back(answer);
        self
    }

    /// The next question for the form's fields answers this.
    pub fn on_fields(&self, answer: Result<FormFields, Failure>) -> &Self {
        self.0.borrow_mut().fields.push_back(answer);
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

    /// Which conversations were asked for so far.
    #[must_use]
    pub fn opened(&self) -> Vec<i64> {
        self.0.borrow().opened.clone()
    }

    /// Which replies were asked for so far.
    #[must_use]
    pub fn asked_replies(&self) -> Vec<(i64, RepliesQuery)> {
        self.0.borrow().asked_replies.clone()
    }

    /// What was looked at again so far.
    #[must_use]
    pub fn refreshed(&self) -> Vec<ListQuery> {
        self.0.borrow().refreshed.clone()
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

    fn list(&self, query: ListQuery) -> Answer<Listed> {
        let mut script = self.0.borrow_mut();
        script.listed.push(query);
        scripted(script.lists.pop_front())
    }

    fn conversation(&self, id: i64) -> Answer<CustomerConversation> {
        let mut script = self.0.borrow_mut();
        script.opened.push(id);
        scripted(script.conversations.pop_front())
    }

    fn replies(&self, id: i64, query: RepliesQuery) -> Answer<Page<CustomerReply>> {
        let mut script = self.0.borrow_mut();
        script.asked_replies.push((id, query));
        scripted(script.replies.pop_front())
    }

    fn refresh(&self, query: ListQuery) -> Answer<Refreshed> {
        let mut script = self.0.borrow_mut();
        script.refreshed.push(query);
        scripted(script.refreshes.pop_front())
    }

    fn contact_id(&self, address: Address) -> Answer<Option<i64>> {
        let mut script = self.0.borrow_mut();
        script.looked_up.push(address);
        scripted(script.contacts.pop_front())
    }

    fn form_fields(&self) -> Answer<FormFields> {
        scripted(self.0.borrow_mut().fields.pop_front())
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
