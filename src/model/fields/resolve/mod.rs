//! From definitions to the rules of a form: the standard fields, what the gateway adds, what the page
//! refines. A definition that cannot be used is named and changes nothing.

use std::{fmt, rc::Rc};

use support_wire::{Brand, Choice, FieldType, FormField, FormFields, Priority, limits};

use super::{Access, FieldRule, Fields, Kind, Target};
use crate::model::draft::{Field, Value};

/// A definition that cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProblem {
    /// The field's internal name.
    pub field: String,
    /// What was expected of it.
    pub expected: &'static str,
}

impl fmt::Display for FormProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "field `{}`: expected {}", self.field, self.expected)
    }
}

/// The rules of a form, and what could not be used.
///
/// `listed` is what the gateway asks for, where one was asked. Then a custom field that it does not
/// list can't be sent, so it is not asked for either.
#[must_use]
pub fn resolve(listed: Option<&FormFields>, page: &[FormField]) -> (Fields, Vec<FormProblem>) {
    let mut made = Maker::default();
    let mut fields: Vec<FormField> = standard();
    if let Some(listed) = listed {
        let named = listed.data.iter();
        arrange(
            &mut fields,
            named.filter(|field| !field.internal_name.is_empty()),
        );
    }
    let refined: Vec<FormField> = page
        .iter()
        .filter(|entry| {
            let is_known = fields
                .iter()
                .any(|known| known.internal_name == entry.internal_name);
            let is_sendable = is_known || listed.is_none() || is_ours(entry);
            is_sendable || made.problem(&entry.internal_name, "a field that the gateway lists")
        })
        .cloned()
        .collect();
    arrange(&mut fields, refined.iter());
    let brands = listed
        .map(|listed| listed.brands.as_slice())
        .unwrap_or_default();
    let made_rules = fields.iter().filter_map(|field| made.rule(field, brands));
    // What is asked for on sending stands next to the button.
    let (last, mut rules): (Vec<_>, Vec<_>) =
        made_rules.partition(|rule: &FieldRule| rule.kind == Kind::Consent);
    rules.extend(last);
    made.check_conditions(&mut rules);
    // What a gateway of another age lists is nothing that a page could mend.
    made.problems.retain(|problem| {
        let mut of_page = page.iter();
        of_page.any(|field| field.internal_name == problem.field)
    });
    (rules.into_iter().map(Rc::new).collect(), made.problems)
}

/// The fields that every form has, in their order.
fn standard() -> Vec<FormField> {
    let field = |name: &Field, required| FormField {
        internal_name: name.as_str().to_owned(),
        required: Some(required),
        ..FormField::default()
    };
    let priority = FormField {
        value: Some(Priority::Medium.as_str().into()),
        ..field(&Field::Priority, false)
    };
    vec![
        field(&Field::Contact, true),
        field(&Field::Name, false),
        field(&Field::Brand, false),
        field(&Field::Subject, true),
        field(&Field::Description, true),
        priority,
    ]
}

/// Takes a list over: what is there is refined where it stands, what is new goes after the entry
/// that stands before it in the list; the first goes after the opening text.
fn arrange<'a>(fields: &mut Vec<FormField>, list: impl Iterator<Item = &'a FormField>) {
    let mut before = Field::Description.as_str();
    for entry in list {
        let known = fields
            .iter_mut()
            .find(|field| field.internal_name == entry.internal_name);
        if let Some(field) = known {
            field.refine(entry);
        } else {
            let place = fields
                .iter()
                .position(|field| field.internal_name == before);
            fields.insert(place.map_or(fields.len(), |place| place + 1), entry.clone());
        }
        before = &entry.internal_name;
    }
}

/// Whether an entry needs no custom field of a desk.
fn is_ours(entry: &FormField) -> bool {
    matches!(target(entry), Target::Description | Target::Nowhere)
}

fn target(entry: &FormField) -> Target {
    let own_type = match &entry.kind {
        Some(FieldType::Other(word)) => word.as_str(),
        _ => "",
    };
    let description = Field::Description.as_str();
    match (own_type, entry.into.as_deref()) {
        (FormField::CONSENT, None) => Target::Nowhere,
        (FormField::LINK, None) => Target::Description,
        (FormField::CONSENT | FormField::LINK, Some(into)) if into != description => {
            Target::Custom(into.into())
        }
        (FormField::LINK, Some(_)) => Target::Description,
        (FormField::CONSENT, Some(_)) => Target::Nowhere,
        _ => Target::Custom(entry.internal_name.as_str().into()),
    }
}

/// Makes rules, and notes what cannot be used.
#[derive(Default)]
struct Maker {
    problems: Vec<FormProblem>,
}

impl Maker {
    /// Notes a problem; always false, for use where something is to be left out.
    fn problem(&mut self, field: &str, expected: &'static str) -> bool {
        self.problems.push(FormProblem {
            field: field.to_owned(),
            expected,
        });
        false
    }

