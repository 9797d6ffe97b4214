//! Hands a file that was made here to the customer, without a server.

use gloo_timers::callback::Timeout;
use js_sys::{Array, JsString};
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::{
    api::json::to_json,
    model::{conversations::Loaded, export::to_csv},
};

/// How long the file stays at hand for the browser to write it out, in milliseconds.
const AT_HAND_MS: u32 = 60_000;

/// What a file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
}

/// Everything in a file, and how much of the whole that is.
#[derive(Serialize)]
struct Export<'a> {
    exported: usize,
    total: u64,
    conversations: Vec<&'a support_wire::CustomerConversation>,
}

/// Hands the rows that are there to the customer, as a file of this name without its ending.
pub fn download(loaded: &Loaded, name: &str, format: Format) {
    let (text, kind, ending) = match format {
        Format::Csv => (Some(to_csv(&loaded.rows)), "text/csv;charset=utf-8", "csv"),
        Format::Json => {
            let export = Export {
                exported: loaded.rows.len(),
                total: loaded.total,
                conversations: loaded.rows.iter().map(AsRef::as_ref).collect(),
            };
            (to_json(&export), "application/json", "json")
        }
    };
    // A browser that makes no file says so itself.
    let _ = text.and_then(|text| hand_over(&text, kind, &format!("{name}.{ending}")));
}

fn hand_over(text: &str, kind: &str, name: &str) -> Option<()> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = Array::of1(&JsString::from(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Not at once: the browser reads it only after the click has been dealt with.
    Timeout::new(AT_HAND_MS, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
