//! What goes along unseen, for those who want to know.

use yew::prelude::*;

use crate::{
    model::{draft::Draft, fields::STEP, validate::FormRules},
    text,
};

/// The list of what goes along unseen; nothing where nothing does.
pub(super) fn along(rules: &FormRules, draft: &Draft) -> Html {
    let unseen: Vec<_> = rules
        .unseen(draft)
        .map(|(rule, value)| (text::label(rule).into_owned(), value.names().join(STEP)))
        .collect();
    if unseen.is_empty() {
        return Html::default();
    }
    html! {
        <details class="along">
            <summary>{ text::ALONG }</summary>
            <dl>
                for (label, value) in unseen {
                    <div key={label.clone()}>
                        <dt>{ label }</dt>
                        <dd dir="auto">{ value }</dd>
                    </div>
                }
            </dl>
        </details>
    }
}
