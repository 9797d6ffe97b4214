//! The queries of the lists, both ways.

mod fields;
mod list;
mod parts;
mod replies;

use std::borrow::Cow;

pub use fields::FieldsQuery;
pub use list::ListQuery;
pub use replies::RepliesQuery;

type Pair<'a> = (&'static str, Cow<'a, str>);

/// Why a query cannot be read: the parameter, what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryProblem {
    /// The parameter's name without brackets, or empty where the whole query is at fault.
    pub name: String,
    /// What was expected.
    pub expected: String,
    /// What was found, shortened.
    pub found: String,
}

impl std::fmt::Display for QueryProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: expected {}, found `{}`",
            self.name, self.expected, self.found
        )
    }
}

impl std::error::Error for QueryProblem {}

/// Percent-encodes name and value pairs as a query string.
#[must_use]
pub fn encode_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}
