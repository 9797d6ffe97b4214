//! What is kept on the device: the page's `localStorage`, where the browser gives it to us. A browser
//! that denies it, or is full, keeps nothing, and that stops nobody. `docs/storage.md` lists the entries.

use std::{cell::Cell, rc::Rc};

use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use crate::{
    api::json::{from_json, to_json},
    config::Config,
    model::{
        requester::Requester,
        validate::{Contact, FormRules},
    },
};

/// What the names of all our entries begin with.
const PREFIX: &str = "support-widget:";
/// Whose entries those of a customer are who has not said who they are: no id, no address.
const NOBODY: &str = "0 ";
/// The most that one entry may take, in bytes.
const MOST_BYTES: usize = 256 << 10;

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What has been typed and not sent.
    Drafts,
    /// What was sent and not received.
    Outbox,
}

/// Whose entries these are and which form's. Addresses are not written down, only hashes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    who: Rc<str>,
    form: Rc<str>,
    /// Whether it is known who it is.
    pub(super) is_known: bool,
}

impl Owner {
    /// Whose form it is, or `None` while that is not known.
    pub(super) fn of(config: &Config, rules: &FormRules) -> Option<Self> {
        let contact = match &rules.contact {
            Contact::Known(address) => address.as_str(),
            Contact::Asked => "",
            Contact::Implied => return None,
        };
        let id = if let Requester::Id(id) = config.requester {
            id
        } else {
            0
        };
        Some(Self {
            who: hash(&format!("{id} {contact}")),
            form: hash(&config.api_base),
            is_known: id != 0 || !contact.is_empty(),
        })
    }
}

/// One entry.
#[derive(Debug)]
pub(super) struct Shelf {
    name: String,
    /// How often everything had been forgotten when this one was made.
    wipes: u32,
}

impl Shelf {
    /// An owner's entry of a kind.
    pub(super) fn new(kind: Kind, owner: &Owner) -> Self {
        let Owner { who, form, .. } = owner;
        Self {
            name: format!("{}{who}:{form}", prefix(kind)),
            wipes: WIPES.get(),
        }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What is kept there, if it can be read.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        from_json(&storage()?.get_item(&self.name).ok()??)
    }

    /// Keeps a value in the place of what is there. Answers whether it is kept: not where the browser
    /// refuses, where it is too large, or where everything has been forgotten since.
    pub(super) fn write(&self, value: &impl Serialize) -> bool {
        let text = to_json(value).filter(|text| text.len() <= MOST_BYTES);
        let (Some(text), Some(storage)) = (text, storage()) else {
            return false;
        };
        if self.wipes != WIPES.get() || storage.set_item(&self.name, &text).is_err() {
            return false;
        }
        // Some browsers take everything and keep nothing.
        matches!(storage.get_item(&self.name), Ok(Some(kept)) if kept == text)
    }

    /// Forgets what is there.
    pub(super) fn clear(&self) {
        if let Some(storage) = storage() {
            // Fails only where nothing could be kept either.
            let _ = storage.remove_item(&self.name);
        }
    }

    /// Whether an event of the browser's storage is about this entry; one without a name is about all.
    pub(super) fn is_meant_by(&self, name: Option<&str>) -> bool {
        name.is_none_or(|name| name == self.name)
    }
}

thread_local! {
    /// How often everything was forgotten. What was on its way into the storage then must not get there.
    static WIPES: Cell<u32> = const { Cell::new(0) };
}

/// Forgets everything of everybody: the customer has signed out, or another one has come.
pub(super) fn forget_all() {
    WIPES.set(WIPES.get() + 1);
    forget(|name| name.starts_with(PREFIX));
}

/// Forgets what former customers have left here, on a device where one signs in after the other.
pub(super) fn forget_others_than(owner: &Owner) {
    let guest = hash(NOBODY);
    forget(|name| {
        let rest = [Kind::Drafts, Kind::Outbox]
            .into_iter()
            .find_map(|kind| name.strip_prefix(prefix(kind)));
        rest.and_then(|rest| rest.split(':').next())
            .is_some_and(|who| who != &*owner.who && who != &*guest)
    });
}

fn forget(is_meant: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let names: Vec<_> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .collect();
    for name in names.iter().filter(|name| is_meant(name)) {
        let _ = storage.remove_item(name);
    }
}

fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Drafts => "support-widget:drafts:",
        Kind::Outbox => "support-widget:outbox:",
    }
}

/// The name of the entry that says what a customer has seen. It is theirs and no form's.
pub(super) fn seen_by(who: &str) -> Rc<str> {
    format!("{PREFIX}seen:{}", hash(who)).into()
}

/// What stands in an entry.
pub(super) fn text(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Puts a text into an entry, where the browser lets us.
pub(super) fn keep_text(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// The page's storage, where the browser gives it to the page.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// A hash to tell requesters apart by (FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>); it hides
/// nothing from who can read the storage and the page.
fn hash(text: &str) -> Rc<str> {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:x}").into()
}
