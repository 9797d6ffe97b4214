//! Invents people: a language, a name of it, an address that is nobody's.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::templates::{Templates, pick};
use crate::desk::{
    requester::{Email, Phone, Requester},
    store::BulkContact,
};

/// Somebody who writes.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) address: Requester,
    /// The language's place in the templates.
    pub(super) language: usize,
}

impl Person {
    pub(super) fn contact(&self, created_at: i64) -> BulkContact {
        BulkContact {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            address: self.address.clone(),
            created_at,
        }
    }
}

/// The `n`th person: one in twenty is known by telephone only.
pub(super) fn invent(rng: &mut ChaCha8Rng, templates: &Templates, n: u32) -> Person {
    let language = templates.draw_language(rng);
    let (first_names, last_names) = templates
        .languages
        .get(language)
        .map(|language| {
            (
                language.first_names.as_slice(),
                language.last_names.as_slice(),
            )
        })
        .unwrap_or_default();
    let first_name = pick(rng, first_names).to_owned();
    let last_name = pick(rng, last_names).to_owned();
    // The range +1 555 01… is kept free for fiction; the number makes the address unique.
    let address = if n % 20 == 19 {
        Requester::Phone(Phone(format!("+155501{n:07}")))
    } else {
        let shown = format!(
            "{}{}@example.com",
            mailbox(rng, &first_name, &last_name),
            n + 1
        );
        Requester::Email(Email {
            key: shown.to_ascii_lowercase(),
            shown,
        })
    };
    Person {
        first_name,
        last_name,
        address,
        language,
    }
}

/// A mailbox of Latin letters, whatever the script of the name.
fn mailbox(rng: &mut ChaCha8Rng, first_name: &str, last_name: &str) -> String {
    let latin = |name: &str| -> String {
        name.chars()
            .filter(char::is_ascii_alphabetic)
            .map(|c| c.to_ascii_lowercase())
            .collect()
    };
    let parts = [latin(first_name), latin(last_name)];
    if parts.iter().all(|part| part.len() >= 3) {
        return parts.join(".");
    }
    const NEUTRAL: [&str; 6] = ["post", "mail", "inbox", "hello", "home", "contact"];
    NEUTRAL[rng.random_range(0..NEUTRAL.len())].to_owned()
}
