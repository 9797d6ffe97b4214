//! The idempotency key, whose it is, and of which body.

use aws_lc_rs::digest::{Context, SHA256, digest};
use axum::http::HeaderMap;
use serde_json::{Map, Value};

use crate::{Error, gateway::store::CreateKey};

/// The header that it comes in.
pub(super) const HEADER: &str = "Idempotency-Key";
/// A key in quotes or without, for the document; `read` is what decides.
pub(super) const PATTERN: &str = r#"^("[!#-+\--\[\]-~]{1,255}"|[!#-+\--\[\]-~]{1,255})$"#;
/// Most characters in a key.
pub(super) const LENGTH_MAX: usize = 255;

/// The key of a request, quoted as the IETF draft has it or raw.
pub(super) fn read(headers: &HeaderMap) -> Result<String, Error> {
    let expected = || {
        let message = "Idempotency-Key: expected one key of 1 to 255 printable ASCII characters";
        Error::BadRequest(message.to_owned())
    };
    let mut values = headers.get_all(HEADER).iter();
    let (Some(only), None) = (values.next(), values.next()) else {
        return Err(expected());
    };
    let text = only.to_str().map(str::trim).unwrap_or_default();
    let inner = match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or_default(),
        None => text,
    };
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b',');
    if inner.is_empty() || inner.len() > LENGTH_MAX || !inner.bytes().all(plain) {
        return Err(expected());
    }
    Ok(inner.to_owned())
}

/// The key within its scope: one tenant, one verified contact.
pub(super) fn scoped(tenant: &str, owner: &str, key: String) -> CreateKey {
    let mut context = Context::new(&SHA256);
    context.update(&(tenant.len() as u64).to_le_bytes());
    context.update(tenant.as_bytes());
    context.update(owner.as_bytes());
    let mut scope = [0; 32];
    scope.copy_from_slice(context.finish().as_ref());
    CreateKey { scope, key }
}

/// What tells one body from another.
pub(super) fn fingerprint(body: &Map<String, Value>) -> Vec<u8> {
    // A map of JSON values always serialises, its keys in one order.
    let text = serde_json::to_vec(body).unwrap_or_default();
    digest(&SHA256, &text).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{read, scoped};

    fn key(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("idempotency-key", HeaderValue::from_str(value).unwrap());
        }
        read(&headers).ok()
    }

    #[test]
    fn quoted_or_raw_it_is_the_same_key() {
        assert_eq!(key(&["a-1"]).as_deref(), Some("a-1"));
        assert_eq!(key(&["\"a-1\""]).as_deref(), Some("a-1"));
        assert_eq!(key(&[&"k".repeat(255)]).map(|key| key.len()), Some(255));
        for bad in [
            "",
            "\"\"",
            "\"",
            "\"a",
            "a\"",
            "a b",
            "a,b",
            &"k".repeat(256),
        ] {
            assert_eq!(key(&[bad]), None, "{bad}");
        }
        assert_eq!(key(&[]), None);
        assert_eq!(key(&["a", "a"]), None);
    }

    #[test]
    fn a_scope_is_one_tenants_and_one_contacts() {
        let of = |tenant, owner| scoped(tenant, owner, "k".to_owned());
        assert_eq!(of("a", "email x"), of("a", "email x"));
        assert_ne!(of("a", "email x"), of("b", "email x"));
        assert_ne!(of("a", "email x"), of("a", "email y"));
        assert_ne!(of("ae", "mail x"), of("a", "email x"));
    }
}
