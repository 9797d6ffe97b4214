//! `/v1/conversations`: make one, list them, read, change and delete one.

mod change;
mod create;
mod custom_values;
mod draft;
mod list;
mod one;
mod with_replies;

use axum::{Router, routing::get};

use super::Desk;
pub(super) use draft::{Draft, NewValue};
pub(super) use one::missing;

/// The resource's routes. `with-replies` stands where an id does, and goes before it.
pub(super) fn router() -> Router<Desk> {
    Router::new()
        .route("/conversations", get(list::list).post(create::create))
        .route("/conversations/with-replies", get(with_replies::list))
        .route(
            "/conversations/{id}",
            get(one::read).patch(one::change).delete(one::delete),
        )
}
