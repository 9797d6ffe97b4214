//! Who may act as support.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
};

use crate::{demo::origin::is_same_origin, error::detail_response};

/// What the page's own calls carry. A page of another origin can't set it without asking first, and
/// nobody answers that question.
const MARK: &str = "x-support-side";

/// Refuses whoever asks for another name than this machine's own: a foreign page whose name was made
/// to lead here would be of the same origin otherwise.
pub(super) async fn only_for_this_machine(request: Request, next: Next) -> Response {
    if is_loopback(request.headers()) && is_same_origin(request.headers()) {
        return next.run(request).await;
    }
    detail_response(
        StatusCode::FORBIDDEN,
        "Only on the machine that runs the demo",
    )
}

/// Whether a call that changes something comes from our page.
pub(super) fn is_from_our_page(headers: &HeaderMap) -> bool {
    headers.get(MARK).is_some_and(|mark| mark == "1")
}

fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}
