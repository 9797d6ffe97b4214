//! The API's closed-looking but open word lists: a desk may add its own statuses, so a word that we
//! do not know is kept as it is and survives a round trip.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A word that this version does not know, kept as it came.
            Other(String),
        }

        impl $name {
            /// The words that the documentation names, in its order.
            pub const KNOWN: &'static [$name] = &[$($name::$variant,)+];

            /// The word as it crosses the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// Whether the documentation names this word.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|word| Self::from(word.as_str()))
            }
        }
    };
}

words! {
    /// Where a conversation stands. Desks add their own.
    Status {
        /// Needs attention.
        Open = "Open",
        /// Waits for the customer or a third party.
        Pending = "Pending",
        /// Answered; a reply by the customer opens it again.
        Resolved = "Resolved",
        /// Final.
        Closed = "Closed",
    }
}

words! {
    /// How urgent a conversation is.
    Priority {
        /// Can wait.
        Low = "Low",
        /// The usual one.
        Medium = "Medium",
        /// Sooner than usual.
        High = "High",
        /// At once.
        Urgent = "Urgent",
    }
}

words! {
    /// The channel a conversation came by.
    Source {
        /// E-mail, and what this product sends for a form.
        Mail = "Mail",
        /// Telephone: the API's default when none is given.
        Call = "Call",
        /// Another program; newer versions of the API only.
        Api = "API",
    }
}

words! {
    /// The time a list is ordered by.
    SortBy {
        /// When the conversation was made: the default.
        CreatedAt = "created_at",
        /// When it last changed (the field `last_updated_at`).
        UpdatedAt = "updated_at",
    }
}

words! {
    /// The direction a list is ordered in.
    SortOrder {
        /// Newest first: the default.
        Desc = "desc",
        /// Oldest first.
        Asc = "asc",
    }
}

words! {
    /// For whom a reply is.
    ReplyType {
        /// For the customer.
        Reply = "REPLY",
        /// For staff: never to be shown to a customer.
        InternalNote = "INTERNAL_NOTE",
    }
}

words! {
    /// What a custom field holds.
    FieldType {
        /// One line of text.
        SingleLineText = "single_line_text",
        /// Text.
        MultiLineText = "multi_line_text",
        /// One of some options.
        Dropdown = "dropdown",
        /// A number.
        Number = "number",
        /// A day.
        Date = "date",
        /// An e-mail address.
        Email = "email",
        /// Some of some options; newest version of the API.
        MultiSelect = "multi_select",
        /// A path in a tree of choices; newest version of the API.
        Nested = "nested",
    }
}
