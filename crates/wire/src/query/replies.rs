//! The query of `GET /conversations/{id}/replies`, both ways.

use super::{
    Pair, QueryProblem, encode_pairs,
    parts::{each_pair, known, known_name, number, push_shown, push_text, set, unknown},
};
use crate::{ReplyType, SortOrder};

/// What a list of replies is narrowed and ordered by. `Default` asks for internal notes, too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RepliesQuery {
    /// The cursor of the page before.
    pub starting_after: Option<String>,
    /// Rows on a page.
    pub per_page: Option<u32>,
    /// Only replies, or only internal notes (`type`).
    pub kind: Option<ReplyType>,
    /// Which way, by `sent_at`; newest first by default.
    pub sort_order: Option<SortOrder>,
}

const PARAMETERS: [&str; 4] = ["starting_after", "per_page", "type", "sort_order"];

impl RepliesQuery {
    /// The query as name and value pairs, not yet percent-encoded.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        push_text(&mut pairs, "starting_after", self.starting_after.as_deref());
        push_shown(&mut pairs, "per_page", self.per_page);
        let kind = self.kind.as_ref().map(ReplyType::as_str);
        push_text(&mut pairs, "type", kind);
        let order = self.sort_order.as_ref().map(SortOrder::as_str);
        push_text(&mut pairs, "sort_order", order);
        pairs
    }

    /// The query, percent-encoded, without a leading `?`.
    #[must_use]
    pub fn encode(&self) -> String {
        encode_pairs(self.pairs())
    }

    /// Reads a raw query string. An empty value counts as absent; a page size out of range passes.
    ///
    /// # Errors
    /// The first parameter that is unknown, given twice or not of its type.
    pub fn parse(raw: &str) -> Result<Self, QueryProblem> {
        let mut query = Self::default();
        each_pair(raw, |name, value| query.read(name, value))?;
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), QueryProblem> {
        if value.is_empty() {
            return known_name(name, &PARAMETERS);
        }
        match name {
            "starting_after" => set(&mut self.starting_after, name, value, value.to_owned()),
            "per_page" => {
                let size = number(name, "a whole number", value)?;
                set(&mut self.per_page, name, value, size)
            }
            "type" => {
                let word = ReplyType::from(value);
                known(word.is_known(), name, "REPLY or INTERNAL_NOTE", value)?;
                set(&mut self.kind, name, value, word)
            }
            "sort_order" => {
                let word = SortOrder::from(value);
                known(word.is_known(), name, "asc or desc", value)?;
                set(&mut self.sort_order, name, value, word)
            }
            _ => Err(unknown(name)),
        }
    }
}
