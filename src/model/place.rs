//! Where in the widget the customer is.

/// What is in view where there is room for one thing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The form.
    #[default]
    Form,
    /// The list of conversations.
    List,
    /// The conversation of this number.
    Conversation(i64),
}
