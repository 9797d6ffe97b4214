//! Nested fields: a tree of choices, at most three levels deep, and the paths in it. The vendor
//! documents neither shape; here `levels` is a list of names, a choice is `{name, choices}`, and a
//! value is a path such as `Account > Sign-in`, or the list of its steps.

use serde_json::Value;
use support_wire::CustomValue;
use utoipa::openapi::{
    ObjectBuilder,
    schema::{Array, Type},
};

use crate::{desk::body::Fields, openapi::shape};

/// Most levels.
const LEVELS_MAX: usize = 3;
/// Most choices in the whole tree.
const CHOICES_MAX: usize = 1000;
const NAME_MAX_CHARS: usize = 100;
/// What stands between the steps of a path.
const SEPARATOR: &str = " > ";

/// The levels, for the document.
pub(super) fn levels_shape() -> Array {
    shape::list(shape::said(Some(NAME_MAX_CHARS)), Some(LEVELS_MAX))
}

/// The tree's first level, for the document; the others are like it.
pub(super) fn choices_shape() -> Array {
    let choice = ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("name", shape::said(Some(NAME_MAX_CHARS)))
        .required("name")
        .description(Some(
            "A choice: its `name`, and its further `choices`, each like this one",
        ));
    shape::list(choice, Some(CHOICES_MAX))
}

/// The `levels` and `choices` of a new field.
pub(super) fn read(fields: &mut Fields) -> Option<(Value, Value)> {
    let levels = fields.list("levels", LEVELS_MAX);
    if levels.is_empty() || !levels.iter().all(|level| is_name(Some(level))) {
        let expected = format!("1 to {LEVELS_MAX} names of 1 to {NAME_MAX_CHARS} characters");
        return fields.wrong("levels", &expected, &Value::Array(levels));
    }
    let choices = fields.list("choices", CHOICES_MAX);
    let mut left = CHOICES_MAX;
    if choices.is_empty() || !is_tree(&choices, levels.len(), &mut left) {
        let depth = levels.len();
        let expected = format!("choices of a name, and further choices, {depth} deep at most");
        return fields.wrong("choices", &expected, &Value::Array(choices));
    }
    Some((Value::Array(levels), Value::Array(choices)))
}

/// Notes that a new field of another type has a tree.
pub(super) fn refuse<T>(fields: &mut Fields) -> Option<T> {
    for name in ["levels", "choices"] {
        if let Some(value) = fields.value(name) {
            return fields.wrong(name, "none, except for a nested field", &value);
        }
    }
    None
}

/// The path that a value names, if it is in the tree.
pub(in crate::desk) fn path(choices: Option<&Value>, value: &CustomValue) -> Option<String> {
    let steps: Vec<&str> = match value {
        CustomValue::Text(text) => text.split(SEPARATOR).collect(),
        CustomValue::List(items) => items
            .iter()
            .map(|item| match item {
                CustomValue::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect::<Option<_>>()?,
        _ => return None,
    };
    let mut level = choices;
    for step in &steps {
        let here = level?.as_array()?.iter();
        let choice = here.into_iter().find(|choice| choice["name"] == **step)?;
        level = choice.get("choices");
    }
    (!steps.is_empty()).then(|| steps.join(SEPARATOR))
}

/// Whether these are choices, no more and no deeper than allowed, each name once among its like.
fn is_tree(choices: &[Value], depth: usize, left: &mut usize) -> bool {
    if depth == 0 {
        return choices.is_empty();
    }
    choices.iter().enumerate().all(|(place, choice)| {
        let name = choice.get("name");
        let further = match choice.get("choices") {
            None | Some(Value::Null) => &[],
            Some(Value::Array(further)) => further.as_slice(),
            Some(_) => return false,
        };
        if *left == 0
            || choices[..place]
                .iter()
                .any(|other| other.get("name") == name)
        {
            return false;
        }
        *left -= 1;
        is_name(name) && is_tree(further, depth - 1, left)
    })
}

/// A name of a level or choice; the separator would make its paths ambiguous.
fn is_name(value: Option<&Value>) -> bool {
    let name = value.and_then(Value::as_str).unwrap_or_default();
    !name.trim().is_empty() && name.chars().count() <= NAME_MAX_CHARS && !name.contains(SEPARATOR)
}
