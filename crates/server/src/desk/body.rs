//! A request's body: reads its fields one by one and keeps every problem, in the order of the reading. It knows
//! no field by name. `null` counts as absent; fields that nobody asks for are ignored.

use serde_json::{Map, Value};
use support_wire::FieldProblem;

/// How much of a refused value an error repeats.
const SHOWN_CHARS: usize = 60;

/// A body being read.
#[derive(Debug)]
pub(in crate::desk) struct Fields {
    body: Map<String, Value>,
    problems: Vec<FieldProblem>,
}

impl Fields {
    pub(in crate::desk) fn new(body: Map<String, Value>) -> Self {
        Self {
            body,
            problems: Vec::new(),
        }
    }

    /// Whether a field is there with a value.
    pub(in crate::desk) fn has(&self, name: &str) -> bool {
        self.body.get(name).is_some_and(|value| !value.is_null())
    }

    /// What was read, if nothing is wrong with it.
    pub(in crate::desk) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match read {
            Some(read) if self.problems.is_empty() => Ok(read),
            _ => Err(self.problems),
        }
    }

    /// Notes a problem.
    pub(in crate::desk) fn problem(&mut self, name: &str, expected: &str, found: &str) {
        let message = format!("expected {expected}, found {found}");
        self.problems.push(FieldProblem {
            name: name.to_owned(),
            message,
        });
    }

    /// A field's value, if it is there and holds no NUL (which no text of ours may have).
    pub(in crate::desk) fn value(&mut self, name: &str) -> Option<Value> {
        let value = self.body.remove(name).filter(|value| !value.is_null())?;
        if has_nul(&value) {
            self.problem(name, "text without NUL characters", "one");
            return None;
        }
        Some(value)
    }

    /// A field that must be there, as text with something in it.
    pub(in crate::desk) fn required_text(&mut self, name: &str) -> Option<String> {
        if !self.has(name) {
            self.problem(name, "text", "nothing");
            return None;
        }
        let text = self.text(name)?;
        if text.trim().is_empty() {
            self.problem(name, "text", "blank text");
            return None;
        }
        Some(text)
    }

    /// Text.
    pub(in crate::desk) fn text(&mut self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text),
            other => self.wrong(name, "text", &other),
        }
    }

    /// One of some words.
    pub(in crate::desk) fn word(&mut self, name: &str, words: &[&str]) -> Option<String> {
        let value = self.value(name)?;
        match value.as_str().filter(|word| words.contains(word)) {
            Some(word) => Some(word.to_owned()),
            None => self.wrong(name, &format!("one of {}", words.join(", ")), &value),
        }
    }

    /// One of some words, which must be there.
    pub(in crate::desk) fn required_word(&mut self, name: &str, words: &[&str]) -> Option<String> {
        if !self.has(name) {
            self.problem(name, &format!("one of {}", words.join(", ")), "nothing");
            return None;
        }
        self.word(name, words)
    }

    /// A truth value.
    pub(in crate::desk) fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.value(name)?;
        match value.as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong(name, "true or false", &value),
        }
    }

    /// Text of at most so many characters, trimmed; blank text counts as absent.
    pub(in crate::desk) fn short_text(&mut self, name: &str, max: usize) -> Option<String> {
        let text = self.text(name)?.trim().to_owned();
        self.at_most(name, text, max)
            .filter(|text| !text.is_empty())
    }

    /// The text again, if it has at most so many characters.
    pub(in crate::desk) fn at_most(
        &mut self,
        name: &str,
        text: String,
        max: usize,
    ) -> Option<String> {
        let length = text.chars().count();
        if length > max {
            let expected = format!("at most {max} characters");
            self.problem(name, &expected, &length.to_string());
            return None;
        }
        Some(text)
    }

    /// A whole number.
    pub(in crate::desk) fn integer(&mut self, name: &str, expected: &str) -> Option<i64> {
        let value = self.value(name)?;
        match whole(&value) {
            Some(number) => Some(number),
            None => self.wrong(name, expected, &value),
        }
    }

    /// The items of a list; empty where there is none.
    pub(in crate::desk) fn list(&mut self, name: &str, max: usize) -> Vec<Value> {
        match self.value(name) {
            None => Vec::new(),
            Some(Value::Array(items)) if items.len() <= max => items,
            Some(Value::Array(items)) => {
                self.problem(
                    name,
                    &format!("at most {max} items"),
                    &items.len().to_string(),
                );
                Vec::new()
            }
            Some(other) => self.wrong(name, "a list", &other).unwrap_or_default(),
        }
    }

    /// Notes that a field is not what was expected.
    pub(in crate::desk) fn wrong<T>(
        &mut self,
        name: &str,
        expected: &str,
        found: &Value,
    ) -> Option<T> {
        self.problem(name, expected, &shown(found));
        None
    }
}

/// A value as an error shows it.
pub(in crate::desk) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("`{}`", text.chars().take(SHOWN_CHARS).collect::<String>()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A whole number, also one that is written as `1.0`: to JSON it is the same.
fn whole(value: &Value) -> Option<i64> {
    /// Up to here every whole number has a double of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let as_double = || {
        let number = value.as_f64()?;
        (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
    };
    value.as_i64().or_else(as_double)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}
