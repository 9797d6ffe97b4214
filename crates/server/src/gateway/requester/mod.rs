//! Who is asking: the extractor that every handler gets the requester from, and the only way to one.

mod contacts;

use aws_lc_rs::digest::{Context, SHA256};
use axum::{extract::FromRequestParts, http::request::Parts};
use support_wire::{Conversation, FieldProblem};

use super::{Gateway, line::Calls, metrics::Counter, reads::Question};
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

    /// The contact id that the token itself says.
    pub(super) fn signed_id(&self) -> Option<i64> {
        self.contact_id
    }

    /// A text that is this requester's alone within a tenant.
    pub(super) fn key(&self) -> String {
        match (&self.address, self.contact_id) {
            (address, None) => address_key(address),
            (address, Some(id)) => format!("{} {id}", address_key(address)),
        }
    }

    /// The contact id, if the help desk knows the requester.
    pub(super) async fn contact_id(
        &self,
        gateway: &Gateway,
        calls: &Calls,
    ) -> Result<Option<i64>, Error> {
        match self.contact_id {
            Some(id) => Ok(Some(id)),
            None => gateway.contacts.id_of(&self.address, gateway, calls).await,
        }
    }

    /// How many calls it will take to know the contact id when a read that is asked now has its turn.
    pub(super) fn calls_to_know(&self, gateway: &Gateway) -> usize {
        if self.contact_id.is_some() {
            return 0;
        }
        let turn = gateway.line.turn_of_newcomer();
        usize::from(!gateway.contacts.is_known(&self.address, turn))
    }

    /// Takes note of rows that say whose they are: the contact need not be looked up again so soon.
    pub(super) fn confirm(&self, gateway: &Gateway, contact: i64, rows: &[Conversation]) {
        let ContactAddress::Email(_) = &self.address else {
            return;
        };
        let says_so = |row: &Conversation| {
            let said = row.requested_by_email.as_deref();
            said.is_some_and(|said| is_address(said, &self.address))
        };
        if rows.iter().any(says_so) {
            gateway.contacts.confirm(&self.address, contact);
        }
    }

    /// The requester's name for whatever is counted or kept by requester.
    pub(super) fn id(&self, gateway: &Gateway) -> RequesterId {
        RequesterId::of(&gateway.settings.tenant, &self.key())
    }

    /// A question of this requester's.
    pub(super) fn question(&self, gateway: &Gateway, text: String) -> Question {
        Question::new(self.id(gateway), text)
    }
}

/// A requester's short name: nothing can be read from it, and no two have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RequesterId([u8; 16]);

impl RequesterId {
    /// The name of who has that key within a tenant.
    pub(super) fn of(tenant: &str, key: &str) -> Self {
        let mut hash = Context::new(&SHA256);
        hash.update(&(tenant.len() as u64).to_be_bytes());
        hash.update(tenant.as_bytes());
        hash.update(key.as_bytes());
        let mut name = [0; 16];
        for (byte, digit) in name.iter_mut().zip(hash.finish().as_ref()) {
            *byte = *digit;
        }
        Self(name)
    }

    pub(super) fn bytes(self) -> [u8; 16] {
        self.0
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
