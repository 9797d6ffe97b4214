//! The element in the page: what the page's developer is told, and the page hears, goes through here.

use std::{cell::RefCell, rc::Rc};

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, console};

use super::events::{self, HostEvent};

/// What says who the customer is.
const IDENTITY: [&str; 3] = ["token", "requester", "requester-id"];

/// An element that is in the page.
#[derive(Clone)]
pub(super) struct Host {
    element: HtmlElement,
    /// What has been complained of: nothing is complained of twice.
    told: Rc<RefCell<Vec<String>>>,
}

impl Host {
    pub(super) fn new(element: HtmlElement) -> Self {
        Self {
            element,
            told: Rc::default(),
        }
    }

    /// Raises an event. Answers whether no listener has prevented what it announces.
    pub(super) fn raise(&self, event: HostEvent<'_>) -> bool {
        events::dispatch(&self.element, event)
    }

    /// Raises the event before a request is sent for the first time. `conversation` is what will be
    /// sent; answers what it is after the listeners, or `None` if one of them has prevented it.
    pub(super) fn ask_before_send(&self, conversation: &JsValue) -> Option<JsValue> {
        events::before_send(&self.element, conversation)
    }

    /// Tells the page's developer about something that can't be used, once.
    pub(super) fn complain(&self, problem: &str) {
        let tag = self.element.local_name();
        let message = ["<", &tag, ">: ", problem].concat();
        if self.told.borrow().contains(&message) {
            return;
        }
        self.told.borrow_mut().push(message.clone());
        console::error_1(&message.as_str().into());
        self.raise(HostEvent::Error { message: &message });
    }

    /// Takes away what says who the customer is.
    pub(super) fn forget_customer(&self) {
        for attribute in IDENTITY {
            // Fails only for what is no name of an attribute.
            let _ = self.element.remove_attribute(attribute);
        }
        let _ = Reflect::set(&self.element, &"getToken".into(), &JsValue::UNDEFINED);
    }
}
