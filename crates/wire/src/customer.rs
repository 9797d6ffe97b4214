//! The part of a conversation and of its replies that the customer may see.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    Conversation, Priority, Reply, ReplyId, Status,
    lenient::{self, null_as_default},
};

/// A conversation as its requester sees it: the allow-list of fields that may reach a browser, and
/// all that the widget ever decodes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
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
    /// Values of custom fields that the gateway is set to show; the API's own rows, which name none,
    /// have none here.
    #[serde(
        default,
        deserialize_with = "named",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub custom_fields: Vec<CustomerField>,
    /// Labels given by staff, where the gateway is set to show them; the API's own rows, whose labels
    /// are objects, have none here.
    #[serde(
        default,
        deserialize_with = "lenient::texts",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub tags: Vec<String>,
}

/// The value of a custom field, as a customer reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerField {
    /// What programs call the field, such as `order_id`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub internal_name: String,
    /// What people call it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// What it holds, as text.
    #[serde(default, deserialize_with = "lenient::text")]
    pub value: String,
}

/// The values that say which field they are of.
fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CustomerField>, D::Error> {
    let mut fields: Vec<CustomerField> = null_as_default(deserializer)?;
    fields.retain(|field| !field.internal_name.is_empty());
    Ok(fields)
}

/// Without custom fields and tags: which of them may be shown is a setting.
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
            custom_fields: Vec::new(),
            tags: Vec::new(),
        }
    }
}

/// A reply as the requester sees it: the allow-list of fields that may reach a browser. Whether a
/// reply is theirs to see at all (its `type`) is decided before it becomes one of these.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerReply {
    /// The reply's id.
    pub id: ReplyId,
    /// Its text with the tags stripped.
    #[serde(default, deserialize_with = "null_as_default")]
    pub body_text: String,
    /// Its text as HTML: never to be shown unsanitised.
    #[serde(default, deserialize_with = "null_as_default")]
    pub body_html: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<CustomerReplyAuthor>,
    /// When it was sent, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub sent_at: i64,
}

/// Who wrote a reply, without id and addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerReplyAuthor {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// What they are, such as `agent`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

impl From<Reply> for CustomerReply {
    fn from(whole: Reply) -> Self {
        let author = whole.author.map(|author| CustomerReplyAuthor {
            name: author.name,
            kind: author.kind,
        });
        Self {
            id: whole.id,
            body_text: whole.body_text,
            body_html: whole.body_html,
            author,
            sent_at: whole.sent_at,
        }
    }
}
