//! How much of the widget stands in one place of a page.

/// What is shown in one place of a page. The parts of one customer work together, wherever they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// The form only.
    Form,
    /// The list of conversations only, and the one that is read.
    Conversations,
}

impl Part {
    /// Whether a request can be written here.
    #[must_use]
    pub fn has_form(self) -> bool {
        self != Self::Conversations
    }

    /// Whether conversations can be read here.
    #[must_use]
    pub fn has_list(self) -> bool {
        self != Self::Form
    }
}
