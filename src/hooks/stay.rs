//! Who stays in this page: one customer in each element. What an element's customer has on the device
//! goes with them; what is the customer's of another element stays.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use yew::prelude::*;

use super::erased::use_effect_with;
use super::{
    storage::{Marks, forget_all_but, forget_words_of_all_but},
    task::Task,
    use_session::SessionHandle,
};
use crate::{api::ApiHandle, model::requester::Requester};

thread_local! {
    /// The stays in all elements.
    static STAYS: RefCell<Vec<Weak<Guest>>> = const { RefCell::new(Vec::new()) };
}

/// Whose it is, once that is known.
type Guest = RefCell<Option<Marks>>;

/// A customer's stay in one element. It lasts as long as this is held.
#[derive(Debug, Clone)]
pub struct Stay(Rc<Guest>);

impl PartialEq for Stay {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Stay {
    /// A stay of somebody who is not known yet.
    pub(super) fn begin() -> Self {
        let stay = Self(Rc::default());
        STAYS.with_borrow_mut(|all| all.push(Rc::downgrade(&stay.0)));
        stay
    }

    /// The customer has signed out, or another one has come.
    pub(super) fn change(&self) {
        let own = self.0.take();
        let spared: Vec<_> = guests()
            .into_iter()
            .flatten()
            .filter(|marks| Some(marks) != own.as_ref())
            .collect();
        forget_all_but(&spared);
    }

    /// It has become known who stays here. What former customers have left goes, on a device where one
    /// signs in after the other.
    fn is_of(&self, marks: Marks) {
        self.0.replace(Some(marks));
        // While somebody in this page is not known, it may be theirs.
        let known: Option<Vec<_>> = guests().into_iter().collect();
        if let Some(known) = known.filter(|known| known.iter().any(Marks::is_somebody)) {
            forget_words_of_all_but(&known);
        }
    }

    /// The element goes away. What is on the device stays there.
    pub(super) fn leave(&self) {
        STAYS.with_borrow_mut(|all| all.retain(|stay| !stay.ptr_eq(&Rc::downgrade(&self.0))));
    }
}

/// Who stays in each element.
fn guests() -> Vec<Option<Marks>> {
    STAYS.with_borrow(|all| {
        let stays = all.iter().filter_map(Weak::upgrade);
        stays.map(|stay| stay.borrow().clone()).collect()
    })
}

/// Finds out who stays in an element.
#[hook]
pub fn use_stay(session: &SessionHandle, requester: &Requester, api: &ApiHandle) {
    let SessionHandle {
        id, renewals, stay, ..
    } = session;
    use_effect_with(
        (*id, *renewals, requester.clone(), api.clone(), stay.clone()),
        |(_, _, requester, api, stay)| {
            let (requester, stay) = (requester.clone(), stay.clone());
            let named = api.token_contact();
            let task = Task::spawn(async move {
                let contact = match &requester {
                    Requester::Address(address) => Ok(Some(address.clone())),
                    Requester::Unusable => Ok(None),
                    Requester::Id(_) | Requester::ByToken => named.await,
                };
                // As long as no token can be had, nobody knows.
                if let Ok(contact) = contact {
                    stay.is_of(Marks::of(&requester, contact.as_ref()));
                }
            });
            move || drop(task)
        },
    );
}
