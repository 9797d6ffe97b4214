//! What has been typed and not sent, as it is kept on the device: a few drafts of one customer, one
//! for each form that they type in, so that none writes over another's words.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::model::draft::Draft;

/// How long a draft is kept after it was last changed, in seconds: a week.
pub const KEPT_SECONDS: i64 = 7 * 24 * 3_600;
/// The most drafts that are kept; the oldest go first.
const MOST_DRAFTS: usize = 5;
/// What the entries look like. One of another version is not read.
const VERSION: u8 = 1;

/// The drafts of one customer, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drafts {
    version: u8,
    drafts: Vec<KeptDraft>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// The key that it will be sent with: the same in every tab that takes it up, so that it makes one
    /// conversation even if two of them send it.
    pub key: String,
    /// When it was last changed, in epoch seconds.
    pub saved_at: i64,
    /// What has been typed.
    pub draft: Draft,
}

/// What a form was left with when the module stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rescued {
    /// What stood in it.
    pub draft: Draft,
    /// The key of what was kept of it on the device, or sent. `None` where no form was drawn.
    pub key: Option<Rc<str>>,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            version: VERSION,
            drafts: Vec::new(),
        }
    }
}

impl Drafts {
    /// What is still good of what was read from the device at `now`, in epoch seconds.
    #[must_use]
    pub fn current(mut self, now: i64) -> Self {
        if self.version != VERSION {
            return Self::default();
        }
        self.drafts
            .retain(|kept| now - kept.saved_at < KEPT_SECONDS);
        self
    }

    /// Keeps a draft in the place of its earlier state.
    pub fn put(&mut self, kept: KeptDraft) {
        self.remove(&kept.key);
        self.drafts.insert(0, kept);
        self.drafts.truncate(MOST_DRAFTS);
    }

    /// Forgets a draft.
    pub fn remove(&mut self, key: &str) {
        self.drafts.retain(|kept| kept.key != key);
    }

    /// Forgets the oldest. Answers whether another one is left.
    pub fn drop_oldest(&mut self) -> bool {
        self.drafts.pop();
        !self.drafts.is_empty()
    }

    /// Of the drafts whose key is free, the one that was changed last.
    #[must_use]
    pub fn newest(&self, is_free: impl Fn(&str) -> bool) -> Option<&KeptDraft> {
        self.drafts.iter().find(|kept| is_free(&kept.key))
    }

    /// Whether there is this one.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.drafts.iter().any(|kept| kept.key == key)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(key: &str, saved_at: i64) -> KeptDraft {
        KeptDraft {
            key: key.into(),
            saved_at,
            draft: Draft::default(),
        }
    }

    fn keys(drafts: &Drafts) -> Vec<&str> {
        drafts.drafts.iter().map(|kept| &*kept.key).collect()
    }

    #[test]
    fn a_draft_takes_its_own_place_and_no_others() {
        let mut drafts = Drafts::default();
        drafts.put(kept("a", 1));
        drafts.put(kept("b", 2));
        drafts.put(kept("a", 3));
        assert_eq!(keys(&drafts), ["a", "b"]);
        assert_eq!(drafts.newest(|_| true).map(|kept| kept.saved_at), Some(3));
        assert_eq!(
            drafts.newest(|key| key != "a").map(|kept| kept.saved_at),
            Some(2)
        );
        assert_eq!(drafts.newest(|_| false), None);
        drafts.remove("a");
        assert_eq!(keys(&drafts), ["b"]);
    }

    #[test]
    fn the_sixth_draft_takes_the_place_of_the_oldest() {
        let mut drafts = Drafts::default();
        for (at, key) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
            drafts.put(kept(key, at as i64));
        }
        assert_eq!(keys(&drafts), ["f", "e", "d", "c", "b"]);
    }

    #[test]
    fn a_draft_is_kept_for_a_week() {
        let mut drafts = Drafts::default();
        drafts.put(kept("old", 0));
        drafts.put(kept("new", 10));
        assert_eq!(
            keys(&drafts.clone().current(KEPT_SECONDS - 1)),
            ["new", "old"]
        );
        assert_eq!(keys(&drafts.clone().current(KEPT_SECONDS)), ["new"]);
        assert!(drafts.current(KEPT_SECONDS + 10).is_empty());
    }

    #[test]
    fn another_versions_drafts_are_not_read() {
        let mut drafts = Drafts::default();
        drafts.put(kept("a", 1));
        drafts.version = VERSION + 1;
        assert!(drafts.current(2).is_empty());
    }
}
