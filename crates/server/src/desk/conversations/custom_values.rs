//! The `custom_fields` of a create or change: each names a field of this desk, and holds what that
//! field's type allows. `null` empties a field.

use serde_json::Value;
use support_wire::{ConversationField, CustomValue, FieldType, NewCustomField};
use utoipa::openapi::schema::Array;

use super::draft::{NewValue, TIME_MAX};
use crate::desk::{
    body::{Fields, shown},
    fields::nested,
    requester::Email,
};
use crate::openapi::shape;

/// Most custom fields of one conversation, and most choices of one field.
const LIST_MAX: usize = 100;
const NAME_MAX_CHARS: usize = 100;
const LINE_MAX_CHARS: usize = 1000;
const TEXT_MAX_CHARS: usize = 20_000;

/// The list, for the document.
pub(super) fn shape() -> Array {
    shape::custom_fields(Some(LIST_MAX))
}

/// Reads the list. What is wrong with a value is told under `custom_fields.` and its name.
pub(super) fn read(fields: &mut Fields, definitions: &[ConversationField]) -> Vec<NewValue> {
    let mut read: Vec<NewValue> = Vec::new();
    for item in fields.list("custom_fields", LIST_MAX) {
        let Ok(new) = serde_json::from_value::<NewCustomField>(item.clone()) else {
            let found = item.get("internal_name").unwrap_or(&item);
            let expected = "items of internal_name and value";
            let _: Option<()> = fields.wrong("custom_fields", expected, found);
            continue;
        };
        let Some(definition) = find(fields, definitions, &new.internal_name) else {
            continue;
        };
        if read.iter().any(|value| value.field_id == definition.id) {
            let name = shown(&Value::String(new.internal_name));
            fields.problem("custom_fields", "each internal_name once", &name);
            continue;
        }
        match check(definition, new.value) {
            Ok(value) => read.push(NewValue {
                field_id: definition.id,
                value,
            }),
            Err(expected) => {
                let name = format!("custom_fields.{}", definition.internal_name);
                let found = item.get("value").unwrap_or(&Value::Null);
                let _: Option<()> = fields.wrong(&name, &expected, found);
            }
        }
    }
    read
}

fn find<'a>(
    fields: &mut Fields,
    definitions: &'a [ConversationField],
    name: &str,
) -> Option<&'a ConversationField> {
    let length = name.chars().count();
    let found = Value::String(name.to_owned());
    if name.trim().is_empty() || length > NAME_MAX_CHARS {
        let expected = "an internal_name of 1 to 100 characters";
        return fields.wrong("custom_fields", expected, &found);
    }
    let known = definitions.iter().find(|field| field.internal_name == name);
    match known {
        Some(field) if field.is_active => Some(field),
        Some(_) => fields.wrong("custom_fields", "a field that is in use", &found),
        None => fields.wrong("custom_fields", "the internal_name of a field", &found),
    }
}

/// The value as it is stored, or what was expected instead.
fn check(field: &ConversationField, value: CustomValue) -> Result<CustomValue, String> {
    if value == CustomValue::Null {
        return Ok(value);
    }
    let kind = field.kind.as_ref().unwrap_or(&FieldType::SingleLineText);
    match kind {
        FieldType::SingleLineText | FieldType::Other(_) => line(value),
        FieldType::MultiLineText => match value {
            CustomValue::Text(text) if text.chars().count() <= TEXT_MAX_CHARS => {
                Ok(CustomValue::Text(text))
            }
            _ => Err(format!("text of at most {TEXT_MAX_CHARS} characters")),
        },
        FieldType::Number => number(value).ok_or_else(|| "a number".to_owned()),
        FieldType::Date => {
            date(value).ok_or_else(|| "a day as YYYY-MM-DD or a time in epoch seconds".to_owned())
        }
        FieldType::Email => email(&value).ok_or_else(|| "an e-mail address".to_owned()),
        FieldType::Dropdown => option(field, &value)
            .map(CustomValue::Text)
            .ok_or_else(|| format!("one of {}", names(field))),
        FieldType::MultiSelect => {
            several(field, value).ok_or_else(|| format!("a list of {}", names(field)))
        }
        FieldType::Nested => nested::path(field.choices.as_ref(), &value)
            .map(CustomValue::Text)
            .ok_or_else(|| "a path of the field's choices, such as `A > B`".to_owned()),
    }
}

/// One line of text. A number is what a program sends for an order's; it is kept as text.
fn line(value: CustomValue) -> Result<CustomValue, String> {
    let text = match value {
        CustomValue::Text(text) => Some(text),
        CustomValue::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    text.filter(|text| text.chars().count() <= LINE_MAX_CHARS && !text.contains(['\n', '\r']))
        .map(CustomValue::Text)
        .ok_or_else(|| format!("one line of at most {LINE_MAX_CHARS} characters"))
}

/// A number, also as text: the vendor's own client changes every field by text.
fn number(value: CustomValue) -> Option<CustomValue> {
    match value {
        CustomValue::Integer(_) | CustomValue::Number(_) => Some(value),
        CustomValue::Text(text) => {
            let text = text.trim();
            let whole = text.parse().ok().map(CustomValue::Integer);
            let plain = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
            whole.or_else(|| {
                let number: f64 = text.chars().all(plain).then(|| text.parse().ok())??;
                number.is_finite().then_some(CustomValue::Number(number))
            })
        }
        _ => None,
    }
}

fn date(value: CustomValue) -> Option<CustomValue> {
    let in_range = |time: i64| (0..=TIME_MAX).contains(&time).then_some(time);
    match value {
        CustomValue::Integer(time) => in_range(time).map(CustomValue::Integer),
        CustomValue::Text(text) if support_wire::is_day(&text) => Some(CustomValue::Text(text)),
        CustomValue::Text(text) => {
            let time = text.trim().parse().ok().and_then(in_range)?;
            Some(CustomValue::Integer(time))
        }
        _ => None,
    }
}

fn email(value: &CustomValue) -> Option<CustomValue> {
    let CustomValue::Text(text) = value else {
        return None;
    };
    Email::parse(text).map(|email| CustomValue::Text(email.shown))
}

/// The name of the option that a value names, by its name or its id.
fn option(field: &ConversationField, value: &CustomValue) -> Option<String> {
    let named = |id: Option<i64>, name: &str| match value {
        CustomValue::Text(text) => name == text,
        CustomValue::Integer(number) => id == Some(*number),
        _ => false,
    };
    let by_id = |id: Option<i64>| match value {
        CustomValue::Text(text) => id.is_some_and(|id| *text == id.to_string()),
        _ => false,
    };
    let options = &field.field_options;
    let found = options.iter().find(|option| named(option.id, &option.name));
    found
        .or_else(|| options.iter().find(|option| by_id(option.id)))
        .map(|option| option.name.clone())
}

fn several(field: &ConversationField, value: CustomValue) -> Option<CustomValue> {
    let items = match value {
        CustomValue::List(items) => items,
        one => vec![one],
    };
    if items.len() > LIST_MAX {
        return None;
    }
    let mut chosen: Vec<CustomValue> = Vec::new();
    for item in &items {
        let name = CustomValue::Text(option(field, item)?);
        if !chosen.contains(&name) {
            chosen.push(name);
        }
    }
    Some(CustomValue::List(chosen))
}

/// The options as an error lists them.
fn names(field: &ConversationField) -> String {
    const SHOWN: usize = 20;
    let options = field.field_options.iter();
    let names: Vec<&str> = options
        .map(|option| option.name.as_str())
        .take(SHOWN)
        .collect();
    names.join(", ")
}
