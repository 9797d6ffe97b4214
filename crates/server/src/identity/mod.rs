//! Who is asking: verifies the identity token that a portal's back end, or its sign-in provider,
//! signed for a customer.
//!
//! A token passes [`Verifier::verify`] or the request ends with a [`Refusal`]; there is nothing in
//! between, and no claim is believed before the signature holds. The algorithm comes from the key,
//! and the key from the configuration: a token only names which of our keys it means. This module
//! knows neither the gateway that asks it nor the desk behind that.
//!
//! Reading order: `bearer` and `compact` (the token's form), `keys` (whose signature), `claims` and
//! `rules` (what it says), `verifier` (all of it in order).

mod bearer;
mod claims;
pub mod cli;
mod compact;
mod contact;
mod doctor;
mod keys;
mod mint;
mod policy;
mod refusal;
mod revoked;
mod rules;
mod settings;
mod setup_error;
mod strict_json;
#[cfg(test)]
mod tests;
mod verifier;
mod watch;

pub use contact::VerifiedContact;
pub use refusal::Refusal;
pub use settings::{KeySetAlgorithm, KeySetSource, Life, OwnSecret, SecretFile, VerifierSettings};
pub use setup_error::SetupError;
pub use verifier::{Identity, Verifier};
