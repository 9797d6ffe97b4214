//! What has been typed into the form.

use serde::{Deserialize, Serialize};
use support_wire::Priority;

/// What has been typed: one value for each field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The requester's address, asked for only where the page does not supply it.
    pub contact: String,
    /// The subject.
    pub subject: String,
    /// The opening text, as plain text.
    pub description: String,
    /// How urgent it is.
    pub priority: Priority,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            contact: String::new(),
            subject: String::new(),
            description: String::new(),
            priority: Priority::Medium,
        }
    }
}

/// The form's fields, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The requester's address.
    Contact,
    /// The subject.
    Subject,
    /// The opening text.
    Description,
    /// How urgent it is.
    Priority,
}

impl Field {
    /// Every field, in the order in which they stand.
    pub const ALL: [Self; 4] = [
        Self::Contact,
        Self::Subject,
        Self::Description,
        Self::Priority,
    ];

    /// The field that a server's name of it means.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        match name {
            "requested_by" => Some(Self::Contact),
            "subject" => Some(Self::Subject),
            "description" => Some(Self::Description),
            "priority" => Some(Self::Priority),
            _ => None,
        }
    }
}

impl Draft {
    /// Changes one field.
    pub fn set(&mut self, field: Field, value: String) {
        match field {
            Field::Contact => self.contact = value,
            Field::Subject => self.subject = value,
            Field::Description => self.description = value,
            Field::Priority => self.priority = Priority::from(value.as_str()),
        }
    }

    /// What one field holds.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Contact => &self.contact,
            Field::Subject => &self.subject,
            Field::Description => &self.description,
            Field::Priority => self.priority.as_str(),
        }
    }
}
