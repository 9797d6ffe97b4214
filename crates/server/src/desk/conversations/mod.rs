//! `/v1/conversations`: make one, list them, read, change and delete one.

mod change;
mod create;
mod custom_values;
mod draft;
mod list;
mod one;
mod with_replies;

use utoipa_axum::{router::OpenApiRouter, routes};

use super::Desk;
pub(super) use draft::{Draft, NewValue, read_without_a_desk};
pub(super) use one::missing;

/// The resource's routes. `with-replies` stands where an id does, and goes before it.
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(with_replies::list))
        .routes(routes!(one::read, one::change, one::delete))
}
