//! What the customer sees: props in, callbacks out. Nothing here calls the API or decides a rule.

mod app;
mod conversation;
mod conversations;
mod expectation;
mod form;
mod icon;
mod moment;
mod next_try;
mod notice;
mod offline;
mod opener;

pub use app::{SupportConversations, SupportForm, SupportWidget, SupportWidgetProps};

/// The style sheet. It styles what stands under the class `support`, by custom properties on
/// `:host` that a portal may set; the element adopts it into its shadow root.
pub const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/form.css"),
    include_str!("style/list.css"),
    include_str!("style/conversation.css"),
    include_str!("style/outbox.css"),
    include_str!("style/preferences.css"),
);
