//! How much room is left in a field, told when it becomes short.

use yew::prelude::*;

use crate::hooks::use_texts;

/// Props of [`Room`].
#[derive(Properties, PartialEq)]
pub(super) struct RoomProps {
    /// What the field holds.
    pub text: AttrValue,
    /// Most characters in it.
    pub most: usize,
    /// Whether it is told at all.
    pub is_counted: bool,
}

/// The characters left, from the last fifth on. What is read out changes every ten characters only,
/// so that it does not talk into the typing.
#[component]
pub(super) fn Room(props: &RoomProps) -> Html {
    const STEP: i64 = 10;
    let texts = use_texts();
    let left = left(props);
    let spoken = left.map(|left| texts.room(left.div_euclid(STEP) * STEP));
    let is_over = left.is_some_and(|left| left < 0);
    html! {
        <div class="room">
            <span class={classes!(is_over.then_some("over"))} aria-hidden="true">
                { left.map(|left| texts.room(left)) }
            </span>
            <span class="visually-hidden" aria-live={props.is_counted.then_some("polite")}>{ spoken }</span>
        </div>
    }
}

/// The characters left, where they are worth telling.
fn left(props: &RoomProps) -> Option<i64> {
    let most = i64::try_from(props.most)
        .ok()
        .filter(|_| props.is_counted)?;
    let typed = i64::try_from(props.text.trim().chars().count()).ok()?;
    (typed * 5 >= most * 4).then_some(most - typed)
}
