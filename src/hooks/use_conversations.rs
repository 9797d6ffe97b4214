//! The list of one requester's conversations, kept up by the API.

use std::rc::Rc;

use yew::prelude::*;

use super::erased::{Dispatcher, use_callback, use_effect_with, use_memo, use_reducer_eq};
use super::{attention, source::Source, task::Task, use_now::epoch_seconds};
use crate::{
    api::{ApiHandle, Refreshed},
    model::{
        conversations::{Conversations, List, ListAction, Row},
        filter::Filter,
        requester::Requester,
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
    /// Looks at once for what has changed; asks anew for a list that could not be had.
    pub on_refresh: Callback<()>,
    /// Asks for the next page.
    pub on_more: Callback<()>,
    /// Takes in a conversation that was just made.
    pub on_created: Callback<Row>,
    /// Changes what is shown of what is there: news, closed ones, another window.
    pub on_show: Callback<ListAction>,
}

/// The conversations of a requester, beginning with a filter, asked for again with each of `renewals`
/// if they could not be had, and looked at again every so many seconds (0: never). It is made for
/// one session: another requester's list is another component's. One that `is_shown` nowhere asks for
/// nothing.
#[hook]
pub fn use_conversations(
    requester: &Requester,
    api: &ApiHandle,
    renewals: u32,
    start: &Filter,
    refresh_seconds: u32,
    is_shown: bool,
) -> ConversationsHandle {
    let state = use_reducer_eq(|| Conversations::filtered(start.clone()));
    let dispatcher = state.dispatcher();
    let source = use_memo((requester.clone(), api.clone()), |(requester, api)| {
        Source::new(requester.clone(), api.clone())
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

    use_effect_with((source.clone(), state.generation, is_shown), {
        let (dispatcher, filter, more) = (dispatcher.clone(), state.filter.clone(), more.clone());
        move |(source, generation, is_shown)| {
            let generation = *generation;
            more.borrow_mut().take();
            let page = source.clone().page(filter, None);
            let task = is_shown.then(|| {
                Task::spawn(async move {
                    dispatcher.dispatch(match page.await {
                        Ok(Some(listed)) => {
                            dispatcher.dispatch(ListAction::Arrived(generation, listed.page));
                            dated(generation, listed.age_seconds)
                        }
                        Ok(None) => ListAction::NoRequester(generation),
                        Err(failure) => ListAction::Failed(generation, failure),
                    });
                })
            });
            move || drop(task)
        }
    });

    let refresh_seconds = if is_shown { refresh_seconds } else { 0 };
    use_effect_with((source.clone(), state.generation, refresh_seconds), {
        let (dispatcher, brand) = (dispatcher.clone(), state.filter.brand);
        move |(source, generation, every)| {
            let (generation, every) = (*generation, *every);
            let task = (every > 0).then(|| {
                Task::spawn(keep_fresh(source.clone(), brand, every, move |refreshed| {
                    take_in(&dispatcher, generation, refreshed);
                }))
            });
            move || drop(task)
        }
    });

    let look = use_mut_ref(|| None::<Task>);
    let current = state.shared();
    ConversationsHandle {
        on_refresh: use_callback((dispatcher.clone(), source.clone(), current.clone()), {
            move |(), (dispatcher, source, state)| {
                *look.borrow_mut() = look_now(dispatcher, source, state);
            }
        }),
        on_filter: use_callback(dispatcher.clone(), |filter, to| {
            to.dispatch(ListAction::Filtered(filter));
        }),
        on_retry: use_callback(dispatcher.clone(), |(), to| {
            to.dispatch(ListAction::Restarted);
        }),
        on_show: use_callback(dispatcher.clone(), |action, to| to.dispatch(action)),
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
                    // A row does not tell its brand: with one chosen the server is asked.
                    List::Loaded(_) if state.filter.brand.is_none() => {
                        to.dispatch(ListAction::Created(row));
                    }
                    _ => to.dispatch(ListAction::Restarted),
                }
            },
        ),
        state: current,
    }
}

fn ask_for_more(
    to: &Dispatcher<Conversations>,
    source: &Rc<Source>,
    state: &Conversations,
) -> Option<Task> {
    let generation = state.generation;
    let after = state.loaded()?.next_page()?.to_owned();
    to.dispatch(ListAction::MoreAsked);
    let page = source.clone().page(state.filter.clone(), Some(after));
    let to = to.clone();
    Some(Task::spawn(async move {
        to.dispatch(match page.await {
            Ok(Some(listed)) => ListAction::MoreArrived(generation, listed.page),
            Ok(None) => ListAction::NoRequester(generation),
            Err(failure) => ListAction::MoreFailed(generation, failure),
        });
    }))
}

/// A look out of turn. What has changed is noticed as by any other.
fn look_now(
    to: &Dispatcher<Conversations>,
    source: &Rc<Source>,
    state: &Conversations,
) -> Option<Task> {
    if matches!(state.list, List::Failed(_) | List::NoRequester) {
        to.dispatch(ListAction::Restarted);
        return None;
    }
    let (to, source) = (to.clone(), source.clone());
    let (generation, brand) = (state.generation, state.filter.brand);
    Some(Task::spawn(async move {
        let refreshed = source.latest(brand).await.unwrap_or_default();
        take_in(&to, generation, refreshed);
    }))
}

/// Takes in what a look has found, beside the list of that generation.
fn take_in(to: &Dispatcher<Conversations>, generation: u32, refreshed: Refreshed) {
    if let Some(page) = refreshed.page {
        to.dispatch(ListAction::Noticed(generation, page));
    }
    if let Some(age_seconds) = refreshed.age_seconds {
        to.dispatch(dated(generation, age_seconds));
    }
}

/// What the list of that generation hears of an answer's age.
fn dated(generation: u32, age_seconds: u32) -> ListAction {
    ListAction::Dated {
        generation,
        now: epoch_seconds(),
        age_seconds,
    }
}

/// Looks, time and again, at what changed, and says so. A look that fails is nobody's concern: the
/// list that is there stays, and the next one may go better.
async fn keep_fresh(
    source: Rc<Source>,
    brand: Option<i64>,
    every: u32,
    on_look: impl Fn(Refreshed),
) {
    /// After a look, coming back to the tab leads to no other for so many seconds.
    const LEAST_PAUSE: u32 = 10;
    let mut wanted = 0;
    loop {
        attention::pause(every.min(LEAST_PAUSE).max(wanted), every).await;
        let refreshed = source.latest(brand).await.unwrap_or_default();
        wanted = refreshed.pause_seconds.unwrap_or_default();
        on_look(refreshed);
    }
}
