//! Every event that the page hears: `support-…`, bubbling, and composed so that it leaves any
//! shadow root that the page may have put the element into.

use serde::Serialize;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::contract::events;

/// What the page can hear of.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub(super) enum HostEvent<'a> {
    /// The widget is drawn.
    Ready,
    /// The customer has made a conversation.
    Created {
        /// Its number.
        id: i64,
    },
    /// The token is refused, or none can be had.
    IdentityNeeded {
        /// Why, in one machine-readable word.
        reason: &'a str,
    },
    /// The page has set something that cannot be used.
    Error {
        /// What, what was expected and what was found.
        message: &'a str,
    },
}

impl HostEvent<'_> {
    fn name(self) -> &'static str {
        match self {
            Self::Ready => events::READY.name,
            Self::Created { .. } => events::CREATED.name,
            Self::IdentityNeeded { .. } => events::IDENTITY_NEEDED.name,
            Self::Error { .. } => events::ERROR.name,
        }
    }
}

/// Raises an event on the element.
pub(super) fn dispatch(host: &HtmlElement, event: HostEvent<'_>) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    if let Ok(detail) = event.serialize(&serializer) {
        init.set_detail(&detail);
    }
    // Neither can fail: the name is not empty, and the event is not being dispatched already.
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event.name(), &init) {
        let _ = host.dispatch_event(&event);
    }
}
