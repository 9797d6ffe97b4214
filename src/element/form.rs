//! What the page says about the form's fields, as a JavaScript value or as JSON. What cannot be read
//! is handed on as what was found, an entry at a time, so that the others stand.

use js_sys::{Array, JSON, Object, Reflect};
use support_wire::{FormField, Texts};
use wasm_bindgen::{JsCast, JsValue};

/// The property `fields`: a list of definitions.
pub(super) fn read_fields(settings: &JsValue) -> Vec<Result<FormField, String>> {
    match setting(settings, "fields") {
        None => Vec::new(),
        Some(list) if Array::is_array(&list) => Array::from(&list).iter().map(read_field).collect(),
        Some(other) => vec![Err(shown(&other))],
    }
}

/// The property `context`: an object of texts.
pub(super) fn read_context(settings: &JsValue) -> Vec<Result<(String, Texts), String>> {
    let Some(context) = setting(settings, "context") else {
        return Vec::new();
    };
    let Some(object) = plain_object(&context) else {
        return vec![Err(shown(&context))];
    };
    pairs(object).collect()
}

/// Each entry of an object of texts; what is something else is named.
pub(super) fn pairs(object: &Object) -> impl Iterator<Item = Result<(String, Texts), String>> {
    let names = Object::keys(object).into_iter();
    let names = names.filter_map(|name| name.as_string());
    names.map(move |name| {
        let value = Reflect::get(object, &name.as_str().into()).unwrap_or_default();
        match serde_wasm_bindgen::from_value(value) {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(name),
        }
    })
}

/// What is set, where something is: a text is JSON.
fn setting(settings: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(settings, &name.into()).ok()?;
    if value.is_null() || value.is_undefined() {
        return None;
    }
    match value.as_string() {
        Some(text) if text.trim().is_empty() => None,
        Some(text) => Some(JSON::parse(&text).unwrap_or(value)),
        None => Some(value),
    }
}

/// A definition. A key that means nothing is a mistake: it would be left out without a word.
fn read_field(entry: JsValue) -> Result<FormField, String> {
    let object = plain_object(&entry).ok_or_else(|| shown(&entry))?;
    let keys = Object::keys(object)
        .into_iter()
        .filter_map(|key| key.as_string());
    for key in keys {
        if !FormField::KEYS.contains(&key.as_str()) {
            return Err(key);
        }
    }
    let shown = shown(&entry);
    serde_wasm_bindgen::from_value(entry).map_err(|_| shown)
}

pub(super) fn plain_object(value: &JsValue) -> Option<&Object> {
    value
        .dyn_ref::<Object>()
        .filter(|_| !Array::is_array(value) && !value.is_function())
}

/// A value as it is named to a developer.
pub(super) fn shown(value: &JsValue) -> String {
    const MOST_CHARS: usize = 80;
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    text.unwrap_or_default().chars().take(MOST_CHARS).collect()
}
