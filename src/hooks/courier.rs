//! Brings what is in the outbox to the server, however often it takes.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use support_wire::CustomerConversation;
use yew::prelude::*;

use super::{
    attempt::Round,
    lock::Lock,
    sleep::{Ended, Sleep, milliseconds_since},
    storage::{Kind, Owner, Shelf},
    tabs::Tabs,
    task::Task,
    use_now::epoch_seconds,
};
use crate::model::{
    failure::Failure,
    outbox::{EntryState, Outbox, Parcel, Parcels},
    retry::{Next, Progress, after},
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
            self.tell_of_gone();
            (self.publish).emit(Rc::new(self.outbox.borrow().clone()));
            self.set_out();
        }
    }

    /// Takes a request to be sent, unless it is on its way already.
    pub(super) fn post(self: &Rc<Self>, parcel: Parcel) {
        self.refresh();
        if self.outbox.borrow().get(&parcel.key).is_none() {
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
    pub(super) fn left_by_form(&self) -> Option<Parcel> {
        let outbox = self.outbox.borrow();
        let mut parcels = outbox.entries().map(|entry| &entry.parcel);
        parcels.find(|parcel| parcel.is_in_form).cloned()
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
            .filter(|key| !self.ways.borrow().iter().any(|way| way.key == *key))
            .collect();
        for key in due {
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
    }

    /// One request's way: attempts and pauses, until the server has it or it needs the customer.
    async fn bring(&self, key: &str, sleep: &Sleep) {
        let mut progress = Progress::default();
        let mut began = js_sys::Date::now();
        loop {
            self.wait_as_asked(key, sleep).await;
            let lock = Lock::acquire(&format!("support-widget:{key}")).await;
            let Some((parcel, doubt)) = self.begin(key) else {
                return self.finish(key, Outcome::Gone);
            };
            let round = self.round.borrow().clone();
            let failure = match round.attempt(&parcel, doubt).await {
                Ok(made) => {
                    if let Some(tabs) = &*self.tabs.borrow() {
                        tabs.tell(key, &made);
                    }
                    return self.finish(key, Outcome::Received(made));
                }
                Err(failure) => failure,
            };
            progress.attempts += 1;
            progress.elapsed_ms = milliseconds_since(began);
            let next = if parcel.is_automatic {
                after(&failure, progress, js_sys::Math::random())
            } else {
                Next::Never
            };
            round.tell_failed(&failure, next);
            let wait = self.note(key, failure, next);
            drop(lock);
            let Some(wait) = wait else { return };
            let ended = sleep.pause(wait).await;
            match (next, ended) {
                (Next::Soon(_), Ended::ByItself) => {}
                (_, Ended::ByItself) => progress.slow_attempts += 1,
                (_, Ended::Woken) => {
                    progress = Progress::default();
                    began = js_sys::Date::now();
                }
            }
        }
    }

    /// An earlier page was asked to leave the server alone for a while.
    async fn wait_as_asked(&self, key: &str, sleep: &Sleep) {
        let wait = match self.outbox.borrow().get(key) {
            Some(entry) => entry.parcel.wait_ms(epoch_seconds()),
            None => 0,
        };
        if wait > 0 {
            sleep.pause(wait).await;
        }
    }

    /// Notes that it may have arrived from now on. With it comes since when it may have arrived before;
    /// `None` if it was dealt with in another tab.
    fn begin(&self, key: &str) -> Option<(Parcel, Option<i64>)> {
        self.refresh();
        let doubt = self.outbox.borrow().get(key)?.parcel.in_doubt_since;
        self.outbox.borrow_mut().begin(key, epoch_seconds());
        self.commit();
        let parcel = self.outbox.borrow().get(key)?.parcel.clone();
        Some((parcel, doubt))
    }

    /// Notes a failed attempt. Answers how long to pause, in milliseconds, if another one follows.
    fn note(&self, key: &str, failure: Failure, next: Next) -> Option<u32> {
        self.refresh();
        let until = |ms: u32| epoch_seconds() + i64::from(ms.div_ceil(1_000));
        let mut outbox = self.outbox.borrow_mut();
        let wait = match next {
            Next::Soon(ms) => {
                outbox.fail(key, failure, Some(until(ms)));
                outbox.hurry(key);
                Some(ms)
            }
            Next::Later(ms) => {
                outbox.fail(key, failure, Some(until(ms)));
                Some(ms)
            }
            Next::Never => {
                outbox.fail(key, failure.clone(), None);
                let is_certain =
                    matches!(outbox.get(key), Some(entry) if entry.parcel.in_doubt_since.is_none());
                if is_certain && self.shown.borrow().as_deref() == Some(key) {
                    drop(outbox);
                    self.finish(key, Outcome::Refused(failure));
                    return None;
                }
                None
            }
        };
        drop(outbox);
        self.commit();
        wait
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

    /// Stops what is gone, and says so.
    fn tell_of_gone(&self) {
        let gone: Vec<_> = self
            .ways
            .borrow()
            .iter()
            .map(|way| way.key.clone())
            .filter(|key| !self.has(key))
            .collect();
        for key in gone {
            self.stop(&key);
            let on_outcome = self.round.borrow().on_outcome.clone();
            on_outcome.emit((key, Outcome::Gone));
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
