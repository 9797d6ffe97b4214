//! An event listener that goes when its owner does.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::EventTarget;

/// A listener on something that outlives us. Dropping this removes it.
#[must_use = "a listener that is dropped hears nothing"]
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut()>,
}

impl Listener {
    /// Listens for events of a kind.
    pub(super) fn new(
        target: EventTarget,
        kind: &'static str,
        hear: impl FnMut() + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut()>::new(hear);
        // Fails for no kind of event.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self {
            target,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, hear);
    }
}
