//! A way down a tree of choices: a choice for each level, the next one as soon as there is something
//! to choose in it.

use yew::prelude::*;

use super::{
    Control,
    choices::{none, offer, on_change, options},
};
use crate::model::draft::Value;

/// The levels as far as they are open.
pub(super) fn levels(control: &Control<'_>) -> Html {
    let path = control.names();
    let open = control.props.rule.levels_open(path);
    html! {
        <div class="levels">
            for (depth, (level, choices)) in open.into_iter().enumerate() {
                <label class="level" key={depth}>
                    <bdi class="level-name">{ level }</bdi>
                    <select
                        part="control"
                        id={(depth == 0).then(|| control.id())}
                        disabled={control.is_locked()}
                        aria-required={control.required()}
                        aria-invalid={control.invalid()}
                        onchange={pick(control, depth)}
                    >
                        { options(
                            &std::iter::once(none(control))
                                .chain(choices.iter().map(offer))
                                .collect::<Vec<_>>(),
                            path.get(depth).map(String::as_str).unwrap_or_default(),
                        ) }
                    </select>
                </label>
            }
        </div>
    }
}

/// Goes another way from one level on.
fn pick(control: &Control<'_>, depth: usize) -> impl Fn(Event) + 'static {
    let emit = control.emit();
    let kept: Vec<String> = control.names().iter().take(depth).cloned().collect();
    on_change(move |name| {
        let step = (!name.is_empty()).then_some(name);
        emit(Value::List(kept.iter().cloned().chain(step).collect()));
    })
}
