//! Data and rules: what has been typed, what may be sent, what a list holds.
//!
//! **Nothing here does I/O, reads a clock or can fail except by returning a value.** Its
//! counterparts are [`crate::api`], which talks to the network, and [`crate::hooks`], which brings
//! the two together.

pub mod conversations;
pub mod digits;
pub mod draft;
pub mod drafts;
pub mod expectation;
pub mod export;
pub mod failure;
pub mod fields;
pub mod filter;
pub mod follow_up;
pub mod links;
pub mod outbox;
pub mod part;
pub mod place;
pub mod prose;
pub mod requester;
pub mod retry;
pub mod seen;
pub mod status_labels;
pub mod submission;
pub mod thread;
pub mod time;
pub mod url_state;
pub mod validate;
