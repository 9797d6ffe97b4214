//! What a list is narrowed to and how it is ordered.

use support_wire::{CustomerConversation, ListQuery, Priority, SortBy, SortOrder, Status};

/// Rows asked for at a time: few enough to draw at once, enough to fill a screen.
pub const PAGE_SIZE: u32 = 25;

/// What a list is narrowed to and how it is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Any of these statuses; all of them when empty.
    pub statuses: Vec<Status>,
    /// Any of these priorities; all of them when empty.
    pub priorities: Vec<Priority>,
    /// The brand; any of them when none is chosen. A row does not tell its brand, so this is the
    /// server's to answer.
    pub brand: Option<i64>,
    /// Words to look for among the rows that are there: the API has no search that a customer may
    /// use, so the server is not asked.
    pub words: String,
    /// The order.
    pub order: Order,
}

/// The orders that a customer can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The last made comes first.
    #[default]
    NewestFirst,
    /// The first made comes first.
    OldestFirst,
    /// The last changed comes first.
    RecentlyUpdated,
    /// The longest unchanged comes first.
    LeastRecentlyUpdated,
}

impl Order {
    /// Every order, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::NewestFirst,
        Self::OldestFirst,
        Self::RecentlyUpdated,
        Self::LeastRecentlyUpdated,
    ];

    /// A short name for use in markup.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NewestFirst => "newest",
            Self::OldestFirst => "oldest",
            Self::RecentlyUpdated => "updated",
            Self::LeastRecentlyUpdated => "quiet",
        }
    }

    /// The order of that name; the usual one for any other name.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|order| order.key() == key)
            .unwrap_or_default()
    }

    /// Which of a row's times the order is about.
    #[must_use]
    pub fn sort_by(self) -> SortBy {
        match self {
            Self::NewestFirst | Self::OldestFirst => SortBy::CreatedAt,
            Self::RecentlyUpdated | Self::LeastRecentlyUpdated => SortBy::UpdatedAt,
        }
    }

    /// Which end of time comes first.
    #[must_use]
    pub fn sort_order(self) -> SortOrder {
        match self {
            Self::NewestFirst | Self::RecentlyUpdated => SortOrder::Desc,
            Self::OldestFirst | Self::LeastRecentlyUpdated => SortOrder::Asc,
        }
    }
}

impl Filter {
    /// Puts a status in, or takes it out.
    pub fn toggle_status(&mut self, status: &Status) {
        toggle(&mut self.statuses, status);
    }

    /// Puts a priority in, or takes it out.
    pub fn toggle_priority(&mut self, priority: &Priority) {
        toggle(&mut self.priorities, priority);
    }

    /// Whether the list is narrowed at all.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.asks_for_less() || self.brand.is_some() || self.has_words()
    }

    /// Whether the server is asked for less than everything that a brand has.
    #[must_use]
    pub fn asks_for_less(&self) -> bool {
        !(self.statuses.is_empty() && self.priorities.is_empty())
    }

    /// Whether words are looked for.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// Whether the server would be asked the same: the rows that are there answer this filter, too.
    #[must_use]
    pub fn asks_the_same_as(&self, other: &Self) -> bool {
        self.statuses == other.statuses
            && self.priorities == other.priorities
            && self.brand == other.brand
            && self.order == other.order
    }

    /// The same order of everything.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            order: self.order,
            ..Self::default()
        }
    }

    /// Whether a row, if it is of the brand, belongs into the list that the server is asked for.
    #[must_use]
    pub fn admits(&self, row: &CustomerConversation) -> bool {
        is_among(row.status.as_ref(), &self.statuses)
            && is_among(row.priority.as_ref(), &self.priorities)
    }

    /// The query for a page: of this contact, or of nobody in particular where the server narrows
    /// by the token.
    #[must_use]
    pub fn query(&self, requested_by_id: Option<i64>, after: Option<String>) -> ListQuery {
        ListQuery {
            starting_after: after,
            per_page: Some(PAGE_SIZE),
            status: self.statuses.clone(),
            priority: self.priorities.clone(),
            brand_id: self.brand.into_iter().collect(),
            requested_by_id,
            sort_by: Some(self.order.sort_by()),
            sort_order: Some(self.order.sort_order()),
            ..ListQuery::default()
        }
    }
}

fn toggle<T: PartialEq + Clone>(chosen: &mut Vec<T>, one: &T) {
    let before = chosen.len();
    chosen.retain(|other| other != one);
    if chosen.len() == before {
        chosen.push(one.clone());
    }
}

/// Whether something is one of those chosen; with none chosen, everything is.
pub(super) fn is_among<T: PartialEq>(one: Option<&T>, chosen: &[T]) -> bool {
    chosen.is_empty() || one.is_some_and(|one| chosen.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut filter = Filter::default();
        filter.toggle_status(&Status::Open);
        filter.toggle_status(&Status::Pending);
        assert_eq!(filter.statuses, [Status::Open, Status::Pending]);
        filter.toggle_status(&Status::Open);
        assert_eq!(filter.statuses, [Status::Pending]);
    }

    #[test]
    fn an_order_keeps_its_name() {
        for order in Order::ALL {
            assert_eq!(Order::from_key(order.key()), order);
        }
        assert_eq!(Order::from_key("nonsense"), Order::NewestFirst);
    }

    #[test]
    fn the_query_says_all_of_it() {
        let filter = Filter {
            statuses: vec![Status::Open, Status::Pending],
            priorities: vec![Priority::High],
            brand: Some(2),
            words: "not for the server".into(),
            order: Order::LeastRecentlyUpdated,
        };
        assert_eq!(
            filter.query(Some(7), Some("abc".into())).encode(),
            "starting_after=abc&per_page=25&status%5B%5D=Open&status%5B%5D=Pending\
             &priority%5B%5D=High&brand_id%5B%5D=2&requested_by_id=7&sort_by=updated_at&sort_order=asc"
        );
    }

    #[test]
    fn words_are_looked_for_here_and_narrow_without_a_question() {
        let usual = Filter::default();
        let words = Filter {
            words: "boots".into(),
            ..usual.clone()
        };
        assert!(words.is_narrowed() && !words.asks_for_less() && words.asks_the_same_as(&usual));
        assert!(
            !Filter {
                words: "  ".into(),
                ..usual.clone()
            }
            .is_narrowed()
        );
        assert_eq!(words.cleared(), usual);
    }
}
