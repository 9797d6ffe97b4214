//! One conversation in view, kept up by the API.

use std::rc::Rc;

use support_wire::{CustomerReply, Page};
use yew::prelude::*;

use super::erased::{Dispatcher, use_callback, use_effect_with, use_reducer_eq, use_state_eq};
use super::{
    owner::{Found, conversation_of, owner_of},
    task::Task,
};
use crate::{
    api::ApiHandle,
    model::{
        conversations::Row,
        failure::Failure,
        requester::Requester,
        thread::{Head, Thread, ThreadAction, replies_query},
    },
};

/// Whose conversations are read, and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversationSource {
    /// Whose they are.
    pub requester: Requester,
    /// Where they come from.
    pub api: ApiHandle,
    /// Counts the customer's tokens: a new one may make a refused call succeed.
    pub renewals: u32,
}

/// A conversation, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct ConversationHandle {
    /// What is known of it.
    pub state: Rc<Thread>,
    /// Asks for its newest state.
    pub on_refresh: Callback<()>,
    /// Asks for earlier replies.
    pub on_earlier: Callback<()>,
}

/// A conversation by its number, and what the list knows of it. It is asked for when it comes into
/// view, when the list hears of a change, and with each new token. It is made for one number:
/// another conversation is another component's.
#[hook]
pub fn use_conversation(
    source: &ConversationSource,
    id: i64,
    known: Option<&Row>,
) -> ConversationHandle {
    let state = use_reducer_eq({
        let known = known.cloned();
        move || Thread::of(known)
    });
    let dispatcher = state.dispatcher();
    let refreshes = use_state_eq(|| 0_u32);
    let earlier = use_mut_ref(|| None::<Task>);

    // Times are whole seconds, in which more than one thing may happen.
    let heard = known.map(|row| (row.last_updated_at, row.status.clone()));
    use_effect_with((source.clone(), heard, *refreshes), {
        let (dispatcher, earlier) = (dispatcher.clone(), earlier.clone());
        move |(source, ..)| {
            // Earlier replies that are on their way may not fit what comes now.
            earlier.borrow_mut().take();
            dispatcher.dispatch(ThreadAction::Asked);
            let task = Task::spawn(refresh(source.clone(), id, dispatcher));
            move || drop(task)
        }
    });

    let current = state.shared();
    ConversationHandle {
        on_refresh: {
            let refreshes = refreshes.clone();
            Callback::from(move |()| refreshes.set(*refreshes + 1))
        },
        on_earlier: use_callback(
            (dispatcher, source.clone(), current.earlier_cursor.clone()),
            move |(), (dispatcher, source, cursor)| {
                let Some(cursor) = cursor.clone() else { return };
                dispatcher.dispatch(ThreadAction::EarlierAsked);
                let (to, api) = (dispatcher.clone(), source.api.clone());
                let task = Task::spawn(async move {
                    to.dispatch(match page(&api, id, Some(cursor)).await {
                        Ok(page) => ThreadAction::Earlier(page),
                        Err(failure) => ThreadAction::EarlierFailed(failure),
                    });
                });
                *earlier.borrow_mut() = Some(task);
            },
        ),
        state: current,
    }
}

/// Asks for a conversation and, once it is known to be the customer's, for its newest replies.
async fn refresh(source: ConversationSource, id: i64, to: Dispatcher<Thread>) {
    let ConversationSource { requester, api, .. } = source;
    let found = match owner_of(&requester, &api).await {
        Ok(owner) => conversation_of(owner, &api, id).await,
        Err(failure) => Err(failure),
    };
    match found {
        Ok(Found::Theirs(row)) => to.dispatch(ThreadAction::Head(Head::Loaded(row))),
        Ok(Found::Nothing) => return to.dispatch(ThreadAction::Head(Head::NotFound)),
        Ok(Found::NoRequester) => return to.dispatch(ThreadAction::Head(Head::NoRequester)),
        Err(failure) => {
            to.dispatch(ThreadAction::Head(Head::Failed(failure.clone())));
            return to.dispatch(ThreadAction::NewestFailed(failure));
        }
    }
    to.dispatch(match page(&api, id, None).await {
        Ok(page) => ThreadAction::Newest(page),
        Err(failure) => ThreadAction::NewestFailed(failure),
    });
}

async fn page(
    api: &ApiHandle,
    id: i64,
    after: Option<String>,
) -> Result<Page<CustomerReply>, Failure> {
    api.replies(id, replies_query(after)).await
}
