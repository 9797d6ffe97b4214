//! The outbox: what was sent and has not arrived, and its way to the server.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::erased::{use_effect_with, use_memo, use_state_eq};
use super::{
    attempt::Round, courier::Courier, listener::Listener, page::is_visible, storage::Owner,
};
use crate::model::{outbox::Outbox, submission::Receipt};

/// The outbox, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct OutboxHandle {
    /// What is in it.
    pub state: Rc<Outbox>,
    /// What was received last, without being in the form any more.
    pub news: Option<Receipt>,
    /// Sends a request now.
    pub on_hurry: Callback<String>,
    /// Takes a request back and drops it.
    pub on_discard: Callback<String>,
    /// Takes a request back into the form, to change it.
    pub on_change: Callback<String>,
    /// Whether the form has room for one.
    pub room: Room,
}

/// What a form has to say about taking a request back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// It is empty.
    Free,
    /// It holds something else, which must not be lost.
    Taken,
    /// There is no form.
    None,
}

/// The outbox of an owner, once it is known whose it is.
#[hook]
pub(super) fn use_outbox(
    owner: Option<&Owner>,
    round: Round,
    renewals: u32,
) -> (Rc<Courier>, Rc<Outbox>) {
    let outbox = use_state_eq(|| Rc::new(Outbox::default()));
    let setter = outbox.setter();
    let courier = use_memo((), |()| {
        let publish = Callback::from(move |outbox| setter.set(outbox));
        Rc::new(Courier::new(round.clone(), publish))
    });
    let courier = (*courier).clone();
    courier.set_round(round);

    use_effect_with(owner.cloned(), {
        let courier = courier.clone();
        move |owner| {
            if let Some(owner) = owner {
                courier.move_in(owner);
            }
        }
    });
    use_effect_with(renewals, {
        let courier = courier.clone();
        move |renewals| {
            if *renewals > 0 {
                courier.hurry_unauthorized();
            }
        }
    });
    use_effect_with((), {
        let courier = courier.clone();
        move |()| {
            let listeners = listen(&courier);
            move || {
                drop(listeners);
                courier.close();
            }
        }
    });
    (courier, (*outbox).clone())
}

/// What tells that things may be better now, or that another tab was at it.
fn listen(courier: &Rc<Courier>) -> [Option<Listener>; 3] {
    let hurry_all = || {
        let courier = courier.clone();
        move |_: Event| {
            if is_visible() {
                courier.hurry_all();
            }
        }
    };
    let on_storage = {
        let courier = courier.clone();
        move |event: Event| {
            let event: Option<StorageEvent> = event.dyn_into().ok();
            courier.on_storage(event.and_then(|event| event.key()).as_deref());
        }
    };
    [
        Listener::on_window("online", hurry_all()),
        Listener::on_window("visibilitychange", hurry_all()),
        Listener::on_window("storage", on_storage),
    ]
}
