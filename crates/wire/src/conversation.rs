//! A whole conversation, as the API's own key holder sees it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{CustomField, Priority, Source, Status, lenient::null_as_default};

/// A conversation with every field of the API's samples.
///
/// It holds private data (`properties` has the customer's address, staff ids stand beside it): a
/// browser gets a [`crate::CustomerConversation`] instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Conversation {
    /// The conversation's number.
    pub id: i64,
    /// The brand's name.
    #[serde(default, deserialize_with = "null_as_default")]
    pub brand: String,
    /// The brand's id.
    #[serde(default)]
    pub brand_id: Option<i64>,
    /// The channel it came by.
    #[serde(default)]
    pub source: Option<Source>,
    /// Where it stands.
    #[serde(default)]
    pub status: Option<Status>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// When it was made, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub created_at: i64,
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
    /// The requester's e-mail address.
    #[serde(default)]
    pub requested_by_email: Option<String>,
    /// The requester's telephone number; samples leave it out when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by_phone: Option<String>,
    /// The requester's contact id.
    #[serde(default)]
    pub requested_by_id: Option<i64>,
    /// The member of staff it is assigned to.
    #[serde(default)]
    pub assigned_to_member_id: Option<i64>,
    /// The team it is assigned to.
    #[serde(default)]
    pub assigned_to_team_id: Option<i64>,
    /// When it last changed, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub last_updated_at: i64,
    /// The subject.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subject: String,
    /// The opening text as HTML: never to be shown unsanitised.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description_html: String,
    /// The opening text with its tags stripped.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description_text: String,
    /// Labels given by staff.
    #[serde(default, deserialize_with = "null_as_default")]
    pub tags: Vec<Tag>,
    /// Values of the desk's custom fields.
    #[serde(default, deserialize_with = "null_as_default")]
    pub custom_fields: Vec<CustomField>,
    /// Whatever else was recorded about the request: an open set of keys.
    #[serde(default, deserialize_with = "null_as_default")]
    pub properties: Map<String, Value>,
}

/// A label on a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Tag {
    /// The tag's id.
    pub id: i64,
    /// The tag's name; `GET /tags` calls it `name`.
    #[serde(default, alias = "name", deserialize_with = "null_as_default")]
    pub label: String,
}
