//! `/conversations`, as far as a customer goes: the closed list of routes.

mod fields;
mod frame;
mod list;
mod one;
mod replies;
mod view;

use support_wire::Conversation;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Gateway, create, metrics::Counter};
use crate::{Error, upstream::UpstreamError};
pub(super) use fields::FieldBook;

/// The resource's routes. A static segment goes before `{id}`.
pub(super) fn router() -> OpenApiRouter<Gateway> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(fields::fields))
        .routes(routes!(one::one))
        .routes(routes!(replies::replies))
}

impl Gateway {
    /// Counts a failed call, and says it in our words.
    pub(super) fn upstream_failed(&self, mut error: UpstreamError) -> Error {
        if let UpstreamError::Invalid { fields } = &mut error {
            fields.retain(|name| self.may_name(name));
        }
        self.metrics.add(Counter::UpstreamFailures, error.kind(), 1);
        Error::Upstream(error)
    }

    /// Whether a customer may read the name of a field that is to blame: one of the body itself, or a
    /// custom field of the form.
    fn may_name(&self, name: &str) -> bool {
        name.strip_prefix("custom_fields.").is_none_or(|name| {
            self.settings
                .custom_fields
                .iter()
                .any(|known| known == name)
        })
    }

    /// Counts and says aloud that an upstream sent what is not the requester's.
    pub(super) fn alarm(&self, kind: &'static str, count: u64) {
        self.metrics.add(Counter::Dropped, kind, count);
        tracing::warn!(
            kind,
            count,
            "the upstream sent what is not the requester's; it was dropped"
        );
    }
}

/// Whether a conversation is this contact's.
pub(super) fn is_theirs(conversation: &Conversation, contact: i64) -> bool {
    conversation.requested_by_id == Some(contact)
}
