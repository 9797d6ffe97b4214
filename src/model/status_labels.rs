//! The page's own words for statuses.

use std::{collections::BTreeMap, rc::Rc};

use support_wire::Status;

/// The page's own words for statuses, by the status as the API has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatusLabels(Rc<BTreeMap<String, String>>);

impl StatusLabels {
    /// The page's word for a status, if it has one.
    #[must_use]
    pub fn get(&self, status: &Status) -> Option<&str> {
        self.0.get(status.as_str()).map(String::as_str)
    }
}

impl From<BTreeMap<String, String>> for StatusLabels {
    fn from(mut labels: BTreeMap<String, String>) -> Self {
        labels.retain(|_, label| !label.trim().is_empty());
        Self(Rc::new(labels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_count() {
        let given = [("Open", "With us"), ("Closed", " ")];
        let given = given.map(|(status, label)| (status.to_owned(), label.to_owned()));
        let labels = StatusLabels::from(BTreeMap::from(given));
        assert_eq!(labels.get(&Status::Open), Some("With us"));
        assert_eq!(labels.get(&Status::Closed), None);
        assert_eq!(labels.get(&Status::from("Waiting on carrier")), None);
    }
}
