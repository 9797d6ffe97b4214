//! `GET /portal/token`: what a portal's back end hands its own signed-in page.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Demo, customers, origin::is_same_origin};
use crate::{desk::now, error::detail_response, extract::QueryText};

/// The token of the signed-in customer; `?customer=` signs another one in, for tests.
pub(super) async fn token(
    State(demo): State<Demo>,
    headers: HeaderMap,
    QueryText(raw): QueryText,
) -> Response {
    if !is_same_origin(&headers) {
        return detail_response(StatusCode::FORBIDDEN, "Only for the portal's own pages");
    }
    let handle = form_urlencoded::parse(raw.as_bytes())
        .find_map(|(name, value)| (name == "customer").then(|| value.into_owned()));
    let Some(customer) = customers::find(handle.as_deref()) else {
        return detail_response(StatusCode::NOT_FOUND, "No such demo customer");
    };
    let body = json!({
        "token": demo.signer.token(customer, now()),
        "requester": customer.seed.email,
        "name": customer.name,
    });
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (no_store, Json(body)).into_response()
}
