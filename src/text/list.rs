//! The list's sentences.

use support_wire::{Priority, Status};

use crate::model::filter::Order;

/// The list's title.
pub const LIST_TITLE: &str = "My conversations";
/// What switches between the form and the list on narrow screens.
pub const VIEWS: &str = "Support";
/// What the status filter is called.
pub const FILTER: &str = "Filter by status";
/// Takes all filters away.
pub const CLEAR: &str = "Clear";
/// What the choice of an order is called.
pub const SORT: &str = "Sort by";
/// Asks for the next page.
pub const SHOW_MORE: &str = "Show more";
/// While rows are on their way.
pub const LOADING: &str = "Loading your conversations…";
/// Asks for something again.
pub const TRY_AGAIN: &str = "Try again";
/// The list is empty.
pub const EMPTY: &str = "You have no conversations yet.";
/// The button of the empty list.
pub const EMPTY_ACTION: &str = "Write to us";
/// The filter matches nothing.
pub const NOTHING_MATCHES: &str = "No conversation matches these filters.";
/// The button for it.
pub const CLEAR_FILTERS: &str = "Clear filters";
/// Nobody knows whose list it is.
pub const NO_REQUESTER: &str =
    "We don’t know who you are yet. Sign in to this portal to see your conversations.";
/// A conversation without a subject.
pub const NO_SUBJECT: &str = "(no subject)";

/// A status in the customer's words; one that we do not know is shown as it is.
#[must_use]
pub fn status(status: &Status) -> &str {
    status.as_str()
}

/// A priority in the customer's words.
#[must_use]
pub fn priority(priority: &Priority) -> &str {
    priority.as_str()
}

/// A priority beside a conversation, where the word alone would not say what it is.
#[must_use]
pub fn priority_of_row(priority: &Priority) -> String {
    format!("{priority} priority")
}

/// An order's name.
#[must_use]
pub fn order(order: Order) -> &'static str {
    match order {
        Order::NewestFirst => "Newest first",
        Order::OldestFirst => "Oldest first",
        Order::RecentlyUpdated => "Recently updated",
        Order::LeastRecentlyUpdated => "Longest without update",
    }
}

/// How much of the list is in view.
#[must_use]
pub fn shown_of(shown: usize, total: u64) -> String {
    format!("{shown} of {total}")
}

/// The same, for those who hear it.
#[must_use]
pub fn shown_of_spoken(shown: usize, total: u64) -> String {
    format!("{shown} of {total} conversations shown")
}

/// When a conversation was made.
#[must_use]
pub fn made(relative: &str) -> String {
    format!("Sent {relative}")
}

/// When a conversation last changed.
#[must_use]
pub fn updated(relative: &str) -> String {
    format!("Updated {relative}")
}
