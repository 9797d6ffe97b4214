//! What the tabs of one customer tell each other: that one of them has brought a request to the server.

use js_sys::{Function, Reflect};
use support_wire::CustomerConversation;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::life::AtEnd;
use crate::api::json::{from_json, to_json};

/// A way to the other tabs. Dropping this closes it.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    /// Called by the browser for each message.
    _hear: Closure<dyn Fn(MessageEvent)>,
    _at_end: Option<AtEnd>,
}

impl Tabs {
    /// Hears the other tabs under this name, where the browser has a way to them.
    pub(super) fn new(
        name: &str,
        hear: impl Fn(String, CustomerConversation) + 'static,
    ) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string();
            if let Some((key, made)) = said.as_deref().and_then(from_json) {
                hear(key, made);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        let close = Reflect::get(&channel, &"close".into()).ok();
        let close = close.and_then(|close| close.dyn_into::<Function>().ok());
        let at_end = close.map(|close| AtEnd::call(close.bind0(&channel)));
        Some(Self {
            channel,
            _hear: hear,
            _at_end: at_end,
        })
    }

    /// Tells them what became of a request, by its key.
    pub(super) fn tell(&self, key: &str, made: &CustomerConversation) {
        if let Some(text) = to_json(&(key, made)) {
            // Fails only for a closed channel.
            let _ = self.channel.post_message(&text.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
