//! What the page has a say in, and hears of, when a request is sent.

use std::{cell::RefCell, rc::Rc};

use support_wire::NewConversation;
use yew::prelude::*;

use super::draft_keeper::DraftKeeper;
use crate::model::{conversations::Row, failure::Failure};

/// An attempt that has failed.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedAttempt {
    /// Why.
    pub failure: Failure,
    /// Whether another one follows by itself.
    pub will_retry: bool,
}

/// Who has a say, and who hears.
#[derive(Clone, PartialEq, Default)]
pub struct Sending {
    /// Is asked before the first attempt: what is to be sent, or nothing to keep it from being sent.
    pub on_before: Option<Callback<NewConversation, Option<NewConversation>>>,
    /// Hears of each attempt that has failed.
    pub on_failed: Callback<FailedAttempt>,
    /// Hears of each conversation that came of it.
    pub on_created: Callback<Row>,
}

/// What the page has made of the words that a key stands for. The same key always sends the same.
#[derive(Default)]
pub(super) struct Settled(RefCell<Option<(Rc<str>, NewConversation)>>);

impl Settled {
    /// What is to be sent for the keeper's words; nothing where the page does not want that.
    pub(super) fn settle(
        &self,
        keeper: &DraftKeeper,
        sending: &Sending,
        conversation: NewConversation,
    ) -> Option<NewConversation> {
        let known = self.0.borrow().clone();
        if let Some((_, known)) = known.filter(|(key, _)| keeper.is_for(key)) {
            return Some(known);
        }
        let settled = match &sending.on_before {
            Some(on_before) => on_before.emit(conversation)?,
            None => conversation,
        };
        self.0.replace(Some((keeper.key(), settled.clone())));
        Some(settled)
    }
}
