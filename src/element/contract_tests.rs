//! The contract against itself and against the code that keeps it.

use support_wire::FormField;

use super::contract::*;
use crate::config::{DEFAULT_API_BASE, DEFAULT_REFRESH_SECONDS, HeadingLevel};

fn default_of(name: &str) -> &'static str {
    let attribute = ATTRIBUTES.iter().find(|attribute| attribute.name == name);
    attribute.expect("an attribute of this name").default
}

#[test]
fn the_defaults_are_those_of_the_settings() {
    assert_eq!(default_of("api-base"), DEFAULT_API_BASE);
    assert_eq!(
        default_of("refresh-seconds"),
        DEFAULT_REFRESH_SECONDS.to_string()
    );
    assert_eq!(
        HeadingLevel::parse(default_of("heading-level")),
        Some(HeadingLevel::default())
    );
}

#[test]
fn a_choice_has_its_default_among_its_words() {
    for attribute in ATTRIBUTES {
        if let Values::OneOf(words) = attribute.values {
            assert!(words.contains(&attribute.default), "{}", attribute.name);
        }
    }
}

#[test]
fn a_property_is_named_as_javascript_would() {
    let properties: Vec<_> = ATTRIBUTES.iter().map(Attribute::property).collect();
    assert!(properties.contains(&"apiBase".to_owned()));
    assert!(properties.contains(&"rich".to_owned()));
}

#[test]
fn every_name_stands_once() {
    let mut names: Vec<String> = Vec::new();
    names.extend(ATTRIBUTES.iter().map(Attribute::property));
    names.extend(PROPERTIES.iter().map(|property| property.name.to_owned()));
    names.extend(METHODS.iter().map(|method| method.name.to_owned()));
    names.extend(EVENTS.iter().map(|event| event.name.to_owned()));
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn events_and_custom_properties_have_our_prefix() {
    assert!(
        EVENTS
            .iter()
            .all(|event| event.name.starts_with("support-"))
    );
    assert!(
        CSS_PROPERTIES
            .iter()
            .all(|property| property.name.starts_with("--support-"))
    );
}

#[test]
fn the_type_of_a_field_has_every_key_of_a_definition() {
    let field = TYPES.iter().find(|named| named.name == "SupportField");
    let text = field.expect("the type").value;
    for key in FormField::KEYS {
        assert!(
            text.contains(&format!("\n  {key}?:")) || text.contains(&format!("\n  {key}:")),
            "{key}"
        );
    }
}
