//! What a list is narrowed to and how it is ordered.

use support_wire::{CustomerConversation, ListQuery, SortBy, SortOrder, Status};

/// Rows asked for at a time: few enough to draw at once, enough to fill a screen.
pub const PAGE_SIZE: u32 = 25;

/// What a list is narrowed to and how it is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Any of these statuses; all of them when empty.
    pub statuses: Vec<Status>,
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
    pub fn toggle(&mut self, status: &Status) {
        let before = self.statuses.len();
        self.statuses.retain(|chosen| chosen != status);
        if self.statuses.len() == before {
            self.statuses.push(status.clone());
        }
    }

    /// Whether the list is narrowed at all.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.statuses.is_empty()
    }

    /// Whether a row belongs into the list.
    #[must_use]
    pub fn admits(&self, row: &CustomerConversation) -> bool {
        self.statuses.is_empty()
            || row
                .status
                .as_ref()
                .is_some_and(|status| self.statuses.contains(status))
    }

    /// The query for a page: of this contact, or of nobody in particular where the server narrows
    /// by the token.
    #[must_use]
    pub fn query(&self, requested_by_id: Option<i64>, after: Option<String>) -> ListQuery {
        ListQuery {
            starting_after: after,
            per_page: Some(PAGE_SIZE),
            status: self.statuses.clone(),
            requested_by_id,
            sort_by: Some(self.order.sort_by()),
            sort_order: Some(self.order.sort_order()),
            ..ListQuery::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut filter = Filter::default();
        filter.toggle(&Status::Open);
        filter.toggle(&Status::Pending);
        assert_eq!(filter.statuses, [Status::Open, Status::Pending]);
        filter.toggle(&Status::Open);
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
            statuses: vec![Status::Open],
            order: Order::LeastRecentlyUpdated,
        };
        assert_eq!(
            filter.query(Some(7), Some("abc".into())).encode(),
            "starting_after=abc&per_page=25&status%5B%5D=Open&requested_by_id=7\
             &sort_by=updated_at&sort_order=asc"
        );
    }
}
