//! The style sheet, given to a shadow root. It is made by script (a constructable style sheet), so
//! that a page whose policy forbids inline styles can have it.

use std::cell::OnceCell;

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::view::STYLE;

thread_local! {
    /// One sheet for all elements.
    static SHEET: OnceCell<CssStyleSheet> = const { OnceCell::new() };
}

/// Puts the style sheet into a shadow root.
pub(super) fn adopt(root: &ShadowRoot) -> Result<(), JsValue> {
    let sheet = SHEET.with(|sheet| match sheet.get() {
        Some(sheet) => Ok(sheet.clone()),
        None => {
            let made = CssStyleSheet::new()?;
            made.replace_sync(STYLE)?;
            Ok::<_, JsValue>(sheet.get_or_init(|| made).clone())
        }
    })?;
    // The loader's own come after it, and with them what it says of the same things.
    let sheets = root.adopted_style_sheets();
    if !sheets.includes(&sheet, 0) {
        sheets.unshift(&sheet);
    }
    Ok(())
}
