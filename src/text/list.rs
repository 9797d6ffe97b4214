//! The list's sentences.

use support_wire::{Priority, Status};

use crate::model::{conversations::Count, filter::Order, status_labels::StatusLabels};

/// The list's title.
pub const LIST_TITLE: &str = "My conversations";
/// What switches between the form and the list on narrow screens.
pub const VIEWS: &str = "Support";
/// What the status filter is called.
pub const FILTER: &str = "Filter by status";
/// What the priority filter is called.
pub const FILTER_PRIORITY: &str = "Filter by priority";
/// What the brand filter is called.
pub const FILTER_BRAND: &str = "Filter by brand";
/// No brand in particular.
pub const ALL_BRANDS: &str = "All brands";
/// Takes all filters away.
pub const CLEAR: &str = "Clear";
/// What the choice of an order is called.
pub const SORT: &str = "Sort by";
/// Draws rows again that have left the view.
pub const SHOW_BEFORE: &str = "Show those before";
/// Takes in what changed while the list was there.
pub const SHOW: &str = "Show";
/// Takes the marks away from what changed since the customer looked.
pub const MARK_AS_SEEN: &str = "Mark as read";
/// Said of a conversation that changed since the customer looked.
pub const NEWS: &str = "Updated since you looked";
/// What a conversation that waits for the customer is about.
pub const PENDING_OF_ROW: &str = "Waiting: see the last message";
/// A file for a spreadsheet.
pub const CSV: &str = "CSV";
/// A file for a program.
pub const JSON: &str = "JSON";
/// The name of a downloaded file, without its ending.
pub const FILE_NAME: &str = "my-conversations";
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

/// A status in the customer's words; the page's own go first, and one that we do not know is shown
/// as it is.
#[must_use]
pub fn status<'a>(status: &'a Status, labels: &'a StatusLabels) -> &'a str {
    match (labels.get(status), status) {
        (Some(label), _) => label,
        (None, Status::Pending) => "Waiting",
        (None, status) => status.as_str(),
    }
}

/// A status beside a conversation, where it says what is to be done.
#[must_use]
pub fn status_of_row<'a>(of: &'a Status, labels: &'a StatusLabels) -> &'a str {
    if *of == Status::Pending && labels.get(of).is_none() {
        PENDING_OF_ROW
    } else {
        status(of, labels)
    }
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

/// How many there are of a kind: those that are there, and perhaps more.
#[must_use]
pub fn count(count: Count) -> String {
    let Count { rows, is_whole } = count;
    let more = if is_whole { "" } else { "+" };
    format!("{rows}{more}")
}

/// What the search is called: it goes over what is there, and says so.
#[must_use]
pub fn find_in(loaded: usize, is_whole: bool) -> String {
    if is_whole {
        "Find".to_owned()
    } else {
        format!("Find in these {loaded}")
    }
}

/// How many hold the words, of how many that are there, of how many in all.
#[must_use]
pub fn found_of(found: usize, loaded: usize, total: u64) -> String {
    if loaded as u64 == total {
        format!("{found} of {loaded}")
    } else {
        format!("{found} of {loaded} shown, {total} in all")
    }
}

/// The same, for those who hear it.
#[must_use]
pub fn found_of_spoken(found: usize, loaded: usize, total: u64) -> String {
    format!("{found} found among {loaded} conversations shown, {total} in all")
}

/// Words that nothing among what is there holds.
#[must_use]
pub fn nothing_found(loaded: usize, is_whole: bool) -> String {
    if is_whole {
        "No conversation holds these words.".to_owned()
    } else {
        format!("None of these {loaded} conversations holds these words. There are more to load.")
    }
}

/// How many conversations changed while the list was there.
#[must_use]
pub fn noticed(count: usize) -> String {
    format!("{count} updated")
}

/// How many conversations changed since the customer looked.
#[must_use]
pub fn news(count: usize) -> String {
    format!("{count} updated since you looked")
}

/// How many closed conversations are folded away.
#[must_use]
pub fn closed(count: usize, is_whole: bool) -> String {
    if is_whole {
        format!("{count} closed")
    } else {
        format!("{count} closed so far")
    }
}

/// What a download holds.
#[must_use]
pub fn download(loaded: usize, total: u64) -> String {
    format!("Download {loaded} of {total}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_said_in_the_customers_words_or_the_pages() {
        let none = StatusLabels::default();
        let own = [
            ("Pending", "Your turn"),
            ("Waiting on carrier", "On its way"),
        ];
        let own = own.map(|(status, label)| (status.to_owned(), label.to_owned()));
        let own: StatusLabels = own.into_iter().collect();
        let carrier = Status::from("Waiting on carrier");
        assert_eq!(status(&Status::Open, &none), "Open");
        assert_eq!(status(&Status::Pending, &none), "Waiting");
        assert_eq!(status_of_row(&Status::Pending, &none), PENDING_OF_ROW);
        assert_eq!(status(&carrier, &none), "Waiting on carrier");
        assert_eq!(status(&Status::Pending, &own), "Your turn");
        assert_eq!(status_of_row(&Status::Pending, &own), "Your turn");
        assert_eq!(status_of_row(&carrier, &own), "On its way");
        assert_eq!(status_of_row(&Status::Open, &own), "Open");
    }

    #[test]
    fn no_number_says_more_than_is_known() {
        let part = Count {
            rows: 12,
            is_whole: false,
        };
        assert_eq!(count(part), "12+");
        assert_eq!(
            count(Count {
                is_whole: true,
                ..part
            }),
            "12"
        );
        assert_eq!(
            (find_in(25, false), find_in(25, true)),
            ("Find in these 25".into(), "Find".into())
        );
        assert_eq!(found_of(3, 25, 48), "3 of 25 shown, 48 in all");
        assert_eq!(found_of(3, 25, 25), "3 of 25");
        assert_eq!(closed(12, false), "12 closed so far");
        assert_eq!(download(25, 48), "Download 25 of 48");
    }
}
