//! The query of `GET /conversations/fields`, both ways.

use super::{
    Pair, QueryProblem, encode_pairs,
    parts::{each_pair, known_name, number, push_shown, push_text, set, unknown},
};

/// What a list of custom fields' definitions is narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldsQuery {
    /// The cursor of the page before.
    pub starting_after: Option<String>,
    /// Rows on a page.
    pub per_page: Option<u32>,
    /// Only those in use, or only the others.
    pub is_active: Option<bool>,
    /// Only those that every desk has, or only the others.
    pub is_default: Option<bool>,
}

const PARAMETERS: [&str; 4] = ["starting_after", "per_page", "is_active", "is_default"];

impl FieldsQuery {
    /// The query as name and value pairs, not yet percent-encoded.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        push_text(&mut pairs, "starting_after", self.starting_after.as_deref());
        push_shown(&mut pairs, "per_page", self.per_page);
        push_shown(&mut pairs, "is_active", self.is_active);
        push_shown(&mut pairs, "is_default", self.is_default);
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
            "is_active" => {
                let flag = number(name, "true or false", value)?;
                set(&mut self.is_active, name, value, flag)
            }
            "is_default" => {
                let flag = number(name, "true or false", value)?;
                set(&mut self.is_default, name, value, flag)
            }
            _ => Err(unknown(name)),
        }
    }
}
