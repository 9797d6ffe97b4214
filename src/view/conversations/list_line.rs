//! How much of the list is in view, and what is new in it. The line is there before there is anything
//! to say, so that saying it moves nothing and is heard.

use yew::prelude::*;

use crate::{
    model::{
        conversations::{Conversations, Loaded},
        filter::Filter,
    },
    text::Texts,
};

/// What the line says and does.
pub(super) struct ListLine<'a> {
    /// The list.
    pub state: &'a Conversations,
    /// What the widget says.
    pub texts: &'a Texts,
    /// Now, in epoch seconds.
    pub now: i64,
    /// How many of its rows hold the words that are looked for.
    pub found: usize,
    /// How many of its rows changed since the customer looked.
    pub news: usize,
    /// Something else was chosen.
    pub on_filter: &'a Callback<Filter>,
    /// What was noticed is to be shown.
    pub on_show_noticed: Callback<MouseEvent>,
    /// Everything has been seen.
    pub on_all_seen: Callback<MouseEvent>,
}

/// "12 of 48", a way to clear the filters, of when that is where it is old, and what is new.
pub(super) fn list_line(props: &ListLine<'_>) -> Html {
    let filter = &props.state.filter;
    let loaded = props.state.loaded();
    let cleared = filter.cleared();
    let clear = props.on_filter.reform(move |_| cleared.clone());
    // Where nothing matches, the list itself says so and has the button.
    let is_empty = loaded.is_some_and(|loaded| loaded.rows.is_empty());
    html! {
        <div class="list-line">
            <div class="count">
                <span class="shown" aria-hidden="true">
                    if let Some(loaded) = loaded && !is_empty {
                        { shown(loaded, props) }
                    }
                </span>
                if filter.is_narrowed() && !is_empty {
                    <button type="button" class="link" part="link" onclick={clear}>{ props.texts.clear() }</button>
                }
            </div>
            <div class="news" role="status">
                if let Some(at) = loaded.and_then(Loaded::as_of) {
                    <span class="shown">{ props.texts.as_of(&props.texts.brief_time(props.now, at)) }</span>
                }
                { news(props, loaded) }
            </div>
        </div>
    }
}

fn shown(loaded: &Loaded, props: &ListLine<'_>) -> AttrValue {
    let rows = loaded.rows.len();
    if props.state.filter.has_words() {
        props.texts.found(props.found, rows, loaded.total)
    } else {
        props.texts.shown_of(rows, loaded.total)
    }
}

fn news(props: &ListLine<'_>, loaded: Option<&Loaded>) -> Html {
    let texts = props.texts;
    let noticed = loaded.map_or(0, |loaded| loaded.fresh.len());
    let (words, action, on_action) = if noticed > 0 {
        (texts.noticed(noticed), texts.show(), &props.on_show_noticed)
    } else if props.news > 0 {
        (
            texts.news(props.news),
            texts.mark_as_seen(),
            &props.on_all_seen,
        )
    } else {
        return Html::default();
    };
    html! {
        <>
            <span>{ words }</span>
            <button type="button" class="link" part="link" onclick={on_action}>{ action }</button>
        </>
    }
}
