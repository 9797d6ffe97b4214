//! A contact: the person who asks.

use serde::{Deserialize, Serialize};

/// A contact, as far as this product needs one: to turn an address into an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The contact's id: the `requested_by_id` of their conversations.
    pub id: i64,
    /// Given name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Both names, as the desk joins them.
    #[serde(default)]
    pub full_name: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// When the contact was made, in epoch seconds.
    #[serde(default)]
    pub created_at: Option<i64>,
    /// When the contact last changed, in epoch seconds.
    #[serde(default)]
    pub updated_at: Option<i64>,
}
