//! A form that was sent and not yet received, kept over a reload of the page: its words, its key,
//! and whether it may have arrived. It lives in the tab's `sessionStorage`, nowhere else, and only
//! from the moment of sending until the server has it or another customer comes.

use serde::{Deserialize, Serialize};
use support_wire::NewConversation;
use web_sys::Storage;

use crate::{
    api::{
        CreateRequest,
        json::{from_json, to_json},
    },
    model::{
        draft::Draft,
        requester::Requester,
        validate::{Contact, FormRules},
    },
};

/// What the names of all our entries begin with.
const PREFIX: &str = "support-widget:form:";

/// A form that was sent and not yet received.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptForm {
    key: String,
    conversation: NewConversation,
    draft: Draft,
    in_doubt_since: Option<i64>,
}

impl KeptForm {
    /// What is to be kept of a form.
    pub(super) fn new(draft: &Draft, request: &CreateRequest, in_doubt_since: Option<i64>) -> Self {
        let CreateRequest { key, conversation } = request.clone();
        Self {
            key: key.as_ref().to_owned(),
            conversation,
            draft: draft.clone(),
            in_doubt_since,
        }
    }

    /// What had been typed, what was sent, and since when it may have arrived.
    pub(super) fn into_parts(self) -> (Draft, CreateRequest, Option<i64>) {
        let request = CreateRequest {
            key: self.key.into(),
            conversation: self.conversation,
        };
        (self.draft, request, self.in_doubt_since)
    }
}

/// Whose form it is, or `None` while that is not known. The address itself is not written down.
pub(super) fn scope(requester: &Requester, rules: &FormRules) -> Option<String> {
    let contact = match &rules.contact {
        Contact::Known(address) => address.as_str(),
        Contact::Asked => "",
        Contact::Implied => return None,
    };
    let id = if let Requester::Id(id) = requester {
        *id
    } else {
        0
    };
    Some(format!("{PREFIX}{:x}", fnv_1a(&format!("{id} {contact}"))))
}

/// Keeps a form. A browser that refuses, or is full, keeps nothing, and that stops nobody.
pub(super) fn keep(scope: &str, form: &KeptForm) {
    if let (Some(storage), Some(text)) = (storage(), to_json(form)) {
        let _ = storage.set_item(scope, &text);
    }
}

/// The kept form, if there is one.
pub(super) fn kept(scope: &str) -> Option<KeptForm> {
    from_json(&storage()?.get_item(scope).ok()??)
}

/// Forgets a form.
pub(super) fn forget(scope: &str) {
    if let Some(storage) = storage() {
        // Fails only where nothing could be kept either.
        let _ = storage.remove_item(scope);
    }
}

/// Forgets every form of this tab.
pub(super) fn forget_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let names: Vec<_> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX)) {
        let _ = storage.remove_item(name);
    }
}

/// The tab's storage, where the browser gives it to the page.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A hash to tell requesters apart by (<http://www.isthe.com/chongo/tech/comp/fnv/>); it hides
/// nothing from who can read the storage and the page.
pub(super) fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
