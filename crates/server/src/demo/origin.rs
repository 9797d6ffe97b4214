//! Where a request comes from, as far as its browser says.

use axum::http::HeaderMap;

/// Browsers say where a request comes from; other programs say nothing and may ask, too.
pub(super) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site_ok = matches!(text("sec-fetch-site"), None | Some("same-origin" | "none"));
    let origin_ok = match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
    };
    site_ok && origin_ok
}
