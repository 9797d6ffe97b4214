//! The part of a conversation that its customer may see.

use serde::{Deserialize, Serialize};

use crate::{Conversation, Priority, Status, lenient::null_as_default};

/// A conversation as its requester sees it: the allow-list of fields that may reach a browser, and
/// all that the widget ever decodes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerConversation {
    /// The conversation's number.
    pub id: i64,
    /// Where it stands.
    #[serde(default)]
    pub status: Option<Status>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// When it was made, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub created_at: i64,
    /// When it last changed, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub last_updated_at: i64,
    /// When support first answered, in epoch seconds.
    #[serde(default)]
    pub first_response_time: Option<i64>,
    /// When it was resolved, in epoch seconds.
    #[serde(default)]
    pub resolution_time: Option<i64>,
    /// When it should be resolved, in epoch seconds.
    #[serde(default)]
    pub due: Option<i64>,
    /// When a first answer is due, in epoch seconds.
    #[serde(default)]
    pub first_response_due: Option<i64>,
    /// The requester's contact id, by which the widget sees that all rows are one customer's.
    #[serde(default)]
    pub requested_by_id: Option<i64>,
    /// The subject.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subject: String,
    /// The opening text with its tags stripped.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description_text: String,
}

impl From<Conversation> for CustomerConversation {
    fn from(whole: Conversation) -> Self {
        Self {
            id: whole.id,
            status: whole.status,
            priority: whole.priority,
            created_at: whole.created_at,
            last_updated_at: whole.last_updated_at,
            first_response_time: whole.first_response_time,
            resolution_time: whole.resolution_time,
            due: whole.due,
            first_response_due: whole.first_response_due,
            requested_by_id: whole.requested_by_id,
            subject: whole.subject,
            description_text: whole.description_text,
        }
    }
}
