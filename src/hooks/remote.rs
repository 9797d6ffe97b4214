//! What the page may ask of a widget while it is there.

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
};

use yew::prelude::*;

use crate::model::{
    draft::{Field, Value},
    place::Place,
};

/// Something that the page asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// To show a place.
    Show(Place),
    /// To fill in what the customer has left empty.
    Prefill(Vec<(Field, Value)>),
    /// To look at once for what has changed.
    Refresh,
}

/// What would be lost if the customer's session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unsent {
    /// Whether the form holds words that were not sent.
    pub has_draft: bool,
    /// How many requests were sent and have not arrived.
    pub requests: usize,
}

impl Unsent {
    /// Whether anything would be lost.
    #[must_use]
    pub fn is_something(self) -> bool {
        self != Self::default()
    }
}

/// The page's end of a line to a widget. What is asked before anybody listens, or between two sessions,
/// waits in order.
#[derive(Clone, Default)]
pub struct Remote(Rc<Inner>);

#[derive(Default)]
struct Inner {
    session: RefCell<Option<Callback<Command>>>,
    on_sign_out: RefCell<Option<Callback<()>>>,
    waiting: RefCell<Vec<Command>>,
    unsent: Cell<Unsent>,
}

impl PartialEq for Remote {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").finish_non_exhaustive()
    }
}

impl Remote {
    /// Asks for something.
    pub fn ask(&self, command: Command) {
        let session = self.0.session.borrow().clone();
        match session {
            Some(session) => session.emit(command),
            None => self.0.waiting.borrow_mut().push(command),
        }
    }

    /// What would be lost now if the customer's session ended.
    #[must_use]
    pub fn unsent(&self) -> Unsent {
        self.0.unsent.get()
    }

    /// Says what would be lost.
    pub fn note_unsent(&self, unsent: Unsent) {
        self.0.unsent.set(unsent);
    }

    /// Ends the customer's session: nothing of theirs stays, neither in view nor on the device. The
    /// page takes away what says who they are, or the next session is theirs again.
    pub fn sign_out(&self) {
        // What is asked from here on is asked of the next session.
        self.0.session.take();
        self.0.unsent.take();
        let on_sign_out = self.0.on_sign_out.borrow().clone();
        if let Some(on_sign_out) = on_sign_out {
            on_sign_out.emit(());
        }
    }

    /// Who ends the session.
    pub(super) fn on_sign_out(&self, hear: Callback<()>) {
        self.0.on_sign_out.replace(Some(hear));
    }
}

/// Lets a session hear what the page asks.
#[hook]
pub fn use_remote(remote: &Remote, on_command: Callback<Command>) {
    let remote = remote.clone();
    // Each drawing brings a callback that knows the present state.
    use_effect(move || {
        remote.0.session.replace(Some(on_command.clone()));
        let waiting = remote.0.waiting.take();
        for command in waiting {
            on_command.emit(command);
        }
    });
}
