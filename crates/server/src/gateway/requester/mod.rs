//! Who is asking: the extractor that every handler gets the requester from, and the only way to one.

mod contacts;

use axum::{extract::FromRequestParts, http::request::Parts};
use support_wire::FieldProblem;

use super::{Gateway, metrics::Counter};
use crate::{
    Error,
    identity::{Identity, VerifiedContact},
    upstream::ContactAddress,
};
pub(super) use contacts::ContactBook;

/// A verified requester. The field is private: only a verified token makes one.
#[derive(Debug, Clone)]
pub(super) struct Requester {
    address: ContactAddress,
    /// Signed in the token itself.
    contact_id: Option<i64>,
}

impl FromRequestParts<Gateway> for Requester {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Error> {
        match gateway.verifier.verify(&parts.headers, gateway.now()).await {
            Ok(identity) => Ok(Self::from(identity)),
            Err(refusal) => {
                let reason = refusal.reason();
                gateway.metrics.add(Counter::AuthRefused, reason, 1);
                Err(Error::Unverified(reason))
            }
        }
    }
}

impl From<Identity> for Requester {
    fn from(identity: Identity) -> Self {
        let address = match identity.contact {
            VerifiedContact::Email(text) => ContactAddress::Email(folded(&text)),
            VerifiedContact::Phone(text) => ContactAddress::Phone(digits(&text)),
        };
        Self {
            address,
            contact_id: identity.contact_id,
        }
    }
}

impl Requester {
    /// The address, as conversations are made for.
    pub(super) fn address(&self) -> &ContactAddress {
        &self.address
    }

    /// Whether the token itself says which contact it is.
    pub(super) fn is_signed_with_id(&self) -> bool {
        self.contact_id.is_some()
    }

    /// A text that is this requester's alone within a tenant.
    pub(super) fn key(&self) -> String {
        match (&self.address, self.contact_id) {
            (address, None) => address_key(address),
            (address, Some(id)) => format!("{} {id}", address_key(address)),
        }
    }

    /// The contact id, if the help desk knows the requester.
    pub(super) async fn contact_id(&self, gateway: &Gateway) -> Result<Option<i64>, Error> {
        match self.contact_id {
            Some(id) => Ok(Some(id)),
            None => gateway.contacts.id_of(&self.address, gateway).await,
        }
    }
}

/// A text that is this address's alone.
pub(super) fn address_key(address: &ContactAddress) -> String {
    match address {
        ContactAddress::Email(text) => format!("email {text}"),
        ContactAddress::Phone(text) => format!("phone {text}"),
    }
}

/// Whether a text that somebody sent is this address.
pub(super) fn is_address(text: &str, address: &ContactAddress) -> bool {
    match address {
        ContactAddress::Email(email) => folded(text) == *email,
        ContactAddress::Phone(phone) => digits(text) == *phone,
    }
}

/// The problem of a field that names somebody else.
pub(super) fn not_yours(name: &str) -> FieldProblem {
    FieldProblem {
        name: name.to_owned(),
        message: "expected the requester's own, found another".to_owned(),
    }
}

/// An e-mail address in the form that matching uses. Only ASCII is folded: anything more would let
/// lookalikes meet.
pub(super) fn folded(email: &str) -> String {
    email.trim().to_ascii_lowercase()
}

/// A telephone number without what people put in between.
fn digits(phone: &str) -> String {
    let filler = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '.');
    phone.trim().replace(filler, "")
}
