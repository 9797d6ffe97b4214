//! Who the customer is, told once for a page. A part of the widget that has no token of its own uses
//! that of the first element with the same API that has one, and its requester, unless it has its own.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::erased::{Setter, use_effect_with, use_memo, use_state_eq};
use crate::{
    api::TokenSource,
    config::Config,
    model::{part::Part, requester::Requester},
};

/// Who the customer is, as the page tells an element.
#[derive(Clone, PartialEq)]
pub struct Identity {
    /// Whose conversations these are.
    pub requester: Requester,
    /// Where the token comes from.
    pub token: TokenSource,
}

/// Who the customer of an element is: as it was told, or as a neighbour was.
///
/// When the neighbour's token is taken away, it is gone here, too. When the neighbour itself leaves the
/// page, nobody has signed out: its token is used until another neighbour comes.
#[hook]
pub fn use_identity(part: Part, config: &Config, token: &TokenSource) -> Identity {
    let lent = use_state_eq(|| None::<Identity>);
    let neighbour = use_memo((), |()| Neighbour(Rc::new(Told::nothing(lent.setter()))));
    let own = Identity {
        requester: config.requester.clone(),
        token: token.clone(),
    };
    use_effect_with((config.api_base.clone(), own.clone()), {
        let neighbour = neighbour.clone();
        move |(api_base, own)| neighbour.tell(api_base, own)
    });
    use_effect_with((), move |()| move || neighbour.leave());
    match &*lent {
        Some(lent) if part != Part::Whole && own.token == TokenSource::None => Identity {
            requester: match own.requester {
                Requester::ByToken => lent.requester.clone(),
                own => own,
            },
            token: lent.token.clone(),
        },
        _ => own,
    }
}

/// What an element was told.
struct Told {
    api_base: RefCell<String>,
    identity: RefCell<Identity>,
    /// Whether it has ever had a token.
    has_lent: Cell<bool>,
    /// What others lend it.
    lent: Setter<Option<Identity>>,
}

impl Told {
    fn nothing(lent: Setter<Option<Identity>>) -> Self {
        Self {
            api_base: RefCell::default(),
            identity: RefCell::new(Identity {
                requester: Requester::ByToken,
                token: TokenSource::None,
            }),
            has_lent: Cell::default(),
            lent,
        }
    }
}

/// An element among the others of its page.
#[derive(Clone)]
struct Neighbour(Rc<Told>);

impl PartialEq for Neighbour {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

thread_local! {
    /// The elements, in the order in which they came.
    static NEIGHBOURS: RefCell<Vec<Neighbour>> = const { RefCell::new(Vec::new()) };
}

impl Neighbour {
    fn tell(&self, api_base: &str, identity: &Identity) {
        self.0.api_base.replace(api_base.to_owned());
        self.0.identity.replace(identity.clone());
        if identity.token != TokenSource::None {
            self.0.has_lent.set(true);
        }
        NEIGHBOURS.with_borrow_mut(|all| {
            if !all.contains(self) {
                all.push(self.clone());
            }
        });
        look_around();
    }

    fn leave(&self) {
        NEIGHBOURS.with_borrow_mut(|all| all.retain(|each| each != self));
        look_around();
    }

    fn has_token(&self) -> bool {
        self.0.identity.borrow().token != TokenSource::None
    }
}

/// Lets everybody see what there is to be borrowed now.
fn look_around() {
    let all = NEIGHBOURS.with_borrow(Clone::clone);
    for each in &all {
        let with_same_api = || {
            all.iter()
                .filter(|other| *other.0.api_base.borrow() == *each.0.api_base.borrow())
        };
        let lender = with_same_api().find(|other| other.has_token());
        if let Some(lender) = lender {
            let lent = lender.0.identity.borrow().clone();
            each.0.lent.set(Some(lent));
        } else if with_same_api().any(|other| other.0.has_lent.get()) {
            each.0.lent.set(None);
        }
    }
}
