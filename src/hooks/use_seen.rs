//! What this browser has shown of a customer's conversations, kept from one visit to the next: one
//! entry a customer, made when they first open a conversation or make one: nothing is written before
//! they do something.

use std::rc::Rc;

use yew::prelude::*;

use super::erased::{Setter, use_callback, use_effect_with, use_state_eq};
use super::{storage, task::Task, use_now::epoch_seconds};
use crate::{
    api::ApiHandle,
    model::{
        conversations::{Conversations, Row},
        requester::{Address, Requester},
        seen::Seen,
    },
};

/// What has been seen, and what makes something seen.
#[derive(Clone, PartialEq)]
pub struct SeenHandle {
    /// What has been seen; `None` as long as nobody can say, and then nothing is news.
    pub seen: Option<Rc<Seen>>,
    /// The customer has seen a conversation in this state or, without one, everything that is there.
    pub on_seen: Callback<Option<Row>>,
}

/// What has been seen of a list. Where nothing is kept, the list as it first comes is where it begins:
/// nothing in it is news.
#[hook]
pub fn use_seen(
    requester: &Requester,
    api: &ApiHandle,
    renewals: u32,
    conversations: &Rc<Conversations>,
) -> SeenHandle {
    let scope = use_scope(requester, api, renewals);
    let memory = use_state_eq(|| None::<Rc<Seen>>);
    let newest = newest_of(conversations);
    use_effect_with((scope.clone(), newest.is_some()), {
        let memory = memory.clone();
        move |(scope, _)| {
            if let (Some(scope), Some(newest), None) = (scope, newest, &*memory) {
                let begin = || Seen::all_until(newest.max(epoch_seconds()));
                memory.set(Some(Rc::new(kept(scope).unwrap_or_else(begin))));
            }
        }
    });
    let known = (scope, (*memory).clone(), memory.setter());
    let on_seen = use_callback((known, newest), |row: Option<Row>, (known, newest)| {
        change(known, |seen| match row {
            Some(row) => seen.note(row.id, row.last_updated_at),
            None => seen.note_all(newest.unwrap_or_default()),
        });
    });
    SeenHandle {
        seen: (*memory).clone(),
        on_seen,
    }
}

/// Tells how many conversations have something new, whenever that changes. Nothing new at first is no
/// change.
#[hook]
pub fn use_unread(
    seen: &SeenHandle,
    conversations: &Rc<Conversations>,
    on_change: &Callback<usize>,
) {
    let count = seen
        .seen
        .as_ref()
        .and_then(|seen| conversations.unread(seen));
    let told = use_mut_ref(|| 0);
    use_effect_with((count, on_change.clone()), move |(count, on_change)| {
        if let Some(count) = *count
            && told.replace(count) != count
        {
            on_change.emit(count);
        }
    });
}

type Known = (Option<Rc<str>>, Option<Rc<Seen>>, Setter<Option<Rc<Seen>>>);

fn change((scope, seen, setter): &Known, note: impl FnOnce(&mut Seen)) {
    let Some(scope) = scope else { return };
    // Another tab may have seen more by now.
    let mut seen = match (kept(scope), seen) {
        (Some(kept), Some(seen)) => kept.with(seen),
        (Some(kept), None) => kept,
        (None, Some(seen)) => (**seen).clone(),
        (None, None) => return,
    };
    note(&mut seen);
    keep(scope, &seen);
    setter.set(Some(Rc::new(seen)));
}

/// When what is there changed last.
fn newest_of(conversations: &Conversations) -> Option<i64> {
    let rows = &conversations.loaded()?.rows;
    Some(
        rows.iter()
            .map(|row| row.last_updated_at)
            .max()
            .unwrap_or_default(),
    )
}

/// The name of the customer's entry, once it is known who they are. The address itself is not
/// written down.
#[hook]
fn use_scope(requester: &Requester, api: &ApiHandle, renewals: u32) -> Option<Rc<str>> {
    let scope = use_state_eq(|| None::<Rc<str>>);
    let setter = scope.setter();
    use_effect_with(
        (requester.clone(), api.clone(), renewals),
        move |(requester, api, _)| {
            let task = match requester {
                Requester::Unusable => None,
                Requester::Id(id) => {
                    setter.set(Some(entry(&id.to_string())));
                    None
                }
                Requester::Address(address) => {
                    setter.set(Some(entry(address.as_str())));
                    None
                }
                Requester::ByToken => {
                    let named = api.token_contact();
                    Some(Task::spawn(async move {
                        // A token that can't be had is the list's to report.
                        let address: Option<Address> = named.await.unwrap_or_default();
                        setter.set(address.map(|address| entry(address.as_str())));
                    }))
                }
            };
            move || drop(task)
        },
    );
    (*scope).clone()
}

fn entry(who: &str) -> Rc<str> {
    storage::seen_by(who)
}

fn kept(scope: &str) -> Option<Seen> {
    Seen::read(&storage::text(scope)?)
}

/// A browser that refuses, or is full, keeps nothing: then each visit begins anew.
fn keep(scope: &str, seen: &Seen) {
    storage::keep_text(scope, &seen.write());
}
