//! What is said in the list.

use support_wire::{Priority, Status};
use yew::AttrValue;

use super::Texts;
use crate::model::{conversations::Count, filter::Order, status_labels::StatusLabels};

impl Texts {
    /// A status in the customer's words; the page's own go first, and one that we do not know is shown
    /// as it is.
    #[must_use]
    pub fn status(&self, status: &Status, labels: &StatusLabels) -> AttrValue {
        match (labels.get(status), status) {
            (Some(label), _) => label.to_owned().into(),
            (None, Status::Open) => self.status_open(),
            (None, Status::Pending) => self.status_pending(),
            (None, Status::Resolved) => self.status_resolved(),
            (None, Status::Closed) => self.status_closed(),
            (None, Status::Other(other)) => other.clone().into(),
        }
    }

    /// A status beside a conversation, where it says what is to be done.
    #[must_use]
    pub fn status_of_row(&self, of: &Status, labels: &StatusLabels) -> AttrValue {
        if *of == Status::Pending && labels.get(of).is_none() {
            self.pending_of_row()
        } else {
            self.status(of, labels)
        }
    }

    /// A priority in the customer's words; one that we do not know is shown as it is.
    #[must_use]
    pub fn priority(&self, priority: &Priority) -> AttrValue {
        match priority {
            Priority::Low => self.priority_low(),
            Priority::Medium => self.priority_medium(),
            Priority::High => self.priority_high(),
            Priority::Urgent => self.priority_urgent(),
            Priority::Other(other) => other.clone().into(),
        }
    }

    /// A priority beside a conversation, where the word alone would not say what it is.
    #[must_use]
    pub fn priority_beside(&self, priority: &Priority) -> AttrValue {
        self.priority_of_row(&self.priority(priority))
    }

    /// An order's name.
    #[must_use]
    pub fn order(&self, order: Order) -> AttrValue {
        match order {
            Order::NewestFirst => self.newest_first(),
            Order::OldestFirst => self.oldest_first(),
            Order::RecentlyUpdated => self.recently_updated(),
            Order::LeastRecentlyUpdated => self.least_recently_updated(),
        }
    }

    /// How many there are of a kind: those that are there, and perhaps more.
    #[must_use]
    pub fn count(&self, Count { rows, is_whole }: Count) -> AttrValue {
        if is_whole {
            self.number(rows).into()
        } else {
            self.or_more(rows)
        }
    }

    /// What the search is called: it goes over what is there, and says so.
    #[must_use]
    pub fn search(&self, loaded: usize, is_whole: bool) -> AttrValue {
        if is_whole {
            self.find()
        } else {
            self.find_in(loaded)
        }
    }

    /// How many hold the words, of how many that are there, of how many in all.
    #[must_use]
    pub fn found(&self, found: usize, loaded: usize, total: u64) -> AttrValue {
        if loaded as u64 == total {
            self.found_of(found, loaded)
        } else {
            self.found_of_all(found, loaded, total)
        }
    }

    /// Words that nothing among what is there holds.
    #[must_use]
    pub fn none_found(&self, loaded: usize, is_whole: bool) -> AttrValue {
        if is_whole {
            self.nothing_found()
        } else {
            self.nothing_found_yet(loaded)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_said_in_the_customers_words_or_the_pages() {
        let (texts, none) = (Texts::default(), StatusLabels::default());
        let own = [
            ("Pending", "Your turn"),
            ("Waiting on carrier", "On its way"),
        ];
        let own = own.map(|(status, label)| (status.to_owned(), label.to_owned()));
        let own: StatusLabels = own.into_iter().collect();
        let carrier = Status::from("Waiting on carrier");
        assert_eq!(texts.status(&Status::Open, &none), "Open");
        assert_eq!(texts.status(&Status::Pending, &none), "Waiting");
        assert_eq!(
            texts.status_of_row(&Status::Pending, &none),
            texts.pending_of_row()
        );
        assert_eq!(texts.status(&carrier, &none), "Waiting on carrier");
        assert_eq!(texts.status(&Status::Pending, &own), "Your turn");
        assert_eq!(texts.status_of_row(&Status::Pending, &own), "Your turn");
        assert_eq!(texts.status_of_row(&carrier, &own), "On its way");
        assert_eq!(texts.status_of_row(&Status::Open, &own), "Open");
    }

    #[test]
    fn no_number_says_more_than_is_known() {
        let texts = Texts::plain();
        let part = Count {
            rows: 12,
            is_whole: false,
        };
        assert_eq!(texts.count(part), "12+");
        assert_eq!(
            texts.count(Count {
                is_whole: true,
                ..part
            }),
            "12"
        );
        assert_eq!(
            (texts.search(25, false), texts.search(25, true)),
            ("Find in these 25".into(), "Find".into())
        );
        assert_eq!(texts.found(3, 25, 48), "3 of 25 shown, 48 in all");
        assert_eq!(texts.found(3, 25, 25), "3 of 25");
        assert_eq!(texts.closed(12, true), "12 closed so far");
        assert_eq!(texts.download(25, 48), "Download 25 of 48");
    }
}
