//! Data and rules: what has been typed, what may be sent, what a list holds.
//!
//! **Nothing here does I/O, reads a clock or can fail except by returning a value.** Its
//! counterparts are [`crate::api`], which talks to the network, and [`crate::hooks`], which brings
//! the two together.

pub mod conversations;
pub mod draft;
pub mod expectation;
pub mod failure;
pub mod filter;
pub mod follow_up;
pub mod links;
pub mod place;
pub mod prose;
pub mod requester;
pub mod submission;
pub mod thread;
pub mod time;
pub mod validate;
