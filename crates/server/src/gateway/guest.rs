//! Unsigned visitors, where the settings let them in: they may make a conversation and are told its
//! number, nothing else. They are limited by address, and bots by a field that no person sees.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};

use super::{Gateway, requester::Requester};
use crate::Error;

/// The window that creates are counted in, in seconds.
const WINDOW: i64 = 3600;
/// How many addresses are counted.
const KEPT_MAX: usize = 100_000;

/// The field that a person never fills in.
pub(super) const HONEYPOT: &str = "website";

/// Who makes a conversation.
#[derive(Debug)]
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
            let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
            return Ok(Self::Guest(Guest {
                address: peer.map(|ConnectInfo(peer)| peer.ip()),
            }));
        }
        Requester::from_request_parts(parts, gateway)
            .await
            .map(Self::Signed)
    }
}

/// Counts the creates of each address. Headers about forwarding are not believed.
#[derive(Debug)]
pub(super) struct GuestLimiter {
    per_window: u32,
    counts: Mutex<HashMap<Option<IpAddr>, (i64, u32)>>,
}

impl GuestLimiter {
    pub(super) fn new(per_window: u32) -> Self {
        Self {
            per_window,
            counts: Mutex::default(),
        }
    }

    /// Takes one create of the guest's; else how long to wait, in seconds.
    pub(super) fn take(&self, guest: Guest, now: i64) -> Result<(), u64> {
        let window = now.div_euclid(WINDOW);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= KEPT_MAX {
            counts.retain(|_, (of, _)| *of == window);
        }
        let (of, count) = counts
            .entry(guest.address.map(network))
            .or_insert((window, 0));
        if *of != window {
            (*of, *count) = (window, 0);
        }
        if *count >= self.per_window {
            let wait = (window + 1) * WINDOW - now;
            return Err(wait.unsigned_abs());
        }
        *count += 1;
        Ok(())
    }
}

/// Of IPv6, the part that one customer of a provider gets.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let kept = v6.to_bits() & (u128::MAX << 64);
            IpAddr::V6(kept.into())
        }
        v4 => v4,
    }
}
