//! `/support-side`: a plain page of the demo, on which one answers as the help desk, so that a
//! conversation can be lived through from both ends in two windows.
//!
//! It is a part of the demo alone: neither a gateway nor a desk has it. Whoever can open it acts as
//! support, so it answers only under a name of this very machine, and writes only for its own page.
//! The desk's key stays here.

mod guard;

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tower::ServiceExt;

use crate::{
    ApiKey,
    error::{detail_response, status_response},
    extract::QueryText,
};

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// The desk as the demo's support staff reach it.
#[derive(Debug, Clone)]
pub(super) struct StaffDesk {
    router: Router,
    authorization: HeaderValue,
}

impl StaffDesk {
    /// A desk, as the router that serves it under `/v1`, and its key.
    pub(super) fn new(router: Router, key: &ApiKey) -> Self {
        // A key is printable ASCII, so it always makes a header.
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", key.reveal()))
            .unwrap_or(HeaderValue::from_static("Bearer"));
        authorization.set_sensitive(true);
        Self {
            router,
            authorization,
        }
    }

    /// Hands a request on, under another path and with the key.
    async fn pass_on(&self, request: Request, path: &str) -> Response {
        let (parts, body) = request.into_parts();
        let onward = Request::builder()
            .method(parts.method)
            .uri(path)
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .body(body);
        let Ok(onward) = onward else {
            return status_response(StatusCode::BAD_REQUEST);
        };
        let Ok(mut response) = self.router.clone().oneshot(onward).await;
        let no_store = HeaderValue::from_static("no-store");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, no_store);
        response
    }
}

/// The page, and the few calls that it makes.
pub(super) fn router(desk: StaffDesk) -> Router {
    let calls = Router::new()
        .route("/support-side/conversations", get(list))
        .route("/support-side/conversations/{id}", get(one).patch(one))
        .route("/support-side/conversations/{id}/replies", get(replies))
        .route("/support-side/conversations/{id}/reply", post(reply))
        .with_state(desk);
    Router::new()
        .route("/support-side", get(async || file("text/html", PAGE)))
        .route(
            "/support-side/page.js",
            get(async || file("text/javascript", SCRIPT)),
        )
        .route(
            "/support-side/page.css",
            get(async || file("text/css", STYLE)),
        )
        .merge(calls)
        .layer(middleware::from_fn(guard::only_for_this_machine))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let kind = format!("{kind}; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

async fn list(
    State(desk): State<StaffDesk>,
    QueryText(query): QueryText,
    request: Request,
) -> Response {
    let path = format!("/v1/conversations?{query}");
    desk.pass_on(request, &path).await
}

async fn one(State(desk): State<StaffDesk>, Path(id): Path<i64>, request: Request) -> Response {
    if request.method() == Method::PATCH && !guard::is_from_our_page(request.headers()) {
        return detail_response(StatusCode::FORBIDDEN, "Only for the demo's own page");
    }
    let path = format!("/v1/conversations/{id}");
    desk.pass_on(request, &path).await
}

async fn replies(
    State(desk): State<StaffDesk>,
    Path(id): Path<i64>,
    QueryText(query): QueryText,
    request: Request,
) -> Response {
    let path = format!("/v1/conversations/{id}/replies?{query}");
    desk.pass_on(request, &path).await
}

async fn reply(State(desk): State<StaffDesk>, Path(id): Path<i64>, request: Request) -> Response {
    if !guard::is_from_our_page(request.headers()) {
        return detail_response(StatusCode::FORBIDDEN, "Only for the demo's own page");
    }
    let path = format!("/v1/conversations/{id}/reply");
    desk.pass_on(request, &path).await
}
