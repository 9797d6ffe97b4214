//! What stands where rows would: while they load, and when there are none.

use yew::prelude::*;

/// How many rows the skeleton has.
const SKELETON_ROWS: usize = 4;

/// Rows without words, shaped like the real ones. It shows up only after a moment (by the style
/// sheet), so that a quick answer doesn't flicker.
pub(super) fn skeleton() -> Html {
    html! {
        <ul class="rows skeleton" part="skeleton" aria-hidden="true">
            for index in 0..SKELETON_ROWS {
                <li key={index}>
                    <div class="row"><span class="bone wide" /><span class="bone narrow" /></div>
                </li>
            }
        </ul>
    }
}

/// What can be done: what its button says, and what hears of it.
pub(super) type Action = (AttrValue, Callback<MouseEvent>);

/// One sentence, and at most one thing to do.
pub(super) fn empty(sentence: AttrValue, action: Option<Action>) -> Html {
    around(html! { <p>{ sentence }</p> }, action)
}

/// That there is nothing yet, in the page's own words where it has put some into the slot `empty`.
pub(super) fn nothing_yet(sentence: AttrValue, action: Option<Action>) -> Html {
    around(
        html! { <slot name="empty"><p>{ sentence }</p></slot> },
        action,
    )
}

fn around(words: Html, action: Option<Action>) -> Html {
    html! {
        <div class="empty" part="empty">
            { words }
            if let Some((label, onclick)) = action {
                <button type="button" class="button" part="button" {onclick}>{ label }</button>
            }
        </div>
    }
}
