//! Custom fields, in two of the API's three shapes: a list of `{internal_name, value}` goes in with
//! a new conversation, a list of `{id, value}` comes out with a stored one.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::lenient;

/// A custom field of a stored conversation.
///
/// `id` is **not** the id of the field's definition; that one, where the API gives it, is
/// `conversation_field_id`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomField {
    /// The id of this value.
    #[serde(deserialize_with = "lenient::integer")]
    pub id: i64,
    /// The id of the field's definition; only on a single conversation, and not on every desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation_field_id: Option<i64>,
    /// The id of the chosen option, for a field with options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option_id: Option<i64>,
    /// What the field holds.
    #[serde(default)]
    pub value: CustomValue,
}

/// A custom field of a new conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewCustomField {
    /// The field's internal name, such as `order_id`.
    pub internal_name: String,
    /// What the field holds.
    #[serde(default)]
    pub value: CustomValue,
}

/// What a custom field holds: text, a number, a truth value, nothing, or a list of those.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum CustomValue {
    /// No value.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// Text.
    Text(String),
    /// Several values, as a multiple choice has them.
    List(Vec<CustomValue>),
}

impl Serialize for CustomValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => serializer.collect_seq(values),
        }
    }
}

impl<'de> Deserialize<'de> for CustomValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> de::Visitor<'de> for ValueVisitor {
    type Value = CustomValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, true, false, null or a list of these")
    }

    fn visit_unit<E>(self) -> Result<CustomValue, E> {
        Ok(CustomValue::Null)
    }

    fn visit_none<E>(self) -> Result<CustomValue, E> {
        Ok(CustomValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<CustomValue, D::Error> {
        CustomValue::deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<CustomValue, E> {
        Ok(CustomValue::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<CustomValue, E> {
        Ok(CustomValue::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<CustomValue, E> {
        // Past the range of i64 the nearest float is what every JavaScript client would see, too.
        #[expect(
            clippy::cast_precision_loss,
            reason = "JSON numbers are doubles to browsers"
        )]
        Ok(i64::try_from(value).map_or(CustomValue::Number(value as f64), CustomValue::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<CustomValue, E> {
        Ok(CustomValue::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<CustomValue, E> {
        Ok(CustomValue::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<CustomValue, E> {
        Ok(CustomValue::Text(value))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<CustomValue, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element()? {
            values.push(value);
        }
        Ok(CustomValue::List(values))
    }
}
