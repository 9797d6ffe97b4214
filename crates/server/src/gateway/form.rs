//! The form that customers fill in, as an operator describes it in a file: which custom fields, in
//! which order and in which words, and the names of the brands. What a field holds, and what can be
//! chosen in it, stays the desk's to say.

use std::{io, path::Path, path::PathBuf};

use serde::Deserialize;
use support_wire::{Brand, Conditions, FieldType, FormField, Texts};

use super::GatewaySettings;

/// Fields that every desk has: the file may name them, to refine them or for the order's sake.
const STANDARD: [&str; 6] = [
    "requested_by",
    "requested_by_firstname",
    "brand_id",
    "subject",
    "description",
    "priority",
];

/// The form that customers fill in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// The fields, in the order in which to ask for them.
    pub fields: Vec<FormField>,
    /// The brands that can be chosen.
    pub brands: Vec<Brand>,
    /// The custom fields among them whose values a customer may read, by internal name.
    shown: Vec<String>,
}

/// Why a form's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FormFileError {
    /// It cannot be read.
    #[error("--form-fields: cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not JSON of the expected shape.
    #[error("--form-fields: {}: {source}", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// What was expected, and where.
        source: serde_json::Error,
    },
    /// It says something that makes no sense.
    #[error("--form-fields: {}: `{name}`: expected {expected}", path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The field or brand.
        name: String,
        /// What was expected of it.
        expected: &'static str,
    },
}

/// The file, where everything that means nothing is an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    fields: Vec<Entry>,
    #[serde(default)]
    brands: Vec<Brand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    internal_name: String,
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<FieldType>,
    description: Option<String>,
    required: Option<bool>,
    value: Option<Texts>,
    locked: Option<bool>,
    hidden: Option<bool>,
    when: Option<Conditions>,
    max_length: Option<u32>,
    into: Option<String>,
    #[serde(default)]
    shown: bool,
}

impl Form {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, by name.
    pub fn from_file(path: &Path) -> Result<Self, FormFileError> {
        let text = std::fs::read_to_string(path).map_err(|source| FormFileError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::read(&text, path)
    }

    /// Reads a file's text; `path` is for saying where something is wrong.
    ///
    /// # Errors
    /// What is wrong with it, by name.
    pub fn read(text: &str, path: &Path) -> Result<Self, FormFileError> {
        let file: File = serde_json::from_str(text).map_err(|source| FormFileError::Shape {
            path: path.to_owned(),
            source,
        })?;
        let wrong = |name: &str, expected| FormFileError::Value {
            path: path.to_owned(),
            name: name.to_owned(),
            expected,
        };
        let mut form = Self::default();
        for entry in file.fields {
            let known: Vec<&str> = form.names().collect();
            check(&entry, &known).map_err(|expected| wrong(&entry.internal_name, expected))?;
            if entry.shown {
                form.shown.push(entry.internal_name.clone());
            }
            form.fields.push(entry.into());
        }
        for field in &form.fields {
            let conditions = field.when.iter().flat_map(|when| &when.0);
            for (name, _) in conditions {
                if !form.names().any(|known| known == name) && !is_standard(name) {
                    let expected = "`when` to name fields of this file";
                    return Err(wrong(&field.internal_name, expected));
                }
            }
        }
        for (index, brand) in file.brands.iter().enumerate() {
            let is_twice = file
                .brands
                .iter()
                .take(index)
                .any(|other| other.id == brand.id);
            if is_twice || brand.id <= 0 || brand.name.trim().is_empty() {
                let expected = "brands of a positive id and a name, each id once";
                return Err(wrong(&brand.id.to_string(), expected));
            }
        }
        form.brands = file.brands;
        Ok(form)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.internal_name.as_str())
    }

    /// Puts the form into a gateway's settings, beside what they allow already.
    pub fn apply(self, settings: &mut GatewaySettings) {
        for field in &self.fields {
            let name = match (&field.kind, &field.into) {
                (None, _) => Some(&field.internal_name),
                (Some(_), into) => into.as_ref(),
            };
            let custom = name.filter(|name| !is_standard(name));
            let custom = custom.filter(|name| !settings.custom_fields.contains(name));
            settings.custom_fields.extend(custom.cloned());
        }
        for name in &self.shown {
            if !settings.shown_fields.contains(name) {
                settings.shown_fields.push(name.clone());
            }
        }
        for brand in &self.brands {
            if !settings.brands.contains(&brand.id) {
                settings.brands.push(brand.id);
            }
        }
        settings.form = self;
    }
}

