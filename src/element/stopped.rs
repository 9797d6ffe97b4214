//! What is done while the module runs for the case that it stops. The rest is JavaScript's, which is
//! still there then: `static/instance.js`, `static/crash.js`, `static/card.js`.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::{
    hooks::set_end,
    model::draft::{Draft, Field, Value},
};

/// Prepares for the end, which the signal will tell.
pub(super) fn prepare(end: AbortSignal) {
    set_end(end);
    // The exception leaves the module in the place of the trap that would follow, and says why.
    yew::set_custom_panic_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&panic.to_string());
    }));
}

/// What stood in the form when an earlier instance stopped: the setting `typed`, texts by field.
pub(super) fn rescued(settings: &JsValue) -> Draft {
    let typed = Reflect::get(settings, &"typed".into()).ok();
    let Some(typed) = typed.and_then(|typed| typed.dyn_into::<Object>().ok()) else {
        return Draft::default();
    };
    let entries = Object::entries(&typed).into_iter();
    entries
        .filter_map(|entry| {
            let entry = entry.unchecked_into::<js_sys::Array>();
            let (name, text) = (entry.get(0).as_string()?, entry.get(1).as_string()?);
            Some((Field::named(&name), Value::Text(text)))
        })
        .collect()
}
