//! What happens to the page around the widget: it goes away, comes back, loses the network.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};
use yew::prelude::*;

/// A listener of the window's. Dropping this takes it off.
pub(super) struct Listener {
    event: &'static str,
    window: EventTarget,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Hears of an event of the window's, where there is one.
    pub(super) fn new(event: &'static str, hear: impl Fn(Event) + 'static) -> Option<Self> {
        let window: EventTarget = web_sys::window()?.into();
        let closure = Closure::<dyn Fn(Event)>::new(hear);
        let function = closure.as_ref().unchecked_ref();
        window
            .add_event_listener_with_callback(event, function)
            .ok()?;
        Some(Self {
            event,
            window,
            closure,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        // Fails only for a listener that is not there.
        let _ = self
            .window
            .remove_event_listener_with_callback(self.event, function);
    }
}

/// Whether the customer can see the page.
pub(super) fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}

/// Whether the browser has a network, as far as it knows.
pub(super) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the browser has a network, as far as it knows, and from then on.
#[hook]
pub fn use_online() -> bool {
    let online = use_state_eq(is_online);
    let setter = online.setter();
    use_effect_with((), move |()| {
        let listeners = ["online", "offline"].map(|event| {
            let setter = setter.clone();
            Listener::new(event, move |_| setter.set(is_online()))
        });
        move || drop(listeners)
    });
    *online
}
