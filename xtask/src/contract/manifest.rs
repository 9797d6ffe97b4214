//! `static/custom-elements.json`: the custom elements manifest that editors and catalogues read
//! (<https://github.com/webcomponents/custom-elements-manifest>).

use anyhow::Result;
use serde_json::{Value, json};

use super::data::{
    ATTRIBUTES, CSS_PARTS, CSS_PROPERTIES, ELEMENTS, EVENTS, Element, METHODS, PROPERTIES, SLOTS,
};
use super::sentence;
use super::types::{detail_type, set_type};

const MODULE: &str = "embed.js";

/// The whole file.
pub(super) fn text() -> Result<String> {
    let declarations: Vec<_> = ELEMENTS.iter().map(declaration).collect();
    let exports: Vec<_> = ELEMENTS.iter().map(export).collect();
    let manifest = json!({
        "schemaVersion": "1.0.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": MODULE,
            "declarations": declarations,
            "exports": exports,
        }],
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

fn export(element: &Element) -> Value {
    json!({
        "kind": "custom-element-definition",
        "name": element.tag,
        "declaration": { "name": element.class, "module": MODULE },
    })
}

fn declaration(element: &Element) -> Value {
    json!({
        "kind": "class",
        "name": element.class,
        "tagName": element.tag,
        "customElement": true,
        "description": element.meaning,
        "superclass": { "name": "HTMLElement" },
        "attributes": attributes(),
        "members": members(),
        "events": EVENTS.iter().map(|event| json!({
            "name": event.name,
            "type": { "text": format!("CustomEvent<{}>", detail_type(event)) },
            "description": described(event.when),
        })).collect::<Vec<_>>(),
        "cssProperties": CSS_PROPERTIES.iter().map(|property| json!({
            "name": property.name,
            "default": property.default,
            "description": described(property.role),
        })).collect::<Vec<_>>(),
        "cssParts": CSS_PARTS.iter().map(|part| json!({
            "name": part.name,
            "description": described(part.meaning),
        })).collect::<Vec<_>>(),
        "slots": SLOTS.iter().map(|slot| json!({
            "name": slot.name,
            "description": described(slot.meaning),
        })).collect::<Vec<_>>(),
    })
}

fn attributes() -> Vec<Value> {
    let entry = |attribute: &super::data::Attribute| {
        let mut entry = json!({
            "name": attribute.name,
            "fieldName": attribute.property(),
            "type": { "text": set_type(attribute) },
            "description": described(attribute.meaning),
        });
        if !attribute.default.is_empty() {
            entry["default"] = json!(attribute.default);
        }
        entry
    };
    ATTRIBUTES.iter().map(entry).collect()
}

fn members() -> Vec<Value> {
    let attributes = ATTRIBUTES.iter().map(|attribute| {
        json!({
            "kind": "field",
            "name": attribute.property(),
            "attribute": attribute.name,
            "type": { "text": set_type(attribute) },
        })
    });
    let properties = PROPERTIES.iter().map(|property| {
        json!({
            "kind": "field",
            "name": property.name,
            "type": { "text": property.value },
            "description": described(property.meaning),
        })
    });
    let methods = METHODS.iter().map(|method| {
        let parameters = method.parameter.map(
            |parameter| json!({ "name": parameter.name, "type": { "text": parameter.value } }),
        );
        json!({
            "kind": "method",
            "name": method.name,
            "parameters": parameters.into_iter().collect::<Vec<_>>(),
            "return": { "type": { "text": method.answer } },
            "description": described(method.meaning),
        })
    });
    attributes.chain(properties).chain(methods).collect()
}

fn described(meaning: &str) -> String {
    sentence(meaning)
}
