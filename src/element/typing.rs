//! What is typed into a field is no shortcut of the page. A page's listener on the document sees the
//! custom element as the target, not the field in it, and takes a typed `/` for a wish to search.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, KeyboardEvent};

/// What browsers call the keys that only an input method understands, also the one that composing begins with.
const OF_INPUT_METHOD: &str = "Process";

/// Where keys write.
const FIELDS: &str = "input:not([type=checkbox]), textarea, select";

thread_local! {
    static KEEP: Closure<dyn Fn(KeyboardEvent)> = Closure::new(|event| keep(&event));
}

/// From now on keys that write, or compose what is written, end at this element. `keyup` goes on, for pages that want to know
/// whether somebody is there.
pub(super) fn keep_from_page(mount: &Element) -> Result<(), JsValue> {
    KEEP.with(|keep| {
        let keep = keep.as_ref().unchecked_ref();
        mount.add_event_listener_with_callback("keydown", keep)?;
        mount.add_event_listener_with_callback("keypress", keep)
    })
}

fn keep(event: &KeyboardEvent) {
    let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    let key = event.key();
    let is_letter = key.chars().count() == 1;
    let is_composing = event.is_composing() || key == OF_INPUT_METHOD;
    let is_writing = is_composing || (is_letter && !is_command);
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if is_writing && field.is_some_and(|field| field.matches(FIELDS) == Ok(true)) {
        event.stop_propagation();
    }
}
