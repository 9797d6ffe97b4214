//! What must hold of the claims, one rule after the other. The verifier stops at the first that does
//! not; the doctor tries them all.

use super::{
    Refusal, VerifiedContact,
    claims::{Claims, Verified},
    keys::{Key, Source},
    policy::Policy,
    revoked::Revoked,
};

/// How far two clocks may differ, in seconds.
pub(super) const LEEWAY: i64 = 30;

/// What a rule may look at.
pub(super) struct Case<'a> {
    /// What the token says.
    pub(super) claims: &'a Claims,
    /// The key that signed it.
    pub(super) key: &'a Key,
    /// What we expect.
    pub(super) policy: &'a Policy,
    /// Whose tokens are called back.
    pub(super) revoked: &'a Revoked,
    /// The `Origin` header.
    pub(super) origin: Option<&'a str>,
    /// The time, in epoch seconds.
    pub(super) now: i64,
}

/// A rule, with the name that the doctor gives it.
pub(super) type Rule = (&'static str, fn(&Case<'_>) -> Result<(), Refusal>);

/// All rules, in order.
pub(super) const RULES: [Rule; 10] = [
    ("not expired (exp)", not_expired),
    ("already valid (nbf)", already_valid),
    ("not from the future (iat)", already_issued),
    ("not valid for too long", short_lived),
    ("issuer (iss)", issuer),
    ("audience (aud)", audience),
    ("origin", origin),
    ("contact (email, phone)", contact),
    ("contact is verified", verified),
    ("not revoked", not_revoked),
];

fn check(holds: bool, otherwise: Refusal) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn not_expired(case: &Case<'_>) -> Result<(), Refusal> {
    check(case.now <= case.claims.exp + LEEWAY, Refusal::Expired)
}

fn already_valid(case: &Case<'_>) -> Result<(), Refusal> {
    let nbf = case.claims.nbf;
    check(
        nbf.is_none_or(|nbf| nbf - LEEWAY <= case.now),
        Refusal::NotYetValid,
    )
}

fn already_issued(case: &Case<'_>) -> Result<(), Refusal> {
    let iat = case.claims.iat;
    check(
        iat.is_none_or(|iat| iat - LEEWAY <= case.now),
        Refusal::NotYetValid,
    )
}

/// Without `iat` the life that is left counts.
fn short_lived(case: &Case<'_>) -> Result<(), Refusal> {
    let start = case.claims.iat.unwrap_or(case.now);
    check(
        case.claims.exp - start <= case.policy.max_life,
        Refusal::TooLongLived,
    )
}

fn issuer(case: &Case<'_>) -> Result<(), Refusal> {
    let issuers = &case.policy.issuers;
    let ours = case
        .claims
        .iss
        .as_ref()
        .is_some_and(|iss| issuers.contains(iss));
    check(issuers.is_empty() || ours, Refusal::WrongIssuer)
}

/// A token that is also for someone else can be used by them here, so each audience must be ours. With
/// none configured, a token that names one is not for us (RFC 7519, section 4.1.3).
fn audience(case: &Case<'_>) -> Result<(), Refusal> {
    let ours = &case.policy.audiences;
    let holds = match &case.claims.aud {
        _ if case.policy.any_audience => true,
        None => ours.is_empty(),
        Some(named) => named.iter().all(|one| ours.contains(one)),
    };
    check(holds, Refusal::WrongAudience)
}

/// Browsers leave `Origin` out when a page reads from its own origin, so it counts where it is sent.
fn origin(case: &Case<'_>) -> Result<(), Refusal> {
    let holds = match (&case.claims.origin, case.origin) {
        (Some(claimed), Some(sent)) => claimed == sent,
        _ => true,
    };
    check(holds, Refusal::WrongOrigin)
}

fn contact(case: &Case<'_>) -> Result<(), Refusal> {
    check(case.claims.contact.is_some(), Refusal::NoContactClaim)
}

/// A portal's own back end signs addresses that it knows; a provider says which ones it has verified.
/// `email_verified` other than `true` is refused wherever it stands.
fn verified(case: &Case<'_>) -> Result<(), Refusal> {
    let claims = case.claims;
    let counts = match claims.contact {
        Some(VerifiedContact::Phone(_)) => claims.phone_verified,
        _ => claims.email_verified,
    };
    let demanded = case.policy.demand_verified && case.key.source == Source::KeySet;
    let said = counts == Verified::True || (counts == Verified::Absent && !demanded);
    check(
        said && claims.email_verified != Verified::Otherwise,
        Refusal::UnverifiedContact,
    )
}

fn not_revoked(case: &Case<'_>) -> Result<(), Refusal> {
    let claims = case.claims;
    let names = [
        claims.sub.as_deref(),
        claims.contact.as_ref().map(VerifiedContact::as_str),
    ];
    let from = names
        .into_iter()
        .flatten()
        .filter_map(|name| case.revoked.before(name))
        .max();
    let fresh = from.is_none_or(|from| claims.iat.is_some_and(|iat| iat >= from));
    check(fresh, Refusal::Revoked)
}
