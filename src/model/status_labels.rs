//! The page's own words for statuses.

use std::rc::Rc;

use support_wire::Status;

/// The page's own words for statuses, by the status as the API has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatusLabels(Rc<[(String, String)]>);

impl StatusLabels {
    /// The page's word for a status, if it has one.
    #[must_use]
    pub fn get(&self, status: &Status) -> Option<&str> {
        let mut labels = self.0.iter();
        let label = labels.find(|(of, _)| of == status.as_str());
        label.map(|(_, label)| label.as_str())
    }
}

impl FromIterator<(String, String)> for StatusLabels {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(labels: I) -> Self {
        let labels = labels.into_iter();
        Self(
            labels
                .filter(|(_, label)| !label.trim().is_empty())
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_count() {
        let given = [("Open", "With us"), ("Closed", " ")];
        let given = given.map(|(status, label)| (status.to_owned(), label.to_owned()));
        let labels: StatusLabels = given.into_iter().collect();
        assert_eq!(labels.get(&Status::Open), Some("With us"));
        assert_eq!(labels.get(&Status::Closed), None);
        assert_eq!(labels.get(&Status::from("Waiting on carrier")), None);
    }
}
