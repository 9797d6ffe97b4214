//! What was said in a conversation after its opening text.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use crate::{ReplyType, lenient::null_as_default};

/// A reply or an internal note, as the API's own key holder sees it.
///
/// It holds what no customer may see (notes, staff addresses): a browser gets a
/// [`crate::CustomerReply`] instead, and of replies only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reply {
    /// The reply's id.
    pub id: ReplyId,
    /// For whom it is. `None` where the desk does not say, which is **not** the customer.
    #[serde(default, rename = "type")]
    pub kind: Option<ReplyType>,
    /// Its text as HTML: never to be shown unsanitised.
    #[serde(default, deserialize_with = "null_as_default")]
    pub body_html: String,
    /// Its text with the tags stripped.
    #[serde(default, deserialize_with = "null_as_default")]
    pub body_text: String,
    /// Its files; their shape is not documented.
    #[serde(default, deserialize_with = "null_as_default")]
    pub attachments: Vec<Value>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<ReplyAuthor>,
    /// When it was sent, in epoch seconds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub sent_at: i64,
    /// The conversation that it belongs to.
    #[serde(default)]
    pub conversation_id: Option<i64>,
    /// The brand that it was sent for.
    #[serde(default)]
    pub brand_id: Option<i64>,
    /// The account that it belongs to.
    #[serde(default)]
    pub account_id: Option<i64>,
}

/// Who wrote a reply. For staff these are personal data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReplyAuthor {
    /// The id among members or contacts.
    #[serde(default)]
    pub id: Option<i64>,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What they are, such as `agent`; other words are not documented.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// A reply's id: a string in JSON, unlike every other id. A number is read, too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct ReplyId(String);

impl ReplyId {
    /// The id as it crosses the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<i64> for ReplyId {
    fn from(id: i64) -> Self {
        Self(id.to_string())
    }
}

impl From<&str> for ReplyId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for ReplyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ReplyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl de::Visitor<'_> for IdVisitor {
    type Value = ReplyId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id as text or a whole number")
    }

    fn visit_i64<E>(self, value: i64) -> Result<ReplyId, E> {
        Ok(ReplyId(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<ReplyId, E> {
        Ok(ReplyId(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<ReplyId, E> {
        Ok(ReplyId(value.to_owned()))
    }
}

/// The body of `POST /conversations/{id}/reply`: support's answer, which goes to the customer, or a
/// note, which does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReply {
    /// What it says.
    pub reply_text: String,
    /// For whom it is.
    #[serde(rename = "type")]
    pub kind: ReplyType,
}

/// What a call answers that has nothing to show: `{ "success": true }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Success {
    /// Whether it was done.
    pub success: bool,
}
