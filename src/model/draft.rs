//! What has been typed into the form.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Field {
    /// The requester's address, asked for only where the page does not supply it.
    Contact,
    /// What the requester is called, asked for with the address.
    Name,
    /// The brand that it is about.
    Brand,
    /// The subject.
    Subject,
    /// The opening text, as plain text.
    Description,
    /// How urgent it is.
    Priority,
    /// A field that no person sees, for programs to fall into.
    Trap,
    /// Any other, by the name that programs call it.
    Custom(Rc<str>),
}

/// What stands before a custom field's name where a server blames its value.
const CUSTOM: &str = "custom_fields.";

impl Field {
    /// The field of a name in a definition.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::standard(name).unwrap_or_else(|| Self::Custom(name.into()))
    }

    /// The field that a server's name of it means, where it blames one.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        match name.strip_prefix(CUSTOM) {
            Some(name) => Some(Self::Custom(name.into())),
            None => Self::standard(name),
        }
    }

    /// Its name in a definition; for one that is not a custom field, in the body of a create, too.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Contact => "requested_by",
            Self::Name => "requested_by_firstname",
            Self::Brand => "brand_id",
            Self::Subject => "subject",
            Self::Description => "description",
            Self::Priority => "priority",
            Self::Trap => "website",
            Self::Custom(name) => name,
        }
    }

    fn standard(name: &str) -> Option<Self> {
        const STANDARD: [Field; 7] = [
            Field::Contact,
            Field::Name,
            Field::Brand,
            Field::Subject,
            Field::Description,
            Field::Priority,
            Field::Trap,
        ];
        STANDARD.into_iter().find(|field| field.as_str() == name)
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.as_str().to_owned()
    }
}

impl From<String> for Field {
    fn from(name: String) -> Self {
        Self::named(&name)
    }
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Text: as typed, or the name of what was chosen.
    Text(String),
    /// Several names: of all that was chosen, or the way down a tree of choices.
    List(Vec<String>),
}

impl Value {
    /// Whether nothing is in it that could be sent.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || c.is_control()),
            Self::List(names) => names.is_empty(),
        }
    }

    /// The text; none for a list.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::List(_) => "",
        }
    }

    /// The names in it; a text is one.
    #[must_use]
    pub fn names(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(names) => names,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What has been typed or chosen, by field. A field that was never touched is not in it: what it
/// holds then is for the form's rules to say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft(Vec<(Field, Value)>);

impl FromIterator<(Field, Value)> for Draft {
    fn from_iter<I: IntoIterator<Item = (Field, Value)>>(changes: I) -> Self {
        let mut draft = Self::default();
        for (field, value) in changes {
            draft.set(field, value);
        }
        draft
    }
}

impl Draft {
    /// Changes one field.
    pub fn set(&mut self, field: Field, value: impl Into<Value>) {
        let value = value.into();
        match self.0.binary_search_by(|(held, _)| held.cmp(&field)) {
            Ok(place) => {
                if let Some((_, held)) = self.0.get_mut(place) {
                    *held = value;
                }
            }
            Err(place) => self.0.insert(place, (field, value)),
        }
    }

    /// The same with one field changed.
    #[must_use]
    pub fn with(mut self, field: Field, value: impl Into<Value>) -> Self {
        self.set(field, value);
        self
    }

    /// The same with everything changed that another one has changed.
    #[must_use]
    pub fn under(mut self, other: &Self) -> Self {
        for (field, value) in &other.0 {
            self.set(field.clone(), value.clone());
        }
        self
    }

    /// What one field was changed to.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<&Value> {
        self.0
            .iter()
            .find(|(held, _)| held == field)
            .map(|(_, value)| value)
    }

    /// Whether nothing is in it that would be missed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|(_, value)| value.is_blank())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_fields_and_back() {
        for (name, field) in [
            ("subject", Field::Subject),
            ("brand_id", Field::Brand),
            ("order_id", Field::Custom("order_id".into())),
        ] {
            assert_eq!(Field::named(name), field);
            assert_eq!(field.as_str(), name);
        }
    }

    #[test]
    fn a_server_blames_custom_fields_by_their_whole_name() {
        assert_eq!(
            Field::from_wire("custom_fields.subject"),
            Some(Field::Custom("subject".into()))
        );
        assert_eq!(Field::from_wire("requested_by"), Some(Field::Contact));
        assert_eq!(Field::from_wire("assignee"), None);
    }

    #[test]
    fn the_order_of_typing_makes_no_difference() {
        let [a, b] = [Field::Subject, Field::Custom("a".into())];
        let one = Draft::default().with(a.clone(), "1").with(b.clone(), "2");
        let other = Draft::default().with(b, "x").with(a, "1");
        assert_eq!(one, other.with(Field::Custom("a".into()), "2"));
    }

    #[test]
    fn what_was_typed_later_lies_on_top() {
        let [a, b, c] = ["a", "b", "c"].map(|name| Field::Custom(name.into()));
        let kept = Draft::default().with(a.clone(), "1").with(b.clone(), "2");
        let typed: Draft = [(b.clone(), "3".into()), (c.clone(), "4".into())]
            .into_iter()
            .collect();
        let whole = Draft::default().with(a, "1").with(b, "3").with(c, "4");
        assert_eq!(kept.clone().under(&typed), whole);
        assert_eq!(kept.clone().under(&Draft::default()), kept);
    }

    #[test]
    fn what_was_erased_is_blank_but_not_untouched() {
        let erased = Draft::default().with(Field::Subject, " ");
        assert!(erased.is_blank());
        assert_ne!(erased, Draft::default());
        assert!(!erased.with(Field::Priority, "High").is_blank());
    }
}