/// Whether every desk has a field of this name.
pub(super) fn is_standard(name: &str) -> bool {
    STANDARD.contains(&name)
}

/// What is expected instead, where an entry makes no sense.
fn check(entry: &Entry, known: &[&str]) -> Result<(), &'static str> {
    let name = entry.internal_name.as_str();
    let is_standard = is_standard(name);
    let is_ours = match &entry.kind {
        None => false,
        Some(kind) if [FormField::CONSENT, FormField::LINK].contains(&kind.as_str()) => true,
        Some(_) => return Err("no type but `consent` and `link`: any other is the desk's to say"),
    };
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err("an internal_name without blanks");
    }
    if known.contains(&name) {
        return Err("each internal_name once");
    }
    if entry.shown && (is_standard || is_ours) {
        return Err("`shown` for custom fields of the desk only");
    }
    if entry.into.is_some() && !is_ours {
        return Err("`into` with the types `consent` and `link` only");
    }
    if is_standard && is_ours {
        return Err("no type: every desk has this field");
    }
    if entry.locked == Some(true) && entry.value.is_none() {
        return Err("a value, where nobody can type one");
    }
    Ok(())
}

impl From<Entry> for FormField {
    fn from(entry: Entry) -> Self {
        Self {
            internal_name: entry.internal_name,
            name: entry.name,
            kind: entry.kind,
            description: entry.description,
            field_options: None,
            levels: None,
            choices: None,
            required: entry.required,
            value: entry.value,
            locked: entry.locked,
            hidden: entry.hidden,
            when: entry.when,
            max_length: entry.max_length,
            into: entry.into,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Form, String> {
        Form::read(text, Path::new("form.json")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_form_becomes_settings() {
        let form = read(
            r#"{ "fields": [
                { "internal_name": "priority", "hidden": true },
                { "internal_name": "topic", "name": "What is it about?", "required": true, "shown": true },
                { "internal_name": "order_id", "when": { "topic": ["Delivery"] } },
                { "internal_name": "terms", "type": "consent", "into": "accepted_terms", "required": true },
                { "internal_name": "file", "type": "link" }
            ], "brands": [{ "id": 1, "name": "Shop" }, { "id": 2, "name": "Outlet" }] }"#,
        )
        .unwrap();
        let mut settings = GatewaySettings::new("t");
        settings.custom_fields = vec!["order_id".to_owned()];
        form.clone().apply(&mut settings);
        assert_eq!(
            settings.custom_fields,
            ["order_id", "topic", "accepted_terms"]
        );
        assert_eq!(settings.shown_fields, ["topic"]);
        assert_eq!(settings.brands, [1, 2]);
        assert_eq!(settings.form, form);
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (text, expected) in [
            (
                r#"{"field":[]}"#,
                "--form-fields: form.json: unknown field `field`, expected `fields` or `brands`",
            ),
            (
                r#"{"fields":[{"internal_name":"a","needed":true}]}"#,
                "unknown field `needed`",
            ),
            (
                r#"{"fields":[{"name":"a"}]}"#,
                "missing field `internal_name`",
            ),
            (
                r#"{"fields":[{"internal_name":"a b"}]}"#,
                "--form-fields: form.json: `a b`: expected an internal_name without blanks",
            ),
            (
                r#"{"fields":[{"internal_name":"a"},{"internal_name":"a"}]}"#,
                "`a`: expected each internal_name once",
            ),
            (
                r#"{"fields":[{"internal_name":"a","type":"number"}]}"#,
                "`a`: expected no type but `consent` and `link`",
            ),
            (
                r#"{"fields":[{"internal_name":"subject","type":"link"}]}"#,
                "`subject`: expected no type",
            ),
            (
                r#"{"fields":[{"internal_name":"subject","shown":true}]}"#,
                "`shown` for custom fields",
            ),
            (
                r#"{"fields":[{"internal_name":"a","into":"b"}]}"#,
                "`into` with the types",
            ),
            (
                r#"{"fields":[{"internal_name":"a","locked":true}]}"#,
                "`a`: expected a value",
            ),
            (
                r#"{"fields":[{"internal_name":"a","value":1.5}]}"#,
                "text, a whole number",
            ),
            (
                r#"{"fields":[{"internal_name":"a","when":{"b":"1"}}]}"#,
                "`a`: expected `when` to name fields of this file",
            ),
            (
                r#"{"brands":[{"id":1,"name":"A"},{"id":1,"name":"B"}]}"#,
                "`1`: expected brands of a positive id",
            ),
            (
                r#"{"brands":[{"id":1}]}"#,
                "`1`: expected brands of a positive id and a name",
            ),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
