//! The fields of a customer's form: the API's definitions of custom fields, and what a gateway or a
//! page says about how to ask for them.
//!
//! One type serves both: a gateway sends whole definitions, a page refines them or brings its own.
//! What is left out of a refinement stays as it was.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    FieldType,
    lenient::{self, null_as_default},
    texts::{Conditions, Texts},
};

/// A field of a form, or what is to change in one.
///
/// `internal_name` is a custom field's, or one of the names in the body of `POST /conversations`
/// (`subject`, `priority`, …) for a field that every desk has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FormField {
    /// What programs call it, such as `order_id`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub internal_name: String,
    /// What people call it: its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it holds.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldType>,
    /// A help text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What can be chosen, in a field with options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_options: Option<Vec<Choice>>,
    /// What the levels of a nested field are called, from the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<String>>,
    /// The tree of a nested field's choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Choice>>,
    /// Whether the form is refused without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What it holds before anything is typed; with `locked` or `hidden`, what it always holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Texts>,
    /// Whether it is shown, but can't be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    /// Whether it is not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    /// What other fields must hold for this one to be part of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Conditions>,
    /// Most characters, in a field for text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Where the answer goes, for a type that the API does not know: the internal name of a custom
    /// field, or `description`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
}

impl FormField {
    /// The names of all that can be said about a field.
    pub const KEYS: [&str; 14] = [
        "internal_name",
        "name",
        "type",
        "description",
        "field_options",
        "levels",
        "choices",
        "required",
        "value",
        "locked",
        "hidden",
        "when",
        "max_length",
        "into",
    ];

    /// The type of a box to tick, which the API does not know.
    pub const CONSENT: &str = "consent";
    /// The type of a link to a file, which the API does not know.
    pub const LINK: &str = "link";

    /// Takes over whatever the other one says.
    pub fn refine(&mut self, by: &Self) {
        take(&mut self.name, &by.name);
        take(&mut self.kind, &by.kind);
        take(&mut self.description, &by.description);
        take(&mut self.field_options, &by.field_options);
        take(&mut self.levels, &by.levels);
        take(&mut self.choices, &by.choices);
        take(&mut self.required, &by.required);
        take(&mut self.value, &by.value);
        take(&mut self.locked, &by.locked);
        take(&mut self.hidden, &by.hidden);
        take(&mut self.when, &by.when);
        take(&mut self.max_length, &by.max_length);
        take(&mut self.into, &by.into);
    }
}

fn take<T: Clone>(ours: &mut Option<T>, theirs: &Option<T>) {
    if theirs.is_some() {
        ours.clone_from(theirs);
    }
}

/// Something that can be chosen: written as its name alone, or as an object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(no_recursion))]
pub struct Choice {
    /// What people read, and what is sent.
    pub name: String,
    /// In a nested field, the choices of the next level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

struct ChoiceVisitor;

impl<'de> de::Visitor<'de> for ChoiceVisitor {
    type Value = Choice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or an object of name and choices")
    }

    fn visit_str<E>(self, name: &str) -> Result<Choice, E> {
        Ok(Choice {
            name: name.to_owned(),
            choices: Vec::new(),
        })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut items: A) -> Result<Choice, A::Error> {
        let mut choice = Choice::default();
        while let Some(key) = items.next_key::<String>()? {
            match key.as_str() {
                "name" => choice.name = items.next_value()?,
                "choices" => {
                    choice.choices = items
                        .next_value::<Option<Vec<Choice>>>()?
                        .unwrap_or_default();
                }
                _ => {
                    items.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        Ok(choice)
    }
}

/// A brand that a customer may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Brand {
    /// The brand's id.
    pub id: i64,
    /// What people call it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
}

/// A gateway's answer to `GET /conversations/fields`, as far as a form needs it: a page of
/// definitions, as at the vendor, with the brands beside them, which the vendor has no call for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FormFields {
    /// The fields, in the order in which to ask for them.
    #[serde(default, deserialize_with = "null_as_default")]
    pub data: Vec<FormField>,
    /// The brands; nothing to choose where there is one, or none.
    #[serde(default, deserialize_with = "null_as_default")]
    pub brands: Vec<Brand>,
}
