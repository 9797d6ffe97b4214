//! Unsigned visitors, where the settings let them in: they may make a conversation and are told its
//! number, nothing else. They are limited by address, and bots by a field that no person sees.

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use super::{Gateway, limits, requester::Requester};
use crate::Error;

/// The field that a person never fills in.
pub(super) const HONEYPOT: &str = "website";

/// Who makes a conversation.
#[derive(Debug, Clone)]
pub(super) enum Creator {
    /// A verified requester.
    Signed(Requester),
    /// An unsigned visitor.
    Guest(Guest),
}

/// An unsigned visitor, by network address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guest {
    address: Option<IpAddr>,
}

impl FromRequestParts<Gateway> for Creator {
    type Rejection = Error;

    /// A token that is there must be good: a bad one never falls back to a guest.
    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Error> {
        let is_unsigned = !parts.headers.contains_key(header::AUTHORIZATION);
        if is_unsigned && gateway.settings.guests {
            let address = limits::client(parts, &gateway.settings.trusted_proxies);
            return Ok(Self::Guest(Guest { address }));
        }
        Requester::from_request_parts(parts, gateway)
            .await
            .map(Self::Signed)
    }
}

impl Guest {
    /// The network that is counted: of IPv6, the part that one customer of a provider gets.
    pub(super) fn network(self) -> [u8; 16] {
        match self.address.map(|address| address.to_canonical()) {
            None => [0; 16],
            Some(IpAddr::V4(v4)) => v4.to_ipv6_mapped().octets(),
            Some(IpAddr::V6(v6)) => (v6.to_bits() & (u128::MAX << 64)).to_be_bytes(),
        }
    }
}
