//! Every event that the page hears: `support-…`, bubbling, and composed so that it leaves any
//! shadow root that the page may have put the element into.

use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::contract::{Event, events};

/// What the page can hear of.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub(super) enum HostEvent<'a> {
    /// The widget is drawn.
    Ready,
    /// The customer has made a conversation.
    Created {
        /// Its number.
        id: i64,
    },
    /// An attempt to send a request has failed.
    Failed {
        /// Why, in one machine-readable word.
        reason: &'a str,
        /// The HTTP status, where there is one.
        status: Option<u16>,
        /// Whether another attempt follows by itself.
        will_retry: bool,
    },
    /// The number of conversations with news is another one.
    Unread {
        /// How many there are.
        count: usize,
    },
    /// The customer's session is about to end with something unsent.
    BeforeSignOut {
        /// Whether the form holds words that were not sent.
        has_draft: bool,
        /// How many requests were sent and have not arrived.
        requests: usize,
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

/// What the browser has to know of an event; the rest of its description is for people, and stays out of the module.
#[derive(Clone, Copy)]
struct Raised {
    name: &'static str,
    is_cancelable: bool,
}

impl Raised {
    const fn of(event: &Event) -> Self {
        Self {
            name: event.name,
            is_cancelable: event.prevents.is_some(),
        }
    }
}

impl HostEvent<'_> {
    fn raised(self) -> Raised {
        match self {
            Self::Ready => const { Raised::of(&events::READY) },
            Self::Created { .. } => const { Raised::of(&events::CREATED) },
            Self::Failed { .. } => const { Raised::of(&events::FAILED) },
            Self::Unread { .. } => const { Raised::of(&events::UNREAD) },
            Self::BeforeSignOut { .. } => const { Raised::of(&events::BEFORE_SIGN_OUT) },
            Self::IdentityNeeded { .. } => const { Raised::of(&events::IDENTITY_NEEDED) },
            Self::Error { .. } => const { Raised::of(&events::ERROR) },
        }
    }
}

/// Raises an event on the element. Answers whether no listener has prevented what it announces.
pub(super) fn dispatch(host: &HtmlElement, event: HostEvent<'_>) -> bool {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let detail = event.serialize(&serializer).unwrap_or(JsValue::NULL);
    raise(host, event.raised(), &detail)
}

/// Raises the event before a request is sent for the first time, with the request itself in it.
/// Answers what it is after the listeners, or `None` if one of them has prevented it.
pub(super) fn before_send(host: &HtmlElement, conversation: &JsValue) -> Option<JsValue> {
    const CONVERSATION: &str = "conversation";
    let detail = JsValue::from(Object::new());
    // Neither fails on a plain object.
    let _ = Reflect::set(&detail, &CONVERSATION.into(), conversation);
    let is_free = raise(host, const { Raised::of(&events::BEFORE_SEND) }, &detail);
    is_free.then(|| Reflect::get(&detail, &CONVERSATION.into()).unwrap_or_default())
}

fn raise(host: &HtmlElement, event: Raised, detail: &JsValue) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(event.is_cancelable);
    init.set_detail(detail);
    // Neither can fail: the name is not empty, and the event is not being dispatched already.
    CustomEvent::new_with_event_init_dict(event.name, &init)
        .and_then(|event| host.dispatch_event(&event))
        .unwrap_or(true)
}
