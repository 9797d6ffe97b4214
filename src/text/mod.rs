//! Every sentence that a customer reads, by name. Each says what happened, what is safe and what to
//! do next; none is written anywhere else.

mod conversation;
mod crash;
mod failure;
mod form;
mod list;
mod outbox;

pub use conversation::*;
pub use crash::*;
pub use failure::*;
pub use form::*;
pub use list::*;
pub use outbox::*;

/// The language of these sentences, for the dates and numbers among them.
pub const LANGUAGE: &str = "en";
/// The direction in which that language is written, whatever the page around it is.
pub const DIRECTION: &str = "ltr";
