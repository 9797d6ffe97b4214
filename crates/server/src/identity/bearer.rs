//! The two request headers that count: `Authorization` and `Origin`.

use axum::http::{HeaderMap, HeaderName, header};

use super::Refusal;

/// The bearer token of a request that has exactly one `Authorization` header.
pub(super) fn token(headers: &HeaderMap) -> Result<&str, Refusal> {
    let value = single(headers, &header::AUTHORIZATION)?.ok_or(Refusal::Missing)?;
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
        return Err(Refusal::Missing);
    }
    Ok(token)
}

/// The page that asks, where the browser says so: it does not for a page's own origin.
pub(super) fn origin(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    single(headers, &header::ORIGIN)
}

fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(only), None) => only
            .to_str()
            .map(Some)
            .map_err(|_| Refusal::Malformed("a header that is not ASCII")),
        (Some(_), Some(_)) => Err(Refusal::Malformed("a header twice")),
    }
}
