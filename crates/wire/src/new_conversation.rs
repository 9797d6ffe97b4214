//! The body of `POST /conversations`.

use serde::{Deserialize, Serialize};

use crate::{NewCustomField, Priority, Source, Status, lenient::null_as_default};

/// A conversation to be made: every field of the create page. What is `None` is not sent, and the
/// desk then takes its default (priority `Medium`, source `Call`, status `Open`, its default brand).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NewConversation {
    /// The subject.
    pub subject: String,
    /// The opening text, as HTML for a desk or the vendor, as plain text for the gateway.
    pub description: String,
    /// The requester's e-mail address or telephone number. The vendor requires it; the gateway
    /// fills it in from the customer's token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<String>,
    /// The requester's given name, or the whole of it: newest version of the API, which takes it where
    /// the contact is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by_firstname: Option<String>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The channel it came by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The brand's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_id: Option<i64>,
    /// E-mail address of the member of staff it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// The team it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<i64>,
    /// Labels; newest version of the API, which makes those that are missing.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub tags: Vec<String>,
    /// Values of the desk's custom fields.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub custom_fields: Vec<NewCustomField>,
    /// What stands in the field that no person sees. Our own addition: a gateway that takes in unsigned
    /// visitors refuses whoever fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}
