//! What is kept on the device: the page's `localStorage`, where the browser gives it to us. A browser
//! that denies it, or is full, keeps nothing, and that stops nobody. `docs/storage.md` lists the entries.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use crate::{
    api::json::{from_json, to_json},
    config::Config,
    model::{
        requester::{Address, Requester},
        validate::{Contact, FormRules},
    },
};

/// What the names of all our entries begin with.
const PREFIX: &str = "support-widget:";
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
            Contact::Asked | Contact::Unconfirmed => "",
            Contact::Implied => return None,
        };
        let who = who_is(&config.requester, contact);
        Some(Self {
            is_known: who != nobody(),
            who,
            form: hash(&config.api_base),
        })
    }
}

/// What stands for a customer in the names of their entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marks {
    who: Rc<str>,
    seen: Option<Rc<str>>,
}

impl Marks {
    /// The marks of a requester for whom the token names this contact.
    pub(super) fn of(requester: &Requester, contact: Option<&Address>) -> Self {
        let address = contact.map(Address::as_str);
        Self {
            who: who_is(requester, address.unwrap_or_default()),
            seen: match requester {
                Requester::Id(id) => Some(hash(&id.to_string())),
                _ => address.map(hash),
            },
        }
    }

    /// Whether it is known who they are.
    pub(super) fn is_somebody(&self) -> bool {
        self.who != nobody()
    }

    fn has(&self, mark: &str) -> bool {
        *self.who == *mark || self.seen.as_deref() == Some(mark)
    }
}

/// One entry.
#[derive(Debug)]
pub(super) struct Shelf {
    name: String,
    /// Set when what is here is to be forgotten for good: what was on its way must not get here then.
    is_closed: Rc<Cell<bool>>,
}

/// Shelves by the mark of their owner.
type Shelves = Vec<(Rc<str>, Weak<Cell<bool>>)>;

thread_local! {
    /// Those in use.
    static SHELVES: RefCell<Shelves> = const { RefCell::new(Vec::new()) };
}

impl Shelf {
    /// An owner's entry of a kind.
    pub(super) fn new(kind: Kind, owner: &Owner) -> Self {
        let Owner { who, form, .. } = owner;
        let is_closed = Rc::default();
        SHELVES.with_borrow_mut(|all| {
            all.retain(|(_, shelf)| shelf.strong_count() > 0);
            all.push((who.clone(), Rc::downgrade(&is_closed)));
        });
        Self {
            name: format!("{}{who}:{form}", prefix(kind)),
            is_closed,
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
    /// refuses, where it is too large, or where its owner's session has ended.
    pub(super) fn write(&self, value: &impl Serialize) -> bool {
        let text = to_json(value).filter(|text| text.len() <= MOST_BYTES);
        let (Some(text), Some(storage)) = (text, storage()) else {
            return false;
        };
        if self.is_closed.get() || storage.set_item(&self.name, &text).is_err() {
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

/// Forgets everything but what is these customers': another one has signed out.
pub(super) fn forget_all_but(spared: &[Marks]) {
    let is_spared = |mark: &str| spared.iter().any(|marks| marks.has(mark));
    SHELVES.with_borrow(|all| {
        let shelves = all.iter().filter(|(who, _)| !is_spared(who));
        for shelf in shelves.filter_map(|(_, shelf)| shelf.upgrade()) {
            shelf.set(true);
        }
    });
    forget(|name| {
        name.strip_prefix(PREFIX)
            .is_some_and(|rest| !is_spared(rest.split(':').nth(1).unwrap_or_default()))
    });
}

/// Forgets the words of all but these customers, and of those who have not said who they are.
pub(super) fn forget_words_of_all_but(spared: &[Marks]) {
    let nobody = nobody();
    forget(|name| {
        let rest = [Kind::Drafts, Kind::Outbox]
            .into_iter()
            .find_map(|kind| name.strip_prefix(prefix(kind)));
        rest.and_then(|rest| rest.split(':').next())
            .is_some_and(|who| *who != *nobody && !spared.iter().any(|marks| marks.has(who)))
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

/// A customer, as the names of their entries have them.
fn who_is(requester: &Requester, address: &str) -> Rc<str> {
    let id = if let Requester::Id(id) = requester {
        *id
    } else {
        0
    };
    hash(&format!("{id} {address}"))
}

/// The same of those who have not said who they are.
fn nobody() -> Rc<str> {
    who_is(&Requester::ByToken, "")
}

/// A hash to tell requesters apart by (FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>); it hides
/// nothing from who can read the storage and the page.
fn hash(text: &str) -> Rc<str> {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:x}").into()
}
