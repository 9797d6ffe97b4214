//! What a token says, each claim of exactly the type that the profile gives it.
//!
//! A wrong type is a refusal, never an absent claim: readers that shrugged at `"exp": "never"` have
//! had their advisories (CVE-2026-25537).

use serde_json::{Map, Value};

use super::{Refusal, VerifiedContact, strict_json};

/// The year 9999: what is later is not in seconds.
const TIME_MAX: i64 = 253_402_300_799;
/// Longest `sub` and other names, in bytes.
const TEXT_MAX: usize = 512;

/// The claims that count; others are ignored and go nowhere.
#[derive(Debug)]
pub(super) struct Claims {
    /// End of validity.
    pub(super) exp: i64,
    /// Start of validity.
    pub(super) nbf: Option<i64>,
    /// When it was issued.
    pub(super) iat: Option<i64>,
    /// Who issued it.
    pub(super) iss: Option<String>,
    /// For whom.
    pub(super) aud: Option<Vec<String>>,
    /// The customer's id at the issuer.
    pub(super) sub: Option<String>,
    /// The page that may use it.
    pub(super) origin: Option<String>,
    /// The customer's contact id at the help desk.
    pub(super) requester_id: Option<i64>,
    /// The contact that counts, if there is one.
    pub(super) contact: Option<VerifiedContact>,
    /// Whether `email` is said to be verified.
    pub(super) email_verified: Verified,
    /// Whether `phone` is said to be verified.
    pub(super) phone_verified: Verified,
}

/// What `email_verified` or `phone_number_verified` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    /// Nothing.
    Absent,
    /// JSON `true`.
    True,
    /// Anything else: `false`, `"true"`, 1.
    Otherwise,
}

impl Claims {
    /// Reads the claims of a token whose signature holds.
    pub(super) fn parse(payload: &[u8]) -> Result<Self, Refusal> {
        let map = strict_json::object(payload).ok_or(Refusal::Malformed("the claims' JSON"))?;
        text(&map, "jti")?;
        Ok(Self {
            exp: time(&map, "exp")?.ok_or(Refusal::BadClaim("exp"))?,
            nbf: time(&map, "nbf")?,
            iat: time(&map, "iat")?,
            iss: text(&map, "iss")?,
            aud: audience(&map)?,
            sub: text(&map, "sub")?,
            origin: text(&map, "origin")?,
            requester_id: integer(&map, "requester_id", 1, i64::MAX)?,
            contact: contact(&map)?,
            email_verified: verified(&map, "email_verified"),
            phone_verified: verified(&map, "phone_number_verified"),
        })
    }
}

fn time(map: &Map<String, Value>, name: &'static str) -> Result<Option<i64>, Refusal> {
    integer(map, name, 0, TIME_MAX)
}

/// A JSON integer: no float, not even `1e9`, no text, no null.
fn integer(
    map: &Map<String, Value>,
    name: &'static str,
    min: i64,
    max: i64,
) -> Result<Option<i64>, Refusal> {
    let Some(value) = map.get(name) else {
        return Ok(None);
    };
    match value.as_i64() {
        Some(number) if (min..=max).contains(&number) => Ok(Some(number)),
        _ => Err(Refusal::BadClaim(name)),
    }
}

fn text(map: &Map<String, Value>, name: &'static str) -> Result<Option<String>, Refusal> {
    match map.get(name) {
        None => Ok(None),
        Some(Value::String(text)) if is_name(text) => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::BadClaim(name)),
    }
}

fn is_name(text: &str) -> bool {
    (1..=TEXT_MAX).contains(&text.len()) && !text.contains(char::is_control)
}

fn audience(map: &Map<String, Value>) -> Result<Option<Vec<String>>, Refusal> {
    let bad = Refusal::BadClaim("aud");
    match map.get("aud") {
        Some(Value::Array(list)) if !list.is_empty() => list
            .iter()
            .map(|item| {
                item.as_str()
                    .filter(|text| is_name(text))
                    .map(str::to_owned)
            })
            .collect::<Option<_>>()
            .map(Some)
            .ok_or(bad),
        Some(Value::Array(_)) => Err(bad),
        _ => Ok(text(map, "aud")?.map(|only| vec![only])),
    }
}

/// The e-mail address, else the number. An address that is there and wrong is not passed over.
fn contact(map: &Map<String, Value>) -> Result<Option<VerifiedContact>, Refusal> {
    let phone = map
        .get("phone")
        .map(|value| value.as_str().ok_or(Refusal::BadClaim("phone")));
    let phone = phone.transpose()?;
    if let Some(value) = map.get("email") {
        let email = value.as_str().and_then(VerifiedContact::email);
        return email.map(Some).ok_or(Refusal::BadClaim("email"));
    }
    phone
        .map(|text| VerifiedContact::phone(text).ok_or(Refusal::BadClaim("phone")))
        .transpose()
}

fn verified(map: &Map<String, Value>, name: &str) -> Verified {
    match map.get(name) {
        None => Verified::Absent,
        Some(Value::Bool(true)) => Verified::True,
        Some(_) => Verified::Otherwise,
    }
}
