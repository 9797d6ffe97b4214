//! Brings what is in the outbox to the server, however often it takes.

mod way;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use support_wire::CustomerConversation;
use yew::prelude::*;

use super::{
    attempt::Round,
    sleep::Sleep,
    storage::{Kind, Owner, Shelf},
    tabs::Tabs,
    task::Task,
    use_now::epoch_seconds,
};
use crate::model::{
    failure::Failure,
    outbox::{EntryState, Outbox, Parcel, Parcels},
};

/// What has become of a request.
pub(super) enum Outcome {
    /// The server has it.
    Received(CustomerConversation),
    /// The server does not have it and will not take it as it is: it goes back into the form.
    Refused(Failure),
    /// It was sent or taken back in another tab.
    Gone,
}

/// A request's way to the server, and what cuts its pauses short.
struct Way {
    key: String,
    sleep: Sleep,
    /// Stops when this is dropped.
    _task: Task,
}

/// Keeps the outbox and brings each request on its way.
pub(super) struct Courier {
    outbox: RefCell<Outbox>,
    shelf: RefCell<Option<(Owner, Shelf)>>,
    tabs: RefCell<Option<Tabs>>,
    round: RefCell<Round>,
    /// The request that the form shows.
    shown: RefCell<Option<String>>,
    ways: RefCell<Vec<Way>>,
    is_closed: Cell<bool>,
    publish: Callback<Rc<Outbox>>,
}

impl PartialEq for Courier {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Courier {
    /// A courier with an empty outbox. `publish` hears of each change to it.
    pub(super) fn new(round: Round, publish: Callback<Rc<Outbox>>) -> Self {
        Self {
            outbox: RefCell::default(),
            shelf: RefCell::default(),
            tabs: RefCell::default(),
            round: RefCell::new(round),
            shown: RefCell::default(),
            ways: RefCell::default(),
            is_closed: Cell::new(false),
            publish,
        }
    }

    /// From now on it goes there.
    pub(super) fn set_round(&self, round: Round) {
        self.round.replace(round);
    }

    /// The form shows this request.
    pub(super) fn set_shown(&self, key: Option<&str>) {
        self.shown.replace(key.map(str::to_owned));
    }

    /// Finds what an earlier page has left of this owner's. What was posted before it was known whose it
    /// is comes along.
    pub(super) fn move_in(self: &Rc<Self>, owner: &Owner) {
        let shelf = Shelf::new(Kind::Outbox, owner);
        let courier = Rc::downgrade(self);
        let tabs = Tabs::new(shelf.name(), move |key, made| {
            if let Some(courier) = courier.upgrade() {
                courier.stop(&key);
                courier.finish(&key, Outcome::Received(made));
            }
        });
        let before = self.shelf.replace(Some((owner.clone(), shelf)));
        let own = match before {
            Some((former, _)) if former.is_known => Outbox::default(),
            Some((_, shelf)) => {
                shelf.clear();
                self.outbox.take()
            }
            None => self.outbox.take(),
        };
        self.tabs.replace(tabs);
        self.outbox.borrow_mut().is_kept = true;
        self.refresh();
        for entry in own.entries() {
            self.outbox.borrow_mut().adopt(entry.clone());
        }
        self.commit();
        self.set_out();
    }

    /// Another tab has changed what the device keeps.
    pub(super) fn on_storage(self: &Rc<Self>, name: Option<&str>) {
        let is_meant = matches!(&*self.shelf.borrow(), Some((_, shelf)) if shelf.is_meant_by(name));
        if is_meant {
            self.refresh();
            (self.publish).emit(Rc::new(self.outbox.borrow().clone()));
            self.look_after_gone();
            self.set_out();
        }
    }

    /// Takes a request to be sent, unless it is on its way already.
    pub(super) fn post(self: &Rc<Self>, parcel: Parcel) {
        self.refresh();
        self.set_shown(Some(&parcel.key));
        if !self.has(&parcel.key) {
            self.outbox.borrow_mut().post(parcel);
            self.commit();
            self.set_out();
        }
    }

    /// Whether the outbox has it, and is about to send it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.outbox.borrow().get(key).is_some()
    }

    /// Whether the device keeps what is in the outbox.
    pub(super) fn is_kept(&self) -> bool {
        self.outbox.borrow().is_kept
    }

    /// The request that the form has left here when its page ended.
    pub(super) fn left_by_form(&self, may_take: impl Fn(&str) -> bool) -> Option<Parcel> {
        let outbox = self.outbox.borrow();
        let mut parcels = outbox.entries().map(|entry| &entry.parcel);
        parcels
            .find(|parcel| parcel.is_in_form && may_take(&parcel.key))
            .cloned()
    }

