//! The body that a draft makes: the standard fields in their own places, the others among the custom
//! ones or at the end of the opening text. What is not part of the form is not part of the body.

use support_wire::{CustomValue, NewConversation, NewCustomField, Source, html_from_text};

use super::{Contact, FormRules};
use crate::model::{
    draft::{Draft, Field, Value},
    fields::{FieldRule, Kind, STEP, Target, plain_number},
    requester::Address,
};

/// The body. The draft is in order.
pub(super) fn compose(draft: &Draft, rules: &FormRules) -> NewConversation {
    let sender = match &rules.contact {
        Contact::Known(address) => Some(address.as_str().to_owned()),
        Contact::Asked => text(draft, rules, &Field::Contact).map(|typed| as_sent(&typed)),
        Contact::Implied | Contact::Unconfirmed => None,
    };
    let is_guest = rules.contact == Contact::Asked;
    NewConversation {
        subject: text(draft, rules, &Field::Subject).unwrap_or_default(),
        description: description(draft, rules),
        requested_by: sender,
        requested_by_firstname: text(draft, rules, &Field::Name),
        priority: text(draft, rules, &Field::Priority).map(|word| word.as_str().into()),
        source: Some(Source::Mail),
        brand_id: text(draft, rules, &Field::Brand).and_then(|id| id.parse().ok()),
        custom_fields: custom_fields(draft, rules),
        website: draft
            .get(&Field::Trap)
            .filter(|value| is_guest && !value.is_blank())
            .map(|value| value.text().to_owned()),
        ..NewConversation::default()
    }
}

/// An address as every server reads it.
fn as_sent(typed: &str) -> String {
    Address::parse(typed).map_or_else(|| typed.to_owned(), |address| address.as_str().to_owned())
}

/// The opening text as it is sent.
pub(super) fn description(draft: &Draft, rules: &FormRules) -> String {
    let mut description = text(draft, rules, &Field::Description).unwrap_or_default();
    let added = rules
        .fields
        .iter()
        .filter(|rule| rule.into == Target::Description);
    for value in added.filter_map(|rule| rules.value(draft, rule)) {
        description.push_str("\n\n");
        description.push_str(&line(value.text()));
    }
    if rules.description_as_html {
        html_from_text(&description)
    } else {
        description
    }
}

fn text(draft: &Draft, rules: &FormRules, field: &Field) -> Option<String> {
    let rule = rules.rule(field)?;
    let text = rules.value(draft, rule)?.text();
    Some(if rule.kind == Kind::Text {
        lines(text)
    } else {
        line(text)
    })
}

// Nobody types a control character, but a paste may bring one: no database takes NUL, and a subject
// becomes the heading of an e-mail. So they are left out, but for the breaks between lines and the
// tabs of a text; a line has blanks in their place. (The browser has made U+FFFD of half a surrogate
// pair by then.)

fn lines(text: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(kept).collect();
    text.trim().to_owned()
}

fn line(text: &str) -> String {
    let kept = |c: char| match c {
        c if !c.is_control() => Some(c),
        c => c.is_whitespace().then_some(' '),
    };
    let text: String = text.chars().filter_map(kept).collect();
    text.trim().to_owned()
}

fn custom_fields(draft: &Draft, rules: &FormRules) -> Vec<NewCustomField> {
    let sent = rules.fields.iter().filter_map(|rule| {
        let Target::Custom(name) = &rule.into else {
            return None;
        };
        let value = rules.value(draft, rule)?;
        Some(NewCustomField {
            internal_name: name.as_ref().to_owned(),
            value: custom_value(rule, value),
        })
    });
    sent.collect()
}

/// The value in the form that every age of the API reads: text, and a list of names for a multiple
/// choice.
fn custom_value(rule: &FieldRule, value: &Value) -> CustomValue {
    let text = |text: &String| CustomValue::Text(line(text));
    match (&rule.kind, value) {
        (Kind::Several(_), value) => CustomValue::List(value.names().iter().map(text).collect()),
        (_, Value::List(path)) => CustomValue::Text(path.join(STEP)),
        (Kind::Number, Value::Text(number)) => {
            CustomValue::Text(plain_number(number).unwrap_or_else(|| line(number)))
        }
        (Kind::Text, Value::Text(some)) => CustomValue::Text(lines(some)),
        (_, Value::Text(one)) => text(one),
    }
}
