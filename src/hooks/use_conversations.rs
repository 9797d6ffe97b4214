//! The list of one requester's conversations, kept up by the API.

use std::{cell::Cell, rc::Rc};

use support_wire::{CustomerConversation, Page};
use yew::prelude::*;

use super::{
    owner::{owner_of, page_of},
    task::Task,
};
use crate::{
    api::ApiHandle,
    model::{
        conversations::{Conversations, List, ListAction, Row},
        failure::Failure,
        filter::Filter,
        requester::{ListOwner, Requester},
    },
};

/// The list, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct ConversationsHandle {
    /// The list as it stands.
    pub state: Rc<Conversations>,
    /// Chooses another filter or order.
    pub on_filter: Callback<Filter>,
    /// Asks for the list anew.
    pub on_retry: Callback<()>,
    /// Asks for the next page.
    pub on_more: Callback<()>,
    /// Takes in a conversation that was just made.
    pub on_created: Callback<Row>,
}

/// The contact id that an address led to, kept so that it is looked up once.
type KnownContact = Rc<Cell<Option<i64>>>;

/// The conversations of a requester, asked for again with each of `renewals` if they could not be
/// had. It is made for one session: another requester's list is another component's.
#[hook]
pub fn use_conversations(
    requester: &Requester,
    api: &ApiHandle,
    renewals: u32,
) -> ConversationsHandle {
    let state = use_reducer_eq(Conversations::default);
    let dispatcher = state.dispatcher();
    let source = use_memo((requester.clone(), api.clone()), |(requester, api)| {
        Source {
            requester: requester.clone(),
            api: api.clone(),
            known_contact: KnownContact::default(),
        }
    });
    let more = use_mut_ref(|| None::<Task>);

    // A new token of the same customer may open what the old one did not.
    use_effect_with(renewals, {
        let (dispatcher, state) = (dispatcher.clone(), state.clone());
        move |renewals| {
            if *renewals > 0 && matches!(state.list, List::Failed(_) | List::NoRequester) {
                dispatcher.dispatch(ListAction::Restarted);
            }
        }
    });

    use_effect_with((source.clone(), state.generation), {
        let (dispatcher, filter, more) = (dispatcher.clone(), state.filter.clone(), more.clone());
        move |(source, generation)| {
            let generation = *generation;
            more.borrow_mut().take();
            let page = source.clone().page(filter, None);
            let task = Task::spawn(async move {
                dispatcher.dispatch(match page.await {
                    Ok(Some(page)) => ListAction::Arrived(generation, page),
                    Ok(None) => ListAction::NoRequester(generation),
                    Err(failure) => ListAction::Failed(generation, failure),
                });
            });
            move || drop(task)
        }
    });

    let current = Rc::new((*state).clone());
    ConversationsHandle {
        on_filter: use_callback(dispatcher.clone(), |filter, to| {
            to.dispatch(ListAction::Filtered(filter));
        }),
        on_retry: use_callback(dispatcher.clone(), |(), to| {
            to.dispatch(ListAction::Restarted);
        }),
        on_more: use_callback((dispatcher.clone(), source.clone(), current.clone()), {
            move |(), (dispatcher, source, state)| {
                *more.borrow_mut() = ask_for_more(dispatcher, source, state);
            }
        }),
        on_created: use_callback(
            (dispatcher, source, current.clone()),
            |row: Row, (to, source, state)| {
                source.learn(&row);
                match state.list {
                    List::Loaded(_) => to.dispatch(ListAction::Created(row)),
                    _ => to.dispatch(ListAction::Restarted),
                }
            },
        ),
        state: current,
    }
}

type Dispatcher = UseReducerDispatcher<Conversations>;

fn ask_for_more(to: &Dispatcher, source: &Rc<Source>, state: &Conversations) -> Option<Task> {
    let generation = state.generation;
    let after = state.loaded()?.next_cursor.clone()?;
    to.dispatch(ListAction::MoreAsked);
    let page = source.clone().page(state.filter.clone(), Some(after));
    let to = to.clone();
    Some(Task::spawn(async move {
        to.dispatch(match page.await {
            Ok(Some(page)) => ListAction::MoreArrived(generation, page),
            Ok(None) => ListAction::NoRequester(generation),
            Err(failure) => ListAction::MoreFailed(generation, failure),
        });
    }))
}

/// Whose conversations, from where.
#[derive(Clone)]
struct Source {
    requester: Requester,
    api: ApiHandle,
    known_contact: KnownContact,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.requester == other.requester && self.api == other.api
    }
}

impl Source {
    async fn page(
        self: Rc<Self>,
        filter: Filter,
        after: Option<String>,
    ) -> Result<Option<Page<CustomerConversation>>, Failure> {
        let owner = match self.known_contact.get() {
            Some(id) => ListOwner::Contact(id),
            None => owner_of(&self.requester, &self.api).await?,
        };
        if let ListOwner::Contact(id) = owner {
            self.known_contact.set(Some(id));
        }
        page_of(owner, &self.api, &filter, after).await
    }

    /// A first conversation makes the contact that an address did not have before.
    fn learn(&self, row: &Row) {
        if matches!(self.requester, Requester::Address(_)) && self.known_contact.get().is_none() {
            self.known_contact.set(row.requested_by_id);
        }
    }
}
