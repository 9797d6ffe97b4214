//! Keeps what is typed on the device until it is sent, and finds it again.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_timers::callback::Timeout;

use super::{
    idempotency::new_key,
    storage::{Kind, Owner, Shelf},
    use_now::epoch_seconds,
};
use crate::model::{
    draft::Draft,
    drafts::{Drafts, KeptDraft},
};

/// How long after a key stroke the text is kept at the latest, in milliseconds.
const DELAY_MS: u32 = 300;

/// Keeps the form's draft, and the key that it will be sent with.
pub(super) struct DraftKeeper {
    shelf: RefCell<Option<(Owner, Shelf)>>,
    key: RefCell<Rc<str>>,
    /// The key that its form had when the module stopped: what is kept under it comes back here, and
    /// nothing else does.
    former: Option<Rc<str>>,
    /// Whether the key stands for certain words: those that an earlier page has left, or that were sent.
    /// Other words then take another key.
    is_bound: Cell<bool>,
    /// Keys of drafts that these words have come of. Those drafts go when this one is kept: an earlier
    /// state of what was sent must not come back.
    replaced: RefCell<Vec<Rc<str>>>,
    unsaved: RefCell<Option<Draft>>,
    timer: RefCell<Option<Timeout>>,
}

thread_local! {
    /// Those of the forms that stand in the page. What one of them has taken up is no other one's: the
    /// browser tells other tabs what becomes of a draft, and never the page that did it.
    static IN_PAGE: RefCell<Vec<Rc<DraftKeeper>>> = const { RefCell::new(Vec::new()) };
}

impl DraftKeeper {
    /// For a form; `former` is the key that it had when the module stopped, if it did.
    pub(super) fn new(former: Option<Rc<str>>) -> Self {
        Self {
            shelf: RefCell::default(),
            key: RefCell::new(new_key()),
            former,
            is_bound: Cell::default(),
            replaced: RefCell::default(),
            unsaved: RefCell::default(),
            timer: RefCell::default(),
        }
    }

    /// From now on it is this owner's. What was typed before it was known whose it is comes along.
    pub(super) fn move_in(&self, owner: &Owner, typed: Option<&Draft>) {
        let shelf = Shelf::new(Kind::Drafts, owner);
        let before = self.shelf.replace(Some((owner.clone(), shelf)));
        let Some(typed) = typed else { return };
        if let Some((former, shelf)) = before
            && !former.is_known
            && former != *owner
        {
            change(&shelf, |drafts| drafts.remove(&self.key.borrow()));
        }
        self.save(typed);
    }

    /// Its form has come into the page.
    pub(super) fn arrive(self: &Rc<Self>) {
        IN_PAGE.with_borrow_mut(|all| all.push(self.clone()));
    }

    /// Its form leaves the page: what is typed there is for another one to find.
    pub(super) fn leave(&self) {
        self.flush();
        IN_PAGE.with_borrow_mut(|all| all.retain(|each| !std::ptr::eq(&**each, self)));
    }

    /// Whether what was left under this key may come into this form: its own after the module has
    /// stopped, else what no other form in the page has taken up.
    pub(super) fn may_take(&self, key: &str) -> bool {
        if let Some(former) = &self.former {
            return **former == *key || self.is_for(key);
        }
        let has = |each: &Self| {
            each.is_for(key)
                || each.former.as_deref() == Some(key)
                || each.replaced.borrow().iter().any(|own| **own == *key)
        };
        IN_PAGE.with_borrow(|all| {
            let mut others = all.iter().filter(|each| !std::ptr::eq(&***each, self));
            !others.any(|each| has(each))
        })
    }

    /// What an earlier page has left, with its key.
    pub(super) fn restore(&self) -> Option<Draft> {
        let shelf = self.shelf.borrow();
        let (_, shelf) = shelf.as_ref()?;
        let drafts = read(shelf);
        let kept = drafts.newest(|key| self.may_take(key))?;
        self.take_up(&kept.key);
        Some(kept.draft.clone())
    }

    /// The form shows what an earlier page has sent under this key.
    pub(super) fn take_up(&self, key: &str) {
        self.key.replace(key.into());
        self.is_bound.set(true);
    }

    /// Other words than before: if the key stood for those, these get another one.
    pub(super) fn change_words(&self) {
        if self.is_bound.replace(false) {
            let former = self.key.replace(new_key());
            self.replaced.borrow_mut().push(former);
        }
    }

    /// Keeps these words, at the latest in a moment.
    pub(super) fn keep(self: &Rc<Self>, draft: &Draft) {
        self.unsaved.replace(Some(draft.clone()));
        let mut timer = self.timer.borrow_mut();
        if timer.is_none() {
            let keeper = self.clone();
            *timer = Some(Timeout::new(DELAY_MS, move || keeper.flush()));
        }
    }

    /// Keeps at once what was about to be kept.
    pub(super) fn flush(&self) {
        self.timer.take();
        if let Some(draft) = self.unsaved.take() {
            self.save(&draft);
        }
    }

    /// What these words are kept under, for whoever draws them.
    pub(super) fn label(&self) -> Rc<str> {
        self.key.borrow().clone()
    }

    /// The key to send these words with, now and whenever they are sent again.
    pub(super) fn key(&self) -> Rc<str> {
        self.is_bound.set(true);
        self.key.borrow().clone()
    }

    /// Whether these are the words that this key stands for.
    pub(super) fn is_for(&self, key: &str) -> bool {
        **self.key.borrow() == *key
    }

    /// Forgets the draft: it was sent, or is not wanted.
    pub(super) fn forget(&self) {
        self.timer.take();
        self.unsaved.take();
        let replaced = self.replaced.take();
        if let Some((_, shelf)) = &*self.shelf.borrow() {
            change(shelf, |drafts| {
                drafts.remove(&self.key.borrow());
                replaced.iter().for_each(|key| drafts.remove(key));
            });
        }
    }

    /// Forgets the draft and turns to another one.
    pub(super) fn renew(&self) {
        self.forget();
        self.is_bound.set(true);
        self.change_words();
    }

    /// Whether the draft that an earlier page has left was sent or dropped in another tab by now.
    pub(super) fn is_gone(&self, name: Option<&str>) -> bool {
        match &*self.shelf.borrow() {
            Some((_, shelf)) if shelf.is_meant_by(name) => {
                self.is_bound.get() && !read(shelf).contains(&self.key.borrow())
            }
            _ => false,
        }
    }

    /// Keeps these words at once.
    pub(super) fn save(&self, draft: &Draft) {
        if let Some((_, shelf)) = &*self.shelf.borrow() {
            let key = self.key.borrow().as_ref().to_owned();
            let replaced = self.replaced.take();
            change(shelf, |drafts| {
                let earlier = replaced.iter().chain(&self.former);
                earlier.for_each(|key| drafts.remove(key));
                if draft.is_blank() {
                    drafts.remove(&key);
                } else {
                    drafts.put(KeptDraft {
                        key,
                        saved_at: epoch_seconds(),
                        draft: draft.clone(),
                    });
                }
            });
        }
    }
}

fn read(shelf: &Shelf) -> Drafts {
    let drafts: Drafts = shelf.read().unwrap_or_default();
    drafts.current(epoch_seconds())
}

/// Changes the drafts on the device. Where not all of them fit, the oldest go.
fn change(shelf: &Shelf, change: impl FnOnce(&mut Drafts)) {
    let mut drafts = read(shelf);
    change(&mut drafts);
    if drafts.is_empty() {
        return shelf.clear();
    }
    while !shelf.write(&drafts) && drafts.drop_oldest() {}
}
