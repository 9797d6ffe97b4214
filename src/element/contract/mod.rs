//! What a page may say to the custom element and hear from it: attributes, properties, methods,
//! events, custom properties, parts, slots. Plain data, and the only place where a name of these is decided.
//!
//! `cargo xtask contract` writes from it whatever repeats it: the lists in `static/embed.js`, the types
//! in `static/support-widget.d.ts` and `static/types`, `static/custom-elements.json`, the tables in
//! `docs/embedding.md` and `docs/theming.md`. A test fails when they differ. It therefore knows nothing but `core`: the
//! commands include this folder as it is.
//!
//! Texts are for a portal's developer: words and code between backticks.

pub mod attributes;
pub mod events;
pub mod look;
pub mod methods;
pub mod types;

pub use attributes::{ATTRIBUTES, Attribute, PROPERTIES, Property, Values};
pub use events::{DetailField, EVENTS, Event};
pub use look::{CSS_PARTS, CSS_PROPERTIES, CssPart, CssProperty, SLOTS, Slot};
pub use methods::{METHODS, Method, Parameter};
pub use types::{NamedType, TYPES};

/// A custom element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// Its tag.
    pub tag: &'static str,
    /// What types and tools call its class.
    pub class: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// The custom elements. All of them have everything that is listed here.
pub const ELEMENTS: [Element; 3] = [
    Element {
        tag: "support-widget",
        class: "SupportWidgetElement",
        meaning: "A support form and the customer's own conversations.",
    },
    Element {
        tag: "support-form",
        class: "SupportFormElement",
        meaning: "A support form. It works together with the conversations of the same customer elsewhere in the page.",
    },
    Element {
        tag: "support-conversations",
        class: "SupportConversationsElement",
        meaning: "The customer's own conversations. They work together with a form of the same customer elsewhere in the page.",
    },
];
