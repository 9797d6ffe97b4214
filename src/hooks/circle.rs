//! The parts of one customer that stand in a page: what is made in one appears in the others, and what
//! leads out of one leads into another. They are joined by the API and the contact, so that parts of
//! different customers never hear of each other, and by nothing else: no part holds another one, and each
//! may come and go.

use std::{cell::RefCell, rc::Rc};

use yew::prelude::*;

use super::erased::{Setter, use_callback, use_effect_with, use_memo, use_state_eq};
use super::{SubmissionHandle, storage::Owner};
use crate::{
    config::Config,
    model::{conversations::Row, part::Part, validate::FormRules},
};

/// What parts tell each other.
#[derive(Clone)]
pub enum Word {
    /// A conversation was made. For all who list conversations.
    Made(Row),
    /// The customer has seen a conversation in this state or, without one, everything that is there.
    Seen(Option<Row>),
    /// The customer wants to read a conversation. For one who can show it.
    Open(i64),
    /// The customer wants to see the list. For one who has it.
    ShowList,
    /// The customer wants to write. For one who has a form.
    ShowForm,
}

/// The others of a customer's parts, as one of them sees them.
#[derive(Clone, PartialEq)]
pub struct Circle {
    /// Whether it is known whose part this is.
    pub is_joined: bool,
    /// Whether another part can show conversations.
    pub has_list: bool,
    /// The form of another part, for a part that has none.
    pub form: Option<SubmissionHandle>,
    /// Whether another part shows what this one's form has not sent yet.
    pub is_outbox_shown: bool,
    /// Tells the others.
    pub on_say: Callback<Word>,
    seat: Seat,
}

impl Circle {
    /// What this part does when another one tells it something.
    pub fn listen(&self, hear: Callback<Word>) {
        self.seat.0.hear.replace(hear);
    }
}

/// The circle of a part, empty until it is known whose part it is.
#[hook]
pub fn use_circle(config: &Config, rules: &FormRules, part: Part) -> Circle {
    let view = use_state_eq(View::default);
    let seat = use_memo(part, |part| Seat::new(*part, view.setter()));
    let owner = use_memo((config.clone(), rules.clone()), |(config, rules)| {
        Owner::of(config, rules).filter(|owner| owner.is_known)
    });
    let is_joined = owner.is_some();
    use_effect_with(((*seat).clone(), owner), |(seat, owner)| {
        seat.join((**owner).clone());
        let seat = seat.clone();
        move || seat.leave()
    });
    use_effect_with((*seat).clone(), |seat| {
        let seat = seat.clone();
        move || seat.clear()
    });
    let View {
        has_list,
        form,
        is_outbox_shown,
    } = (*view).clone();
    Circle {
        is_joined,
        has_list,
        form,
        is_outbox_shown,
        on_say: use_callback((*seat).clone(), |word, seat| seat.say(&word)),
        seat: (*seat).clone(),
    }
}

/// Lets the others of a circle see a part's form.
#[hook]
pub fn use_shared_form(circle: &Circle, form: &SubmissionHandle) {
    use_effect_with((circle.seat.clone(), form.clone()), |(seat, form)| {
        if seat.0.part.has_form() {
            seat.0.form.replace(Some(form.clone()));
            seat.tell_all();
        }
    });
}

/// What a part sees of the others.
#[derive(Clone, PartialEq, Default)]
struct View {
    has_list: bool,
    form: Option<SubmissionHandle>,
    is_outbox_shown: bool,
}

/// A part's place in its circle.
#[derive(Clone)]
struct Seat(Rc<Inner>);

struct Inner {
    part: Part,
    owner: RefCell<Option<Owner>>,
    form: RefCell<Option<SubmissionHandle>>,
    hear: RefCell<Callback<Word>>,
    see: Setter<View>,
}

impl PartialEq for Seat {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

thread_local! {
    /// Everybody's seats, in the order in which the parts came.
    static SEATS: RefCell<Vec<Seat>> = const { RefCell::new(Vec::new()) };
}

impl Seat {
    fn new(part: Part, see: Setter<View>) -> Self {
        Self(Rc::new(Inner {
            part,
            owner: RefCell::default(),
            form: RefCell::default(),
            hear: RefCell::default(),
            see,
        }))
    }

    fn join(&self, owner: Option<Owner>) {
        self.0.owner.replace(owner);
        SEATS.with_borrow_mut(|seats| seats.push(self.clone()));
        self.tell_all();
    }

    fn leave(&self) {
        SEATS.with_borrow_mut(|seats| seats.retain(|seat| seat != self));
        self.tell_all();
        self.0.owner.take();
    }

    /// The part has gone. What it heard with and its form lead back here: they would keep each other.
    fn clear(&self) {
        self.0.hear.take();
        self.0.form.take();
    }

    /// The others of its circle.
    fn others(&self) -> Vec<Self> {
        let owner = self.0.owner.borrow();
        if owner.is_none() {
            return Vec::new();
        }
        SEATS.with_borrow(|seats| {
            let others = seats.iter().filter(|seat| *seat != self);
            let is_one = |seat: &&Self| *seat.0.owner.borrow() == *owner;
            others.filter(is_one).cloned().collect()
        })
    }

    /// Lets everybody in the circle see how it is now.
    fn tell_all(&self) {
        self.look();
        for seat in self.others() {
            seat.look();
        }
    }

    fn look(&self) {
        let others = self.others();
        let lists_only = others.iter().find(|seat| !seat.0.part.has_form());
        let form = match form_among(&others) {
            Some(seat) if !self.0.part.has_form() => seat.0.form.borrow().clone(),
            _ => None,
        };
        self.0.see.set(View {
            has_list: list_among(&others).is_some(),
            form,
            is_outbox_shown: lists_only
                .is_some_and(|list| form_among(&list.others()).as_ref() == Some(self)),
        });
    }

    fn say(&self, word: &Word) {
        let others = self.others();
        let hearers = match word {
            Word::Made(_) | Word::Seen(_) => others,
            Word::Open(_) | Word::ShowList => list_among(&others).into_iter().collect(),
            Word::ShowForm => form_among(&others).into_iter().collect(),
        };
        for seat in hearers {
            let hear = seat.0.hear.borrow().clone();
            hear.emit(word.clone());
        }
    }
}

/// Whose form a part without one uses: one that has nothing else, if there is one.
fn form_among(seats: &[Seat]) -> Option<Seat> {
    first(seats, Part::Form)
}

/// Where a part without a list leads to: to one that has nothing else, if there is one.
fn list_among(seats: &[Seat]) -> Option<Seat> {
    first(seats, Part::Conversations)
}

fn first(seats: &[Seat], part: Part) -> Option<Seat> {
    let first = |part| seats.iter().find(|seat| seat.0.part == part).cloned();
    first(part).or_else(|| first(Part::Whole))
}