    fn rule(&mut self, from: &FormField, brands: &[Brand]) -> Option<FieldRule> {
        let field = Field::named(&from.internal_name);
        let kind = match &field {
            Field::Contact => Kind::Address,
            Field::Name | Field::Subject => Kind::Line,
            Field::Description => Kind::Text,
            Field::Priority => Kind::Priority,
            Field::Brand if brands.len() < 2 => return None,
            Field::Brand => Kind::Brand(brands.to_vec()),
            Field::Trap => {
                self.problem(field.as_str(), "another name; this one is the trap's");
                return None;
            }
            Field::Custom(_) => self.kind(from)?,
        };
        let is_custom = matches!(field, Field::Custom(_));
        let mut rule = FieldRule {
            label: label(from).or_else(|| is_custom.then(|| from.internal_name.as_str().into())),
            hint: from
                .description
                .as_deref()
                .filter(|hint| !hint.is_empty())
                .map(Rc::from),
            max_chars: most_chars(&field, &kind, from.max_length),
            is_required: from.required.unwrap_or(false),
            access: access(from),
            value: None,
            when: from.when.clone().unwrap_or_default(),
            into: if is_custom { target(from) } else { Target::Own },
            field,
            kind,
        };
        rule.value = from.value.as_ref().map(|value| match rule.kind {
            Kind::Several(_) | Kind::Nested { .. } => Value::List(value.0.clone()),
            _ => Value::Text(value.0.join("\n")),
        });
        self.check(&mut rule);
        Some(rule)
    }

    fn kind(&mut self, from: &FormField) -> Option<Kind> {
        let choices = || {
            from.field_options
                .clone()
                .filter(|options| !options.is_empty())
        };
        let kind = match &from.kind {
            // What goes along unseen needs no type.
            None if from.hidden == Some(true) => Ok(Kind::Line),
            None => Err("a type, or a field that the gateway lists"),
            Some(FieldType::SingleLineText) => Ok(Kind::Line),
            Some(FieldType::MultiLineText) => Ok(Kind::Text),
            Some(FieldType::Number) => Ok(Kind::Number),
            Some(FieldType::Date) => Ok(Kind::Date),
            Some(FieldType::Email) => Ok(Kind::Email),
            Some(FieldType::Dropdown) => choices().map(Kind::One).ok_or("field_options"),
            Some(FieldType::MultiSelect) => choices().map(Kind::Several).ok_or("field_options"),
            Some(FieldType::Nested) => nested(from).ok_or("levels, and choices"),
            Some(FieldType::Other(word)) => match word.as_str() {
                FormField::CONSENT => Ok(Kind::Consent),
                FormField::LINK => Ok(Kind::Link),
                _ => Err("a type of the API, `consent` or `link`"),
            },
        };
        kind.map_err(|expected| self.problem(&from.internal_name, expected))
            .ok()
    }

    /// Takes back what would make a form that can't be sent.
    fn check(&mut self, rule: &mut FieldRule) {
        let name = rule.field.as_str().to_owned();
        if rule
            .value
            .as_ref()
            .is_some_and(|value| !value.is_blank() && !rule.allows(value))
        {
            rule.value = None;
            self.problem(&name, "a value that it can hold");
        }
        let is_asked_of_all = matches!(rule.field, Field::Subject | Field::Description);
        let is_empty = rule.value.as_ref().is_none_or(Value::is_blank);
        if rule.access != Access::Open && is_asked_of_all && is_empty {
            rule.access = Access::Open;
            self.problem(&name, "a value, where nobody can type one");
        }
        if rule.field == Field::Contact && rule.access != Access::Open {
            rule.access = Access::Open;
            self.problem(&name, "the attribute `requester` instead");
        }
        rule.is_required |= is_asked_of_all || rule.field == Field::Contact;
        if rule.access == Access::Hidden && rule.kind == Kind::Consent {
            rule.access = Access::Open;
            self.problem(&name, "to be seen: nobody can agree to what is hidden");
        }
    }

    /// A condition on what is no field can never be met: it is named, since its field never shows.
    fn check_conditions(&mut self, rules: &mut [FieldRule]) {
        let names: Vec<Field> = rules.iter().map(|rule| rule.field.clone()).collect();
        for rule in rules {
            let is_basic = matches!(rule.field, Field::Subject | Field::Description);
            if is_basic && !rule.when.0.is_empty() {
                rule.when.0.clear();
                self.problem(rule.field.as_str(), "no condition");
            }
            for (name, _) in &rule.when.0 {
                if !names.contains(&Field::named(name)) {
                    self.problem(rule.field.as_str(), "`when` to name fields of this form");
                }
            }
        }
    }
}

fn label(from: &FormField) -> Option<Rc<str>> {
    let label = from.name.as_deref().map(str::trim);
    label.filter(|label| !label.is_empty()).map(Rc::from)
}

fn access(from: &FormField) -> Access {
    match (from.hidden, from.locked) {
        (Some(true), _) => Access::Hidden,
        // Nothing to look at where nothing is in it.
        (_, Some(true)) if from.value.is_some() => Access::Locked,
        _ => Access::Open,
    }
}

fn nested(from: &FormField) -> Option<Kind> {
    let levels = from.levels.clone().filter(|levels| !levels.is_empty())?;
    let choices = from
        .choices
        .clone()
        .filter(|choices: &Vec<Choice>| !choices.is_empty())?;
    Some(Kind::Nested { levels, choices })
}

fn most_chars(field: &Field, kind: &Kind, asked: Option<u32>) -> usize {
    let most = match (field, kind) {
        (Field::Subject, _) => limits::SUBJECT_MAX_CHARS,
        (Field::Name, _) => limits::NAME_MAX_CHARS,
        (Field::Description, _) => limits::DESCRIPTION_MAX_BYTES,
        (_, Kind::Text) => limits::FIELD_TEXT_MAX_CHARS,
        _ => limits::FIELD_LINE_MAX_CHARS,
    };
    asked.map_or(most, |asked| most.min(asked as usize))
}

#[cfg(test)]
mod tests;
