//! The token's form: a compact JWS (RFC 7515) and nothing like it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::{Refusal, strict_json};

/// The longest token, in bytes.
pub(super) const SIZE_MAX: usize = 4096;

/// A token taken apart; nothing in it is believed yet.
#[derive(Debug)]
pub(super) struct Compact<'a> {
    /// Its header.
    pub(super) header: Header,
    /// What is signed: the first two parts with the dot between.
    pub(super) signed: &'a str,
    /// The claims' bytes.
    pub(super) payload: Vec<u8>,
    /// The signature, still in base64url.
    pub(super) signature: &'a str,
}

/// What a header may say.
#[derive(Debug)]
pub(super) struct Header {
    /// What the token says it is signed with. Only compared, never followed.
    pub(super) alg: String,
    /// Which of our keys it names.
    pub(super) kid: Option<String>,
}

impl<'a> Compact<'a> {
    /// Takes a token apart.
    pub(super) fn parse(token: &'a str) -> Result<Self, Refusal> {
        if token.len() > SIZE_MAX {
            return Err(Refusal::TooLarge);
        }
        let three = Refusal::Malformed("not three parts");
        let (signed, signature) = token.rsplit_once('.').ok_or(three)?;
        let (header, payload) = signed.split_once('.').ok_or(three)?;
        if payload.contains('.') {
            return Err(three);
        }
        bytes(signature)?;
        Ok(Self {
            header: Header::parse(&bytes(header)?)?,
            signed,
            payload: bytes(payload)?,
            signature,
        })
    }
}

impl Header {
    /// Reads `alg`, `kid` and `typ`. Anything else could ask us to check the token in another way (`crit`,
    /// `b64`, `zip`) or by another key (`jku`, `jwk`, `x5u`, `x5c`); `x5t` alone is a mere name, which
    /// some providers send.
    fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let map = strict_json::object(bytes).ok_or(Refusal::Malformed("the header's JSON"))?;
        let known = |name: &String| matches!(name.as_str(), "alg" | "kid" | "typ" | "x5t");
        if !map.keys().all(known) {
            return Err(Refusal::BadHeader("a parameter that is not taken"));
        }
        let text = |name, problem| match map.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Refusal::BadHeader(problem)),
        };
        let typ = text("typ", "`typ` is not text")?;
        if typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
            return Err(Refusal::BadHeader("`typ` is not JWT"));
        }
        Ok(Self {
            alg: text("alg", "`alg` is not text")?.ok_or(Refusal::WrongAlgorithm)?,
            kid: text("kid", "`kid` is not text")?,
        })
    }
}

/// Decodes base64url, which must be without padding, whitespace or spare bits.
fn bytes(part: &str) -> Result<Vec<u8>, Refusal> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| Refusal::Malformed("not base64url without padding"))
}
