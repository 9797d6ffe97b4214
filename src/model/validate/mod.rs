//! From what was typed to what may be sent, or to everything that is wrong with it at once.

mod compose;

use support_wire::{NewConversation, limits};

use crate::model::{
    draft::{Draft, Field, Value},
    fields::{Access, FieldRule, Fields, Kind, plain_number, resolve},
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
    /// It is no e-mail address.
    NotAnEmail,
    /// It is no number.
    NotANumber,
    /// It is no day.
    NotADay,
    /// It is no web address.
    NotALink,
    /// It is none of the choices.
    NotAChoice,
    /// The server did not accept it.
    NotAccepted,
}

/// What is wrong with a form: at most one fault a field, in the order in which they were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldErrors(Vec<(Field, Fault)>);

impl FieldErrors {
    /// Collects faults; of one field only the first counts.
    pub fn new(faults: impl IntoIterator<Item = (Field, Fault)>) -> Self {
        let mut errors = Self::default();
        for (field, fault) in faults {
            if errors.get(&field).is_none() {
                errors.0.push((field, fault));
            }
        }
        errors
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<Fault> {
        self.0
            .iter()
            .find(|(named, _)| named == field)
            .map(|(_, fault)| *fault)
    }

    /// Sets or clears what is wrong with one field.
    pub fn set(&mut self, field: &Field, fault: Option<Fault>) {
        let place = self.0.iter_mut().find(|(named, _)| named == field);
        match (place, fault) {
            (Some((_, held)), Some(fault)) => *held = fault,
            (None, Some(fault)) => self.0.push((field.clone(), fault)),
            (_, None) => self.0.retain(|(named, _)| named != field),
        }
    }

    /// The faults.
    pub fn iter(&self) -> impl Iterator<Item = (&Field, Fault)> {
        self.0.iter().map(|(field, fault)| (field, *fault))
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
    /// From the token, which can't be had just now: nothing can be sent until it can.
    Unconfirmed,
    /// From the customer: the form has a field for it.
    Asked,
}

/// What a form asks for, and how it is sent. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRules {
    /// Where the requester's address comes from.
    pub contact: Contact,
    /// Whether the opening text is sent as HTML.
    pub description_as_html: bool,
    /// The fields, in the order in which they stand.
    pub fields: Fields,
    /// Whether these are all, as far as anybody waits for them. Until then, what stands after the
    /// opening text may still move.
    pub is_whole: bool,
}

impl Default for FormRules {
    /// The fields that every form has.
    fn default() -> Self {
        Self {
            contact: Contact::default(),
            description_as_html: false,
            fields: resolve(None, &[]).0,
            is_whole: true,
        }
    }
}

/// The conversation that a draft makes.
///
/// # Errors
/// Everything that is wrong with it, in the order of the fields.
pub fn validate(draft: &Draft, rules: &FormRules) -> Result<NewConversation, FieldErrors> {
    let faults = rules
        .shown(draft)
        .filter_map(|rule| Some((rule.field.clone(), fault(draft, rules, rule)?)));
    let errors = FieldErrors::new(faults);
    if errors.is_empty() {
        Ok(compose::compose(draft, rules))
    } else {
        Err(errors)
    }
}

/// What is wrong with one field of a draft; nothing where the field is not on the form.
#[must_use]
pub fn fault_of(draft: &Draft, rules: &FormRules, field: &Field) -> Option<Fault> {
    let rule = rules.shown(draft).find(|rule| rule.field == *field)?;
    fault(draft, rules, rule)
}

fn fault(draft: &Draft, rules: &FormRules, rule: &FieldRule) -> Option<Fault> {
    if rule.access != Access::Open {
        // The customer can't change what the page has set.
        return None;
    }
    let Some(value) = rules.value(draft, rule) else {
        return rule.is_required.then_some(Fault::Missing);
    };
    let text = value.text().trim();
    match &rule.kind {
        Kind::Address => (Address::parse(text).is_none()).then_some(Fault::NotAnAddress),
        Kind::Email => {
            let is_email = matches!(Address::parse(text), Some(Address::Email(_)));
            (!is_email).then_some(Fault::NotAnEmail)
        }
        Kind::Number if plain_number(text).is_none() => Some(Fault::NotANumber),
        Kind::Date => (!support_wire::is_day(text)).then_some(Fault::NotADay),
        Kind::Link if !is_link(text) => Some(Fault::NotALink),
        Kind::One(_) | Kind::Several(_) | Kind::Brand(_) => {
            (!rule.allows(value)).then_some(Fault::NotAChoice)
        }
        Kind::Nested { .. } => path_fault(rule, value),
        _ if rule.field == Field::Description => {
            let sent = compose::description(draft, rules).len();
            let is_long = sent > limits::DESCRIPTION_MAX_BYTES || is_too_long(rule, text);
            is_long.then_some(Fault::TooLong)
        }
        _ => is_too_long(rule, text).then_some(Fault::TooLong),
    }
}

fn is_too_long(rule: &FieldRule, text: &str) -> bool {
    text.chars().count() > rule.max_chars
}

fn path_fault(rule: &FieldRule, path: &Value) -> Option<Fault> {
    if !rule.allows(path) {
        return Some(Fault::NotAChoice);
    }
    (rule.is_required && !rule.is_whole(path.names())).then_some(Fault::Missing)
}

/// What looks like the address of something on the web.
fn is_link(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_plain = |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().len();
    rest.is_some_and(|rest| is_plain(rest) && host(rest) > 0)
        && text.chars().count() <= limits::FIELD_LINE_MAX_CHARS
}

#[cfg(test)]
mod tests;
