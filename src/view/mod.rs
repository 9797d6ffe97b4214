//! What the customer sees: props in, callbacks out. Nothing here calls the API or decides a rule.

mod app;
mod conversation;
mod conversations;
mod form;
mod heading;
mod icon;
mod moment;
mod next_try;
mod notice;
mod offline;
mod opener;
mod style;

pub use app::{SupportConversations, SupportForm, SupportWidget, SupportWidgetProps};

/// The style sheet. It styles what stands under the class `support`, by custom properties on
/// `:host` that a portal may set; the element adopts it into its shadow root.
pub const STYLE: &str = style::SHEET;

/// The style sheet for a widget that is drawn into a page's own tree: what a shadow root's sheet says of
/// its host is said of the elements that `selector` names, which are to hold the widget.
///
/// ```
/// let style = support_widget::view::style_for(".support-place");
/// assert!(style.contains(".support-place {") && !style.contains(":host"));
/// ```
#[must_use]
pub fn style_for(selector: &str) -> String {
    STYLE
        .replace(":host(", &format!("{selector}:is("))
        .replace(":host", selector)
}
