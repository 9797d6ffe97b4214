//! What a form asks for: its fields as data, and which of them are there for a given draft.

mod number;
mod presence;
mod resolve;

use std::rc::Rc;

use support_wire::{Brand, Choice, Conditions};

use super::draft::{Field, Value};
pub use number::plain_number;
pub use resolve::{FormProblem, resolve};

/// What stands between the steps of a nested field's path.
pub const STEP: &str = " > ";

/// What a ticked box holds.
pub const TICKED: &str = "yes";

/// The fields of a form, in the order in which they stand.
pub type Fields = Rc<[Rc<FieldRule>]>;

/// A field as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRule {
    /// Which field.
    pub field: Field,
    /// What people call it, where that is not for our own texts to say.
    pub label: Option<Rc<str>>,
    /// What helps to fill it in, likewise.
    pub hint: Option<Rc<str>>,
    /// What it holds.
    pub kind: Kind,
    /// Whether the form is refused without it.
    pub is_required: bool,
    /// Who may change it.
    pub access: Access,
    /// What it holds before it is touched, or always where it can't be.
    pub value: Option<Value>,
    /// What other fields must hold for this one to be part of the form.
    pub when: Conditions,
    /// Most characters of its text.
    pub max_chars: usize,
    /// Where its value goes.
    pub into: Target,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An e-mail address or a telephone number.
    Address,
    /// One line of text.
    Line,
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// An e-mail address.
    Email,
    /// How urgent it is.
    Priority,
    /// One of the brands.
    Brand(Vec<Brand>),
    /// One of some choices.
    One(Vec<Choice>),
    /// Any of some choices.
    Several(Vec<Choice>),
    /// A way down a tree of choices.
    Nested {
        /// What the levels are called, from the first.
        levels: Vec<String>,
        /// The choices of the first level.
        choices: Vec<Choice>,
    },
    /// A box to tick.
    Consent,
    /// A link to a file.
    Link,
}

/// Who may change a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// The customer.
    #[default]
    Open,
    /// Nobody; the customer sees it.
    Locked,
    /// Nobody; what it holds goes along unseen, and is listed before sending.
    Hidden,
}

/// Where a field's value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To its own place in the body of a create.
    Own,
    /// To a custom field, by internal name.
    Custom(Rc<str>),
    /// To the end of the opening text.
    Description,
    /// Nowhere: it is asked for before sending, and that is all.
    Nowhere,
}

impl FieldRule {
    /// The choices of each level of a nested field, as far down as a path leads; without a path, of
    /// the first one.
    #[must_use]
    pub fn levels_open<'a>(&'a self, path: &[String]) -> Vec<(&'a str, &'a [Choice])> {
        let Kind::Nested { levels, choices } = &self.kind else {
            return Vec::new();
        };
        let mut here: &[Choice] = choices;
        let mut open = Vec::new();
        for (depth, level) in levels.iter().enumerate() {
            if here.is_empty() {
                break;
            }
            open.push((level.as_str(), here));
            let chosen = path.get(depth);
            here = here
                .iter()
                .find(|choice| Some(&choice.name) == chosen)
                .map_or(&[], |choice| &choice.choices);
        }
        open
    }

    /// Whether a value is one that this field may hold, as far as its kind says.
    #[must_use]
    pub fn allows(&self, value: &Value) -> bool {
        let is_among =
            |choices: &[Choice], name: &String| choices.iter().any(|choice| choice.name == *name);
        match &self.kind {
            Kind::One(choices) => value.names().iter().all(|name| is_among(choices, name)),
            Kind::Several(choices) => value.names().iter().all(|name| is_among(choices, name)),
            Kind::Brand(brands) => {
                let is_id = |brand: &Brand| brand.id.to_string() == value.text();
                brands.iter().any(is_id)
            }
            Kind::Nested { .. } => {
                let path = value.names();
                let open = self.levels_open(path);
                path.len() <= open.len()
                    && path
                        .iter()
                        .zip(open)
                        .all(|(name, (_, choices))| is_among(choices, name))
            }
            Kind::Number => plain_number(value.text()).is_some(),
            Kind::Date => support_wire::is_day(value.text()),
            Kind::Consent => value.text() == TICKED,
            _ => true,
        }
    }

    /// Whether a path of a nested field ends where there is nothing more to choose.
    #[must_use]
    pub fn is_whole(&self, path: &[String]) -> bool {
        self.levels_open(path).len() <= path.len()
    }
}
