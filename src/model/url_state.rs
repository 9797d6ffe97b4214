//! Where the customer is and what they look at, as part of the page's address. The parameters of
//! ours begin with `support-`; whatever else the address holds is the page's and stays as it is.

use std::borrow::Cow;

use support_wire::{Priority, Status};

use crate::model::{
    filter::{Filter, Order},
    place::Place,
};

/// What the names of our parameters begin with.
const PREFIX: &str = "support-";
/// How many values of a kind are read from an address: anybody may have written it.
const MOST_VALUES: usize = 16;
/// How long a value may be, in bytes.
const LONGEST_VALUE: usize = 200;

/// Which part of the page's address is ours to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UrlMode {
    /// None.
    #[default]
    Off,
    /// The query: `?support-view=list`.
    Query,
    /// The fragment, behind whatever route the page has in it: `#/help?support-view=list`.
    Fragment,
}

/// Where the customer is and what they look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UrlState {
    /// What is in view.
    pub place: Place,
    /// What the list is narrowed to and how it is ordered.
    pub filter: Filter,
}

impl UrlMode {
    /// What an address says. `search` and `fragment` are the address's own, `?` and `#` included.
    #[must_use]
    pub fn read(self, search: &str, fragment: &str) -> UrlState {
        match self {
            Self::Off => UrlState::default(),
            Self::Query => UrlState::read(search.trim_start_matches('?')),
            Self::Fragment => UrlState::read(split_fragment(fragment).1),
        }
    }

    /// The query and fragment of an address that says this, and otherwise what it says now.
    #[must_use]
    pub fn write(self, state: &UrlState, search: &str, fragment: &str) -> String {
        let mut url = String::new();
        let query = search.trim_start_matches('?');
        let query = match self {
            Self::Query => state.write_into(query),
            _ => query.to_owned(),
        };
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query);
        }
        if self != Self::Fragment {
            url.push_str(fragment);
            return url;
        }
        let (route, pairs) = split_fragment(fragment);
        let pairs = state.write_into(pairs);
        if !(route.is_empty() && pairs.is_empty()) {
            url.push('#');
            url.push_str(route);
            if !(route.is_empty() || pairs.is_empty()) {
                url.push('?');
            }
            url.push_str(&pairs);
        }
        url
    }
}

/// A fragment's route, such as `/help`, and its parameters.
fn split_fragment(fragment: &str) -> (&str, &str) {
    let fragment = fragment.trim_start_matches('#');
    match fragment.split_once('?') {
        Some(parts) => parts,
        None if fragment.contains('=') => ("", fragment),
        None => (fragment, ""),
    }
}

impl UrlState {
    /// Whether going from one to the other is a step that Back should undo. Each letter of a word
    /// that is looked for is not.
    #[must_use]
    pub fn is_a_step_from(&self, other: &Self) -> bool {
        self.place != other.place || !self.filter.asks_the_same_as(&other.filter)
    }

    fn read(query: &str) -> Self {
        let mut state = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let Some(name) = name.strip_prefix(PREFIX) else {
                continue;
            };
            if !value.is_empty() && value.len() <= LONGEST_VALUE {
                state.read_pair(name, &value);
            }
        }
        state
    }

    fn read_pair(&mut self, name: &str, value: &str) {
        let filter = &mut self.filter;
        match name {
            "view" if value == "list" && self.place == Place::Form => self.place = Place::List,
            "conversation" => {
                if let Some(id) = value.parse().ok().filter(|id| *id > 0) {
                    self.place = Place::Conversation(id);
                }
            }
            "status" => add(&mut filter.statuses, Status::from(value)),
            "priority" => add(&mut filter.priorities, Priority::from(value)),
            "brand" => filter.brand = value.parse().ok().filter(|id| *id > 0),
            "sort" => filter.order = Order::from_key(value),
            "find" => value.clone_into(&mut filter.words),
            _ => {}
        }
    }

    /// A query with our parameters in place of those that it has, and the page's own as they were.
    fn write_into(&self, query: &str) -> String {
        let kept = query
            .split('&')
            .filter(|pair| !(pair.is_empty() || is_ours(pair)));
        let mut parts: Vec<Cow<'_, str>> = kept.map(Cow::from).collect();
        let ours = support_wire::encode_pairs(self.pairs());
        if !ours.is_empty() {
            parts.push(ours.into());
        }
        parts.join("&")
    }

    fn pairs(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let Filter {
            statuses,
            priorities,
            brand,
            words,
            order,
        } = &self.filter;
        let mut pairs = Vec::new();
        match self.place {
            Place::Form => {}
            Place::List => pairs.push(("support-view", "list".into())),
            Place::Conversation(id) => pairs.push(("support-conversation", id.to_string().into())),
        }
        pairs.extend(
            statuses
                .iter()
                .map(|status| ("support-status", status.as_str().into())),
        );
        let priorities = priorities.iter().map(|priority| priority.as_str().into());
        pairs.extend(priorities.map(|priority| ("support-priority", priority)));
        if let Some(id) = brand {
            pairs.push(("support-brand", id.to_string().into()));
        }
        if *order != Order::default() {
            pairs.push(("support-sort", order.key().into()));
        }
        if self.filter.has_words() {
            pairs.push(("support-find", words.as_str().into()));
        }
        pairs
    }
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if values.len() < MOST_VALUES && !values.contains(&value) {
        values.push(value);
    }
}

