//! A support form and a list of one's own conversations, for any customer portal.
//!
//! The same interface comes in two ways: as the custom element `<support-widget>` (this crate built
//! for wasm32 and loaded by `static/embed.js`), and as the Yew component [`SupportWidget`] for a
//! portal that is itself a Yew app.
//!
//! Inside, a pure core ([`model`]) is surrounded by a thin ring of effects: [`api`] alone talks to
//! the network, [`hooks`] join the two, [`view`] draws, and [`element`] alone knows that it is a
//! custom element.

pub mod config;
pub mod text;

pub mod model;

pub mod api;

pub mod hooks;

pub mod view;

#[cfg(feature = "element")]
pub mod element;

pub use config::Config;
pub use view::{SupportConversations, SupportForm, SupportWidget, SupportWidgetProps};
