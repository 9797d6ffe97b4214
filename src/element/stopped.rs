//! What is done while the module runs for the case that it stops. The rest is JavaScript's, which is
//! still there then: `static/instance.js`, `static/crash.js`, `static/card.js`.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::{
    hooks::set_end,
    model::{
        draft::{Draft, Field, Value},
        drafts::Rescued,
    },
};

/// Prepares for the end, which the signal will tell.
pub(super) fn prepare(end: AbortSignal) {
    set_end(end);
    // The exception leaves the module in the place of the trap that would follow, and says why.
    yew::set_custom_panic_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&panic.to_string());
    }));
}

/// What the form was left with when an earlier instance stopped: the settings `typed`, texts by field,
/// and `draft`, its key.
pub(super) fn rescued(settings: &JsValue) -> Rescued {
    let setting = |name: &str| Reflect::get(settings, &name.into()).ok();
    let typed = setting("typed").and_then(|typed| typed.dyn_into().ok());
    Rescued {
        draft: typed.as_ref().map(draft_of).unwrap_or_default(),
        key: setting("draft").and_then(|key| Some(key.as_string()?.into())),
    }
}

fn draft_of(typed: &Object) -> Draft {
    let entries = Object::entries(typed).into_iter();
    entries
        .filter_map(|entry| {
            let entry = entry.unchecked_into::<js_sys::Array>();
            let (name, text) = (entry.get(0).as_string()?, entry.get(1).as_string()?);
            Some((Field::named(&name), Value::Text(text)))
        })
        .collect()
}