    /// Sends a request now, if nothing is on its way.
    pub(super) fn hurry(self: &Rc<Self>, key: &str) {
        let is_idle =
            |outbox: &Outbox| matches!(outbox.get(key), Some(entry) if entry.failure().is_some());
        if !is_idle(&self.outbox.borrow()) {
            return;
        }
        self.outbox.borrow_mut().hurry(key);
        self.commit();
        for way in self.ways.borrow().iter().filter(|way| way.key == key) {
            way.sleep.wake();
        }
        self.set_out();
    }

    /// Sends whatever waits, where the server has not asked for more time: things may be better now.
    pub(super) fn hurry_all(self: &Rc<Self>) {
        let now = epoch_seconds();
        self.hurry_those(|state, parcel| {
            matches!(state, EntryState::Waiting { .. })
                && parcel.not_before.is_none_or(|until| until <= now)
        });
    }

    /// Sends what was refused for want of a good token: there is a new one.
    pub(super) fn hurry_unauthorized(self: &Rc<Self>) {
        self.hurry_those(|_, parcel| parcel.refused == Some(401));
    }

    fn hurry_those(self: &Rc<Self>, is_meant: impl Fn(&EntryState, &Parcel) -> bool) {
        let keys: Vec<_> = self
            .outbox
            .borrow()
            .entries()
            .filter(|entry| is_meant(&entry.state, &entry.parcel))
            .map(|entry| entry.parcel.key.clone())
            .collect();
        for key in keys {
            self.hurry(&key);
        }
    }

    /// The form turns to something else; the request stays here.
    pub(super) fn leave_form(&self, key: &str) {
        self.refresh();
        self.outbox.borrow_mut().leave_form(key);
        self.commit();
    }

    /// Takes a request back, if it is certain that it has not arrived and is not about to.
    pub(super) fn withdraw(&self, key: &str) -> Option<Parcel> {
        self.refresh();
        let parcel = self.outbox.borrow_mut().withdraw(key, epoch_seconds());
        if parcel.is_some() {
            self.stop(key);
        }
        self.commit();
        parcel
    }

    /// Stops everything on its way. What the device keeps stays there.
    pub(super) fn close(&self) {
        self.is_closed.set(true);
        self.tabs.take();
        self.ways.borrow_mut().clear();
    }

    fn stop(&self, key: &str) {
        self.ways.borrow_mut().retain(|way| way.key != key);
    }

    /// Starts on the way whatever is to be sent and has not set out.
    fn set_out(self: &Rc<Self>) {
        let due: Vec<_> = self
            .outbox
            .borrow()
            .entries()
            .filter(|entry| entry.is_under_way())
            .map(|entry| entry.parcel.key.clone())
            .collect();
        for key in due {
            self.start(key);
        }
    }

    /// Starts a request on its way, unless it is on it.
    fn start(self: &Rc<Self>, key: String) {
        if self.ways.borrow().iter().any(|way| way.key == key) {
            return;
        }
        let (courier, sleep) = (self.clone(), Sleep::default());
        let way = Way {
            key: key.clone(),
            sleep: sleep.clone(),
            _task: Task::spawn(async move {
                courier.bring(&key, &sleep).await;
                courier.stop(&key);
            }),
        };
        self.ways.borrow_mut().push(way);
    }

    /// What another tab has dealt with need not wait for its next attempt here to find that out.
    fn look_after_gone(self: &Rc<Self>) {
        for way in self.ways.borrow().iter().filter(|way| !self.has(&way.key)) {
            way.sleep.wake();
        }
        let shown = self.shown.borrow().clone();
        if let Some(key) = shown.filter(|key| !self.has(key)) {
            self.start(key);
        }
    }

    /// It is the outbox's no longer.
    fn finish(&self, key: &str, outcome: Outcome) {
        self.refresh();
        self.outbox.borrow_mut().remove(key);
        self.commit();
        let on_outcome = self.round.borrow().on_outcome.clone();
        on_outcome.emit((key.to_owned(), outcome));
    }

    /// Takes over what other tabs have written.
    fn refresh(&self) {
        if let Some((_, shelf)) = &*self.shelf.borrow()
            && self.is_kept()
        {
            let now = epoch_seconds();
            let kept: Parcels = shelf.read().unwrap_or_default();
            self.outbox.borrow_mut().take_over(kept.current(now), now);
        }
    }

    /// Writes what has changed down, and shows it.
    fn commit(&self) {
        if self.is_closed.get() {
            return;
        }
        let mut outbox = self.outbox.borrow_mut();
        outbox.is_kept = match &*self.shelf.borrow() {
            Some((_, shelf)) if outbox.is_empty() => {
                shelf.clear();
                true
            }
            Some((_, shelf)) => shelf.write(&outbox.to_keep()),
            None => false,
        };
        self.publish.emit(Rc::new(outbox.clone()));
    }
}