/// Whether a raw pair of a query is one of ours, however its name is encoded.
fn is_ours(pair: &str) -> bool {
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .is_some_and(|(name, _)| name.starts_with(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything() -> UrlState {
        UrlState {
            place: Place::Conversation(12345),
            filter: Filter {
                statuses: vec![Status::Open, Status::from("Wartet & hofft?")],
                priorities: vec![Priority::Urgent],
                brand: Some(2),
                words: "left boot=größe".into(),
                order: Order::RecentlyUpdated,
            },
        }
    }

    /// The address's query and fragment, written and taken apart again.
    fn written(mode: UrlMode, state: &UrlState, search: &str, fragment: &str) -> (String, String) {
        let url = mode.write(state, search, fragment);
        let (query, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
        (query.to_owned(), fragment.to_owned())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let list = UrlState {
            place: Place::List,
            ..UrlState::default()
        };
        for state in [UrlState::default(), list, everything()] {
            for mode in [UrlMode::Query, UrlMode::Fragment] {
                for (search, fragment) in [
                    ("", ""),
                    ("?a=1", "#top"),
                    ("?a", "#/help?x=y"),
                    ("", "#b=2"),
                ] {
                    let (search, fragment) = written(mode, &state, search, fragment);
                    assert_eq!(mode.read(&search, &fragment), state, "{search}{fragment}");
                }
            }
        }
    }

    #[test]
    fn what_is_the_pages_stays_as_it_is() {
        let odd = "?customer=tomas&q=a+b%20c&flag&empty=&%zz=1&support=yes";
        let before = UrlMode::Query.write(&everything(), odd, "#/support");
        assert_eq!(
            UrlMode::Query.write(
                &UrlState::default(),
                before.strip_suffix("#/support").unwrap(),
                "#/support"
            ),
            format!("{odd}#/support")
        );
        let url = UrlMode::Fragment.write(&everything(), odd, "#/support?tab=2");
        assert!(
            url.starts_with(&format!("{odd}#/support?tab=2&support-conversation=12345")),
            "{url}"
        );
        assert_eq!(
            UrlMode::Fragment.write(&UrlState::default(), "", "#/support"),
            "#/support"
        );
        assert_eq!(UrlMode::Off.write(&everything(), "?a=1", "#b"), "?a=1#b");
    }

    #[test]
    fn ours_are_written_once() {
        let open = UrlState {
            place: Place::List,
            filter: Filter {
                statuses: vec![Status::Open],
                ..Filter::default()
            },
        };
        let search = "?support-status=Closed&a=1&%73upport-status=Pending&support-view=list";
        assert_eq!(
            UrlMode::Query.write(&open, search, ""),
            "?a=1&support-view=list&support-status=Open"
        );
    }

    #[test]
    fn nonsense_changes_nothing() {
        let nonsense = "?support-conversation=-1&support-conversation=x&support-view=moon&support-sort=up&support-brand=tarrow\
                        &support-status=&support-other=1&support-";
        assert_eq!(UrlMode::Query.read(nonsense, ""), UrlState::default());
        let long = format!("?support-find={}", "x".repeat(1_000));
        assert_eq!(UrlMode::Query.read(&long, ""), UrlState::default());
        let many: String = (0..1_000)
            .map(|number| format!("&support-status={number}"))
            .collect();
        assert_eq!(
            UrlMode::Query.read(&many, "").filter.statuses.len(),
            MOST_VALUES
        );
        assert_eq!(
            UrlMode::Off.read("?support-view=list", "#support-view=list"),
            UrlState::default()
        );
    }

    #[test]
    fn back_undoes_steps_and_not_letters() {
        let state = everything();
        let mut other = state.clone();
        other.filter.words.push('s');
        assert!(!state.is_a_step_from(&other));
        other.place = Place::List;
        assert!(state.is_a_step_from(&other));
    }
}
