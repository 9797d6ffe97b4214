//! How the stub upstream misbehaves.

use std::time::Duration;

/// What happens to the next create.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing out of the ordinary.
    None,
    /// Stored, answered late.
    Late(Duration),
    /// Stored, never answered.
    StoredThenSilent,
    /// Stored, answered 500.
    StoredThenError,
    /// Not stored, answered 503.
    Error,
    /// Not stored, answered 400 with that field.
    Invalid,
    /// Not stored, answered 429.
    RateLimited,
    /// Stored, answered with somebody else's row.
    Foreign,
    /// Not stored; in the same process it is the caller's panic.
    Panic,
}

/// How a look-up of a contact lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContactLie {
    #[default]
    None,
    Another,
    Two,
}
