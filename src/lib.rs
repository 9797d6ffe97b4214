//! A support form and a list of one's own conversations, for any customer portal.
//!
//! The same interface comes in two ways: as the custom element `<support-widget>` (this crate built
//! for wasm32 and loaded by `static/embed.js`), and as the Yew component [`SupportWidget`] for a
//! portal that is itself a Yew app.
//!
//! # In a Yew app
//!
//! Depend on it with `default-features = false`: without the feature `element` there is no custom
//! element, and nothing is exported to a page.
//!
//! ```
//! use support_widget::{Config, SupportWidget, api::TokenSource};
//! use yew::prelude::*;
//!
//! #[component]
//! fn Support() -> Html {
//!     // The same source for as long as it is the same customer: another one says that another customer
//!     // may have come, and takes away what the former one sees.
//!     let token = use_memo((), |()| TokenSource::ask(token_from_our_back_end));
//!     html! {
//!         <div class="support-place">
//!             <SupportWidget config={Config::default()} token={(*token).clone()} />
//!         </div>
//!     }
//! }
//! # async fn token_from_our_back_end() -> Option<String> { None }
//! ```
//!
//! The document needs the style sheet once: [`view::style_for`]`(".support-place")`. In a shadow root
//! [`view::STYLE`] is as it should be. [`Config`] has every setting of the custom element that is not
//! the element's own; the callbacks in [`SupportWidgetProps`] are its events.
//!
//! # How it is made
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
