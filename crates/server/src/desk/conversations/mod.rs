//! `/v1/conversations`: make one, list them.

mod create;
mod draft;
mod fields;
mod list;

use axum::{Router, routing::get};

use super::Desk;
pub(super) use draft::{Draft, NewValue};

/// The resource's routes.
pub(super) fn router() -> Router<Desk> {
    Router::new().route("/conversations", get(list::list).post(create::create))
}
