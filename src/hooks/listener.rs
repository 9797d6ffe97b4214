//! An event listener that goes when its owner does.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// A listener on something that outlives us. Dropping this removes it.
#[must_use = "a listener that is dropped hears nothing"]
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for events of a kind.
    pub(super) fn new(
        target: EventTarget,
        kind: &'static str,
        hear: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(hear);
        // Fails for no kind of event.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self {
            target,
            kind,
            closure,
        }
    }

    /// Listens on the window, where there is one.
    pub(super) fn on_window(kind: &'static str, hear: impl FnMut(Event) + 'static) -> Option<Self> {
        Some(Self::new(web_sys::window()?.into(), kind, hear))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.closure.as_ref().unchecked_ref();
        // Fails only for a listener that is not there.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, hear);
    }
}
