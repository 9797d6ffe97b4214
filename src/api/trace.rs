//! What a page's developer is told who wants to see what the widget does: each request, and whose token is
//! in use. Never the token, and nothing that anybody has written.

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;

use super::TokenSource;
use crate::model::requester::Address;

/// Where it is told: a function of the page's debug panel (`static/debug.js`), or nowhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace(Option<Function>);

/// A request that has ended.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    /// `None` where no answer came.
    pub(super) status: Option<u16>,
    /// When it began, in epoch milliseconds.
    pub(super) began: f64,
    /// What the server calls it.
    pub(super) id: Option<String>,
}

impl Trace {
    /// Tells this function: `("request", method, url, status, began, id)` and
    /// `("identity", source, contact, expires)`, times in epoch milliseconds and seconds.
    #[must_use]
    pub fn to(function: Function) -> Self {
        Self(Some(function))
    }

    pub(super) fn request(&self, request: impl FnOnce() -> Request) {
        self.tell(|| {
            let request = request();
            [
                "request".into(),
                request.method.into(),
                request.url.into(),
                request.status.into(),
                request.began.into(),
                request.id.into(),
            ]
        });
    }

    pub(super) fn identity(
        &self,
        source: &TokenSource,
        contact: Option<&Address>,
        expires_at: Option<f64>,
    ) {
        self.tell(|| {
            let source = match source {
                TokenSource::None => "none",
                TokenSource::Fixed(_) => "token",
                TokenSource::Ask(_) => "getToken",
            };
            [
                "identity".into(),
                source.into(),
                contact.map(Address::as_str).into(),
                expires_at.into(),
            ]
        });
    }

    fn tell<const N: usize>(&self, facts: impl FnOnce() -> [JsValue; N]) {
        if let Some(function) = &self.0 {
            // A panel that can't take it harms nobody.
            let _ = function.apply(&JsValue::UNDEFINED, &Array::from_iter(facts()));
        }
    }
}
