//! Data and rules: what has been typed, what may be sent, what a list holds.
//!
//! **Nothing here does I/O, reads a clock or can fail except by returning a value.** Its
//! counterparts are [`crate::api`], which talks to the network, and [`crate::hooks`], which brings
//! the two together.

pub mod conversations;
pub mod draft;
pub mod drafts;
pub mod failure;
pub mod filter;
pub mod outbox;
pub mod place;
pub mod requester;
pub mod retry;
pub mod submission;
pub mod time;
pub mod validate;
