//! The built portal's files, with the headers that a careful portal sends: a strict content security
//! policy above all, so that the demo fails where a customer's page would.

use std::path::Path;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    response::Html,
    routing::get,
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// What the pages may do: their own scripts, styles, pictures and calls, WebAssembly, nothing else.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::CACHE_CONTROL, "no-cache"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    ),
];

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
     <title>Support demo</title><h1>The sample portal is not built</h1>\
     <p>Run <code>cargo xtask demo</code>: it builds the portal and starts this server with it.</p>";

/// The site's files, or a page that says how to build them.
pub(super) fn router(site: &Path) -> Router {
    let routes = if site.is_dir() {
        let files = ServeDir::new(site).precompressed_br().precompressed_gzip();
        Router::new().fallback_service(ServiceBuilder::new().service(files))
    } else {
        tracing::warn!("no folder {}: run `cargo xtask demo`", site.display());
        Router::new().route("/", get(async || Html(NOT_BUILT)))
    };
    with_headers(routes)
}

/// Pages under the same headers as the site's.
pub(super) fn with_headers(mut routes: Router) -> Router {
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        routes = routes.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    routes
}
