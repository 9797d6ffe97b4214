//! What the widget says.

use yew::prelude::*;

use crate::text::Texts;

/// What the widget around says: English where nobody has provided anything else.
#[hook]
pub fn use_texts() -> Texts {
    use_context().unwrap_or_default()
}
