//! What goes along unseen, for those who want to know.

use yew::prelude::*;

use crate::{
    model::{draft::Draft, fields::STEP, validate::FormRules},
    text::Texts,
};

/// The list of what goes along unseen; nothing where nothing does.
pub(super) fn along(rules: &FormRules, draft: &Draft, texts: &Texts) -> Html {
    let unseen: Vec<_> = rules
        .unseen(draft)
        .map(|(rule, value)| (texts.label(rule).to_string(), value.names().join(STEP)))
        .collect();
    if unseen.is_empty() {
        return Html::default();
    }
    html! {
        <details class="along">
            <summary>{ texts.along() }</summary>
            <dl>
                for (label, value) in unseen {
                    <div key={label.clone()}>
                        <dt><bdi>{ label }</bdi></dt>
                        <dd dir="auto">{ value }</dd>
                    </div>
                }
            </dl>
        </details>
    }
}
