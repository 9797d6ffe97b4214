//! An event listener that goes when its owner does.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::life;

/// A listener on something that outlives us. Dropping this removes it, and so does the end of the module.
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
        let options = AddEventListenerOptions::new();
        if let Some(end) = life::end() {
            options.set_signal(&end);
        }
        // Fails for no kind of event.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            closure.as_ref().unchecked_ref(),
            &options,
        );
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
