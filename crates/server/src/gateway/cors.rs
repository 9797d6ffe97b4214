//! Which pages may call: the gateway's own origin and an exact list. Tokens travel in a header, never
//! in a cookie, so no answer ever allows credentials.

use std::str::FromStr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Gateway, PREFIX};
use crate::error::detail_response;

/// An origin that may call: scheme, host and port as a browser writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected an origin as a browser sends it, such as https://portal.example.com, found `{0}`"
)]
pub struct NotAnOrigin(String);

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let wrong = || NotAnOrigin(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let host = uri.host().unwrap_or_default();
        let default_port = matches!(
            (scheme, uri.port_u16()),
            ("http", Some(80)) | ("https", Some(443))
        );
        let plain = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && !host.contains('*')
            && !rest.contains(['/', '@', '?', '#'])
            && !rest.ends_with(':')
            && !default_port
            && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        if plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(wrong())
        }
    }
}

const ALLOWED_METHODS: HeaderValue = HeaderValue::from_static("GET, POST");
const ALLOWED_HEADERS: HeaderValue =
    HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key, If-None-Match");
const EXPOSED_HEADERS: HeaderValue =
    HeaderValue::from_static("support-auth-reason, Retry-After, ETag, Age");
/// How long a browser may keep the answer of a preflight, in seconds.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The middleware around every path of the gateway, known or not.
pub(super) async fn guard(
    State(gateway): State<Gateway>,
    request: Request,
    next: Next,
) -> Response {
    if !is_ours(request.uri().path()) {
        return next.run(request).await;
    }
    let caller = Caller::of(request.headers(), &gateway.settings.origins);
    let is_preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_preflight {
        preflight(&caller)
    } else if caller == Caller::Foreign && !is_read(request.method()) {
        detail_response(StatusCode::FORBIDDEN, "This origin may not call")
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Caller::Listed(origin) = caller {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    }
    response
}

fn is_ours(path: &str) -> bool {
    path.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[derive(Debug, PartialEq, Eq)]
enum Caller {
    /// No browser, or a page of our own origin.
    Own,
    /// A page of an origin on the list.
    Listed(HeaderValue),
    /// Any other page.
    Foreign,
}

impl Caller {
    fn of(headers: &HeaderMap, allowed: &[Origin]) -> Self {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let (origin, more) = (origins.next(), origins.next());
        match (origin, more) {
            (None, _) => Self::Own,
            (Some(origin), None)
                if allowed
                    .iter()
                    .any(|one| one.0.as_bytes() == origin.as_bytes()) =>
            {
                Self::Listed(origin.clone())
            }
            (Some(origin), None) if is_own(origin, headers) => Self::Own,
            _ => Self::Foreign,
        }
    }
}

/// A page of the gateway's own origin: so says the browser, or the host is the one that was called.
fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site.as_bytes() == b"same-origin";
    }
    let host = headers.get(header::HOST).map(HeaderValue::as_bytes);
    let own = |scheme: &[u8]| origin.as_bytes().strip_prefix(scheme);
    host.is_some() && (own(b"http://") == host || own(b"https://") == host)
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn preflight(caller: &Caller) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Caller::Listed(_) = caller {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_is_what_a_browser_sends() {
        for good in [
            "https://portal.example.com",
            "http://127.0.0.1:8080",
            "https://xn--bcher-kva.example",
            "http://[::1]:3000",
        ] {
            assert!(good.parse::<Origin>().is_ok(), "{good}");
        }
        for bad in [
            "*",
            "null",
            "",
            "https://*",
            "https://*.example.com",
            "portal.example.com",
            "https://",
            "https://portal.example.com/",
            "https://portal.example.com/x",
            "https://u@portal.example.com",
            "HTTPS://portal.example.com",
            "https://Portal.example.com",
            "https://portal.example.com:443",
            "http://portal.example.com:80",
            "https://portal.example.com:",
            "file:///x",
            "https://a b",
            "https://bücher.example",
        ] {
            assert!(bad.parse::<Origin>().is_err(), "{bad}");
        }
    }
}
