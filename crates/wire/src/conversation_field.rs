//! Definitions of a desk's custom fields.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    FieldType,
    lenient::{null_as_default, null_as_true, yes},
};

/// A custom field of a desk's conversations.
///
/// Nothing here says whether a customer may see or must fill in a field: that is configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConversationField {
    /// The definition's id: the `conversation_field_id` of a value.
    pub id: i64,
    /// What people call it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// What programs call it, such as `order_id`.
    #[serde(default, deserialize_with = "null_as_default")]
    pub internal_name: String,
    /// What it holds.
    #[serde(default, rename = "type")]
    pub kind: Option<FieldType>,
    /// A help text.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether it is in use.
    #[serde(default = "yes", deserialize_with = "null_as_true")]
    pub is_active: bool,
    /// Whether every desk has it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_default: bool,
    /// Whether support must fill it in before closing.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_mandatory_on_close: bool,
    /// What can be chosen, in a field with options.
    #[serde(default, deserialize_with = "null_as_default")]
    pub field_options: Vec<FieldOption>,
    /// The levels of a nested field, at most three; their shape is not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Value>,
    /// The tree of a nested field's choices; its shape is not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Value>,
    /// When it was made, in epoch seconds.
    #[serde(default)]
    pub created_at: Option<i64>,
    /// When it last changed, in epoch seconds.
    #[serde(default)]
    pub updated_at: Option<i64>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldOption {
    /// The option's id.
    #[serde(default)]
    pub id: Option<i64>,
    /// What people read.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// Its place among the options.
    #[serde(default)]
    pub position: Option<i64>,
}

/// The body of `POST /conversations/fields`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewConversationField {
    /// What people call it.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What programs call it; made from the name where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal_name: Option<String>,
    /// A help text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether support must fill it in before closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_mandatory_on_close: Option<bool>,
    /// What can be chosen: required for a field with options, not allowed for a nested one.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub field_options: Vec<String>,
    /// The levels of a nested field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Value>,
    /// The tree of a nested field's choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Value>,
}
