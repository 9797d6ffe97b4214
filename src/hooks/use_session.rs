//! The customer's session: whose token is in use, and what happens when that changes.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::erased::{use_callback, use_effect_with, use_memo, use_state_eq};
use super::{remote::Remote, stay::Stay};
use crate::{
    api::{ApiHandle, IdentityChange, TokenKeeper, TokenSource},
    model::requester::Requester,
};

/// A customer's session in the widget.
#[derive(Clone, PartialEq)]
pub struct SessionHandle {
    /// Differs for each session: to be used as the key of everything that must not outlive one.
    pub id: u32,
    /// Counts the customer's tokens: a new one may make a refused call succeed.
    pub renewals: u32,
    /// Keeps the token.
    pub tokens: TokenKeeper,
    /// The customer's stay in this element, for [`use_stay`](super::use_stay).
    pub stay: Stay,
}

/// Asks for the customer's token again. Once there is one, everything that waits for it hears of that.
#[hook]
pub fn use_confirmation(api: &ApiHandle) -> Callback<()> {
    use_callback(api.clone(), |(), api| {
        let named = api.token_contact();
        // What comes of it, the session hears.
        spawn_local(async move { drop(named.await) });
    })
}

/// The session of a requester with a token. Another requester, or the token of another contact,
/// begins another session. `on_needed` hears, with the reason, when the token is refused or none can
/// be had; that ends nothing. The page may end it by `remote`.
#[hook]
pub fn use_session(
    requester: &Requester,
    source: &TokenSource,
    on_needed: &Callback<String>,
    remote: &Remote,
) -> SessionHandle {
    let tokens = use_memo((), |()| TokenKeeper::new(source.clone()));
    let stay = use_memo((), |()| Stay::begin());
    use_effect_with((), {
        let stay = stay.clone();
        move |()| move || stay.leave()
    });
    let others = use_state_eq(|| 0_u32);
    let renewals = use_state_eq(|| 0_u32);
    // Set while drawing, so that whatever is drawn below finds a keeper that is listened to.
    tokens.listen({
        let (others, renewals, on_needed) = (others.clone(), renewals.clone(), on_needed.clone());
        let stay = stay.clone();
        move |change| match change {
            IdentityChange::OtherContact => {
                stay.change();
                others.set(*others + 1);
            }
            IdentityChange::Renewed => renewals.set(*renewals + 1),
            IdentityChange::Needed { reason } => on_needed.emit(reason),
        }
    });
    remote.on_sign_out({
        let (others, tokens, stay) = (others.clone(), tokens.clone(), stay.clone());
        Callback::from(move |()| {
            tokens.forget();
            stay.change();
            others.set(*others + 1);
        })
    });
    use_effect_with(source.clone(), {
        let tokens = tokens.clone();
        move |source| tokens.set_source(source.clone())
    });
    let requesters = use_mut_ref(|| (requester.clone(), 0_u32));
    let changes = {
        let mut requesters = requesters.borrow_mut();
        if requesters.0 != *requester {
            stay.change();
            *requesters = (requester.clone(), requesters.1 + 1);
        }
        requesters.1
    };
    SessionHandle {
        id: *others + changes,
        renewals: *renewals,
        tokens: (*tokens).clone(),
        stay: (*stay).clone(),
    }
}
