//! What the form has to ask for, given what the page, the token and the gateway say.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use support_wire::{FormField, FormFields};
use yew::prelude::*;

use super::erased::{use_effect_with, use_memo, use_state_eq};
use super::{page_address::page_address, task::Task};
use crate::{
    api::ApiHandle,
    config::{Config, DescriptionFormat},
    model::{
        failure::Failure,
        fields::resolve,
        requester::Requester,
        validate::{Contact, FormRules},
    },
};

/// For how long the form waits for the gateway's fields, in milliseconds: a part of it that moves when
/// somebody is about to press a button is worse than one that comes a moment later.
const WAIT_MS: u32 = 1_500;

/// What is known of the fields that a gateway asks for.
#[derive(Debug, Clone, PartialEq, Default)]
enum Listed {
    /// Nothing yet, or it could not be had.
    #[default]
    Unknown,
    /// There is no gateway to ask.
    None,
    /// This.
    These(Rc<FormFields>),
}

/// What the form has to ask for. While the token is being read the address counts as implied, so that
/// no field appears only to vanish again. The form waits a moment for the gateway's fields, but not for
/// long; late ones join it all the same. `on_problem` hears of each definition that cannot be used.
#[hook]
pub fn use_form_rules(
    config: &Config,
    api: &ApiHandle,
    renewals: u32,
    on_problem: &Callback<String>,
) -> FormRules {
    let contact = use_state_eq(|| at_once(&config.requester).unwrap_or_default());
    let listed = use_state_eq(|| match at_once(&config.requester) {
        Some(_) => Listed::None,
        None => Listed::Unknown,
    });
    // Apart from what is listed: fields that come in the last moment are not to be taken for late.
    let is_late = use_state_eq(|| false);
    let is_awaited = *listed == Listed::Unknown && !*is_late;
    use_effect_with(is_awaited, {
        let setter = is_late.setter();
        move |is_awaited| {
            let task = is_awaited.then(|| {
                Task::spawn(async move {
                    TimeoutFuture::new(WAIT_MS).await;
                    setter.set(true);
                })
            });
            move || drop(task)
        }
    });
    let is_known = matches!(*contact, Contact::Known(_));
    let is_plain = config.description_format == DescriptionFormat::Text;
    let setters = (contact.setter(), listed.setter(), is_late.setter());
    let is_listed = matches!(*listed, Listed::These(_));
    use_effect_with(
        (config.requester.clone(), api.clone(), renewals, is_plain),
        move |(requester, api, _, is_plain)| {
            let (set_contact, set_listed, set_late) = setters;
            let task = match at_once(requester) {
                Some(contact) => {
                    set_contact.set(contact);
                    set_listed.set(Listed::None);
                    None
                }
                None => {
                    let (named, api) = (api.token_contact(), api.clone());
                    // A gateway knows its customers by their token, and takes plain text.
                    let may_ask = *requester == Requester::ByToken && *is_plain;
                    Some(Task::spawn(async move {
                        let address = match named.await {
                            Ok(address) => address,
                            // Another token is on its way already.
                            Err(Failure::Foreign) => return,
                            // Who was known a moment ago is the same still.
                            Err(_) if is_known => return,
                            Err(_) => {
                                set_contact.set(Contact::Unconfirmed);
                                return set_late.set(true);
                            }
                        };
                        let is_signed_in = address.is_some();
                        set_contact.set(address.map_or(Contact::Asked, Contact::Known));
                        if !(may_ask && is_signed_in) {
                            set_listed.set(Listed::None);
                        } else if !is_listed {
                            match api.form_fields().await {
                                Ok(fields) => set_listed.set(Listed::These(Rc::new(fields))),
                                Err(_) => set_late.set(true),
                            }
                        }
                    }))
                }
            };
            move || drop(task)
        },
    );
    // Asked anew each time: a single-page app changes its address without a word.
    let address = config.page_field.as_ref().and_then(|_| page_address());
    let resolved = use_memo(
        (config.clone(), (*listed).clone(), address),
        |(config, listed, address)| {
            let mut page = config.fields.to_vec();
            page.extend(address_field(config, address.as_deref()));
            match listed {
                Listed::These(fields) => resolve(Some(fields), &page),
                Listed::None | Listed::Unknown => resolve(None, &page),
            }
        },
    );
    let problems = if *listed == Listed::Unknown {
        // What a definition lacks may still come from the gateway.
        Vec::new()
    } else {
        resolved.1.clone()
    };
    use_effect_with((problems, on_problem.clone()), |(problems, on_problem)| {
        for problem in problems {
            on_problem.emit(problem.to_string());
        }
    });
    FormRules {
        contact: (*contact).clone(),
        description_as_html: !is_plain,
        fields: resolved.0.clone(),
        is_whole: !is_awaited,
    }
}

/// The page's address as a field that goes along unseen.
fn address_field(config: &Config, address: Option<&str>) -> Option<FormField> {
    Some(FormField {
        internal_name: config.page_field.as_deref()?.to_owned(),
        value: Some(address?.into()),
        hidden: Some(true),
        ..FormField::default()
    })
}

/// Where the address comes from, if that can be said without the token.
fn at_once(requester: &Requester) -> Option<Contact> {
    match requester {
        Requester::Address(address) => Some(Contact::Known(address.clone())),
        Requester::Unusable => Some(Contact::Asked),
        Requester::Id(_) | Requester::ByToken => None,
    }
}
