//! What is wrong with the form, as links to the fields.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    model::{draft::Field, validate::FieldErrors},
    text,
};

/// Props of [`ErrorSummary`].
#[derive(Properties, PartialEq)]
pub(super) struct ErrorSummaryProps {
    /// What is wrong.
    pub errors: FieldErrors,
    /// Counts the rejections: with each new one the summary takes the focus.
    pub rejections: u32,
    /// A field's link was followed.
    pub on_pick: Callback<Field>,
}

/// What is wrong with the form. It takes the focus whenever the form was rejected, since that is
/// what the customer's own press of the button led to.
#[component]
pub(super) fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let summary = use_node_ref();
    use_effect_with(props.rejections, {
        let summary = summary.clone();
        move |_| {
            if let Some(summary) = summary.cast::<HtmlElement>() {
                // Focus fails only where the element has left the page, and then nobody misses it.
                let _ = summary.focus();
            }
        }
    });
    html! {
        <div class="error-summary" ref={summary} tabindex="-1" aria-labelledby="errors-title" role="group">
            <h3 id="errors-title">{ text::ERRORS_TITLE }</h3>
            <ul>
                for (field, fault) in props.errors.iter() {
                    <li key={field as u8}>
                        <button type="button" class="link" onclick={props.on_pick.reform(move |_| field)}>
                            { text::fault(field, fault) }
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}
