//! What the form has to ask for, given what the page and the token say.

use yew::prelude::*;

use super::task::Task;
use crate::{
    api::ApiHandle,
    config::{Config, DescriptionFormat},
    model::{
        requester::{Address, Requester},
        validate::{Contact, FormRules},
    },
};

/// What the form has to ask for. While the token is being read the address counts as implied, so that
/// no field appears only to vanish again.
#[hook]
pub fn use_form_rules(config: &Config, api: &ApiHandle, renewals: u32) -> FormRules {
    let contact = use_state_eq(|| at_once(&config.requester).unwrap_or_default());
    let setter = contact.setter();
    use_effect_with(
        (config.requester.clone(), api.clone(), renewals),
        move |(requester, api, _)| {
            let task = match at_once(requester) {
                Some(contact) => {
                    setter.set(contact);
                    None
                }
                None => {
                    let named = api.token_contact();
                    Some(Task::spawn(async move {
                        // A token that can't be had is the list's to report; the form asks meanwhile.
                        let address: Option<Address> = named.await.unwrap_or_default();
                        setter.set(address.map_or(Contact::Asked, Contact::Known));
                    }))
                }
            };
            move || drop(task)
        },
    );
    FormRules {
        contact: (*contact).clone(),
        description_as_html: config.description_format == DescriptionFormat::Html,
    }
}

/// Where the address comes from, if that can be said without the token.
fn at_once(requester: &Requester) -> Option<Contact> {
    match requester {
        Requester::Address(address) => Some(Contact::Known(address.clone())),
        Requester::Unusable => Some(Contact::Asked),
        Requester::Id(_) | Requester::ByToken => None,
    }
}
