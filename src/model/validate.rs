//! From what was typed to what may be sent, or to everything that is wrong with it at once.

use support_wire::{NewConversation, Source, html_from_text, limits};

use crate::model::{
    draft::{Draft, Field},
    requester::Address,
};

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is empty.
    Missing,
    /// It is longer than allowed.
    TooLong,
    /// It is neither an e-mail address nor a telephone number.
    NotAnAddress,
    /// The server did not accept it.
    NotAccepted,
}

/// What is wrong with a form: at most one fault a field, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldErrors(Vec<(Field, Fault)>);

impl FieldErrors {
    /// Collects faults and puts them into the order of the fields.
    pub fn new(faults: impl IntoIterator<Item = (Field, Fault)>) -> Self {
        let mut faults: Vec<_> = faults.into_iter().collect();
        faults.sort_by_key(|(field, _)| *field);
        faults.dedup_by_key(|(field, _)| *field);
        Self(faults)
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<Fault> {
        self.0
            .iter()
            .find(|(named, _)| *named == field)
            .map(|(_, fault)| *fault)
    }

    /// Sets or clears what is wrong with one field.
    pub fn set(&mut self, field: Field, fault: Option<Fault>) {
        let others = self.0.drain(..).filter(|(named, _)| *named != field);
        *self = Self::new(
            others
                .chain(fault.map(|fault| (field, fault)))
                .collect::<Vec<_>>(),
        );
    }

    /// The faults, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, Fault)> + '_ {
        self.0.iter().copied()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where the requester's address comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Contact {
    /// From the page or the token.
    Known(Address),
    /// From the server, which reads the token by itself.
    #[default]
    Implied,
    /// From the customer: the form has a field for it.
    Asked,
}

/// What a form asks for, and how it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRules {
    /// Where the requester's address comes from.
    pub contact: Contact,
    /// Whether the opening text is sent as HTML.
    pub description_as_html: bool,
}

/// The conversation that a draft makes.
///
/// # Errors
/// Everything that is wrong with it, in the order of the fields.
pub fn validate(draft: &Draft, rules: &FormRules) -> Result<NewConversation, FieldErrors> {
    let faults = Field::ALL
        .into_iter()
        .filter_map(|field| fault_of(draft, rules, field).map(|fault| (field, fault)));
    let errors = FieldErrors::new(faults);
    if errors.is_empty() {
        Ok(compose(draft, rules))
    } else {
        Err(errors)
    }
}

/// What is wrong with one field of a draft.
#[must_use]
pub fn fault_of(draft: &Draft, rules: &FormRules, field: Field) -> Option<Fault> {
    let value = draft.get(field).trim();
    match field {
        Field::Contact if rules.contact != Contact::Asked => None,
        Field::Priority => None,
        _ if value.is_empty() => Some(Fault::Missing),
        Field::Contact => Address::parse(value)
            .is_none()
            .then_some(Fault::NotAnAddress),
        Field::Subject => {
            (value.chars().count() > limits::SUBJECT_MAX_CHARS).then_some(Fault::TooLong)
        }
        Field::Description => (description(draft, rules).len() > limits::DESCRIPTION_MAX_BYTES)
            .then_some(Fault::TooLong),
    }
}

fn compose(draft: &Draft, rules: &FormRules) -> NewConversation {
    let requested_by = match &rules.contact {
        Contact::Known(address) => Some(address.as_str().to_owned()),
        Contact::Asked => Some(draft.contact.trim().to_owned()),
        Contact::Implied => None,
    };
    NewConversation {
        subject: without_nul(draft.subject.trim()),
        description: description(draft, rules),
        requested_by,
        priority: Some(draft.priority.clone()),
        source: Some(Source::Mail),
        ..NewConversation::default()
    }
}

fn description(draft: &Draft, rules: &FormRules) -> String {
    let text = without_nul(draft.description.trim());
    if rules.description_as_html {
        html_from_text(&text)
    } else {
        text
    }
}

/// No database takes the NUL character, and nobody types one: only a paste can bring it.
fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(contact: &str, subject: &str, description: &str) -> Draft {
        Draft {
            contact: contact.into(),
            subject: subject.into(),
            description: description.into(),
            ..Draft::default()
        }
    }

    fn asked() -> FormRules {
        FormRules {
            contact: Contact::Asked,
            description_as_html: false,
        }
    }

    #[track_caller]
    fn check_faults(draft: &Draft, rules: &FormRules, expected: &[(Field, Fault)]) {
        let errors = validate(draft, rules).expect_err("the draft should be refused");
        assert_eq!(errors.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn everything_wrong_is_said_at_once_and_in_order() {
        check_faults(
            &draft("ann", " ", "\n"),
            &asked(),
            &[
                (Field::Contact, Fault::NotAnAddress),
                (Field::Subject, Fault::Missing),
                (Field::Description, Fault::Missing),
            ],
        );
        check_faults(
            &draft("", &"ü".repeat(256), "text"),
            &asked(),
            &[
                (Field::Contact, Fault::Missing),
                (Field::Subject, Fault::TooLong),
            ],
        );
        check_faults(
            &draft(
                "",
                "subject",
                &"x".repeat(limits::DESCRIPTION_MAX_BYTES + 1),
            ),
            &FormRules::default(),
            &[(Field::Description, Fault::TooLong)],
        );
    }

    #[test]
    fn a_good_draft_becomes_a_conversation() {
        let sent = validate(
            &draft("", " Payment ", "Line\nnext\0"),
            &FormRules::default(),
        )
        .unwrap();
        assert_eq!(
            (sent.subject.as_str(), sent.description.as_str()),
            ("Payment", "Line\nnext")
        );
        assert_eq!(sent.source, Some(Source::Mail));
        assert_eq!(sent.requested_by, None);
        assert_eq!(sent.status, None);
    }

    #[test]
    fn the_requester_is_the_pages_or_else_the_typed_one() {
        let email = Address::Email("ann@example.com".into());
        let rules = FormRules {
            contact: Contact::Known(email),
            description_as_html: true,
        };
        let sent = validate(&draft("mallory@example.com", "s", "a < b"), &rules).unwrap();
        assert_eq!(sent.requested_by.as_deref(), Some("ann@example.com"));
        assert_eq!(sent.description, "<p>a &lt; b</p>");
        let sent = validate(&draft(" bob@example.com ", "s", "t"), &asked()).unwrap();
        assert_eq!(sent.requested_by.as_deref(), Some("bob@example.com"));
    }

    #[test]
    fn a_subject_of_exactly_the_limit_passes() {
        let longest = draft("", &"ü".repeat(255), "t");
        assert!(validate(&longest, &FormRules::default()).is_ok());
    }
}
