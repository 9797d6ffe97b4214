//! JSON by the platform's parser, types by serde.

use js_sys::JSON;
use serde::{Serialize, de::DeserializeOwned};

/// Reads JSON; `None` where it is not JSON, or not of this type.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(JSON::parse(text).ok()?).ok()
}

/// Writes JSON; `None` where the value has no such form, which none of ours lacks.
pub(crate) fn to_json(value: &impl Serialize) -> Option<String> {
    let value = value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .ok()?;
    JSON::stringify(&value).ok()?.as_string()
}
