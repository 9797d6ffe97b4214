//! The query of `GET /conversations`, both ways.

use super::{
    Pair, QueryProblem, encode_pairs,
    parts::{
        each_pair, known, known_name, number, parts, push_ids, push_shown, push_text, read_ids,
        set, unknown,
    },
};
use crate::{Priority, SortBy, SortOrder, Status};

/// What a list of conversations is narrowed and ordered by. `Default` asks for everything, which
/// only the holder of the API's own key may do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// The cursor of the page before.
    pub starting_after: Option<String>,
    /// Rows on a page, 1 to 100.
    pub per_page: Option<u32>,
    /// Any of these statuses.
    pub status: Vec<Status>,
    /// Any of these priorities.
    pub priority: Vec<Priority>,
    /// Assigned to any of these members of staff.
    pub assigned_to_member_id: Vec<i64>,
    /// Assigned to any of these teams.
    pub assigned_to_team_id: Vec<i64>,
    /// Of any of these brands.
    pub brand_id: Vec<i64>,
    /// Of this contact.
    pub requested_by_id: Option<i64>,
    /// Of this company's contacts; newer versions of the API.
    pub requested_by_company: Option<i64>,
    /// Whether an automatic agent handled it; newest version of the API.
    pub handled_by_ai_agent: Option<bool>,
    /// Words in the subject, the text or the replies; newest version of the API.
    pub search: Option<String>,
    /// What to order by.
    pub sort_by: Option<SortBy>,
    /// Which way.
    pub sort_order: Option<SortOrder>,
}

impl ListQuery {
    /// The query as name and value pairs, not yet percent-encoded, several values the vendor
    /// client's way (`status[]=Open&status[]=Pending`).
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        push_text(&mut pairs, "starting_after", self.starting_after.as_deref());
        push_shown(&mut pairs, "per_page", self.per_page);
        pairs.extend(
            self.status
                .iter()
                .map(|word| ("status[]", word.as_str().into())),
        );
        pairs.extend(
            self.priority
                .iter()
                .map(|word| ("priority[]", word.as_str().into())),
        );
        push_ids(
            &mut pairs,
            "assigned_to_member_id[]",
            &self.assigned_to_member_id,
        );
        push_ids(
            &mut pairs,
            "assigned_to_team_id[]",
            &self.assigned_to_team_id,
        );
        push_ids(&mut pairs, "brand_id[]", &self.brand_id);
        push_shown(&mut pairs, "requested_by_id", self.requested_by_id);
        push_shown(
            &mut pairs,
            "requested_by_company",
            self.requested_by_company,
        );
        push_shown(&mut pairs, "handled_by_ai_agent", self.handled_by_ai_agent);
        push_text(&mut pairs, "search", self.search.as_deref());
        push_text(
            &mut pairs,
            "sort_by",
            self.sort_by.as_ref().map(SortBy::as_str),
        );
        push_text(
            &mut pairs,
            "sort_order",
            self.sort_order.as_ref().map(SortOrder::as_str),
        );
        pairs
    }

    /// The query, percent-encoded, without a leading `?`.
    #[must_use]
    pub fn encode(&self) -> String {
        encode_pairs(self.pairs())
    }

    /// Reads a raw query string (`a=b&c[]=d`). Several values may come as `k[]=a&k[]=b`,
    /// `k=a&k=b` or `k=a,b`. An empty value counts as absent. A page size out of range and an
    /// unknown status or priority pass: whether to refuse those is the server's decision.
    ///
    /// # Errors
    /// The first parameter that is unknown, given twice where one is meant, or not of its type;
    /// more than [`crate::limits::QUERY_PAIRS_MAX`] parameters.
    pub fn parse(raw: &str) -> Result<Self, QueryProblem> {
        let mut query = Self::default();
        each_pair(raw, |key, value| query.read(key, value))?;
        Ok(query)
    }

    fn read(&mut self, key: &str, value: &str) -> Result<(), QueryProblem> {
        // Only the bare form is split at commas: a desk's own status may hold one.
        let bracketed = key.strip_suffix("[]");
        let name = bracketed.unwrap_or(key);
        let split = bracketed.is_none();
        if value.is_empty() {
            return known_name(name, &PARAMETERS);
        }
        match name {
            "status" => self.status.extend(parts(value, split).map(Status::from)),
            "priority" => self
                .priority
                .extend(parts(value, split).map(Priority::from)),
            "assigned_to_member_id" => read_ids(&mut self.assigned_to_member_id, name, value)?,
            "assigned_to_team_id" => read_ids(&mut self.assigned_to_team_id, name, value)?,
            "brand_id" => read_ids(&mut self.brand_id, name, value)?,
            _ => return self.read_single(name, value),
        }
        Ok(())
    }

    fn read_single(&mut self, name: &str, value: &str) -> Result<(), QueryProblem> {
        match name {
            "starting_after" => set(&mut self.starting_after, name, value, value.to_owned()),
            "per_page" => {
                let size = number(name, "a whole number", value)?;
                set(&mut self.per_page, name, value, size)
            }
            "requested_by_id" => {
                let id = number(name, "a contact id", value)?;
                set(&mut self.requested_by_id, name, value, id)
            }
            "requested_by_company" => {
                let id = number(name, "a company id", value)?;
                set(&mut self.requested_by_company, name, value, id)
            }
            "handled_by_ai_agent" => {
                let flag = number(name, "true or false", value)?;
                set(&mut self.handled_by_ai_agent, name, value, flag)
            }
            "search" => set(&mut self.search, name, value, value.to_owned()),
            "sort_by" => {
                let word = SortBy::from(value);
                known(word.is_known(), name, "created_at or updated_at", value)?;
                set(&mut self.sort_by, name, value, word)
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

const PARAMETERS: [&str; 13] = [
    "starting_after",
    "per_page",
    "status",
    "priority",
    "assigned_to_member_id",
    "assigned_to_team_id",
    "brand_id",
    "requested_by_id",
    "requested_by_company",
    "handled_by_ai_agent",
    "search",
    "sort_by",
    "sort_order",
];
