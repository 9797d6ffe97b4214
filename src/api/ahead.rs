//! Answers that the loader asked for while this module was still on its way.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Request;

thread_local! {
    static TAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes over the loader's function that gives the promise of a request's answer, or nothing where it
/// did not ask. It makes sure that both ask in the same name.
pub fn use_answers_ahead(take: Function) {
    TAKE.replace(Some(take));
}

/// The promise of a request's answer, if that was asked for ahead.
pub(super) fn answer_ahead(request: &Request) -> Option<Promise> {
    let take = TAKE.with_borrow(Clone::clone)?;
    take.call1(&JsValue::UNDEFINED, request)
        .ok()?
        .dyn_into()
        .ok()
}
