//! The field that no person sees. It stands in guests' forms only, where nobody vouches for the sender.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    model::draft::{Draft, Field, Value},
    text::Texts,
};

/// The field, out of sight and out of the way of keyboards and screen readers.
pub(super) fn trap(draft: &Draft, texts: &Texts, on_type: &Callback<(Field, Value)>) -> Html {
    let on_type = on_type.clone();
    let value = draft.get(&Field::Trap).map(Value::text).unwrap_or_default();
    html! {
        <div class="visually-hidden" aria-hidden="true">
            <label>
                { texts.trap() }
                <input
                    type="text"
                    name={Field::Trap.as_str().to_owned()}
                    value={value.to_owned()}
                    tabindex="-1"
                    autocomplete="off"
                    oninput={move |event: InputEvent| {
                        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                            on_type.emit((Field::Trap, input.value().into()));
                        }
                    }}
                />
            </label>
        </div>
    }
}
