//! What follows the rows: more of them, and a copy of them to keep.

use yew::prelude::*;

use crate::{
    hooks::{ConversationsHandle, Format, download},
    model::conversations::{Layout, ListAction, Loaded, More},
    text,
    view::notice::Notice,
};

/// More rows: those that are there and not drawn yet, then those of the next page. `on_press` hears
/// that they were asked for.
pub(super) fn more(
    handle: &ConversationsHandle,
    loaded: &Loaded,
    layout: &Layout,
    on_press: &Callback<()>,
) -> Html {
    let window = handle.state.window;
    let on_more = {
        let (on_press, on_more) = (on_press.clone(), handle.on_more.clone());
        Callback::from(move |()| {
            on_press.emit(());
            on_more.emit(());
        })
    };
    if layout.goes_on_after(window) {
        let (on_press, on_show) = (on_press.clone(), handle.on_show.clone());
        let onclick = Callback::from(move |_| {
            on_press.emit(());
            on_show.emit(ListAction::Windowed(window.on()));
        });
        return button(text::SHOW_MORE, false, onclick);
    }
    if let More::Failed(failure) = &loaded.more {
        return html! {
            <div role="alert">
                <Notice
                    text={text::for_list_failure(failure)}
                    action={text::TRY_AGAIN}
                    on_action={on_more}
                />
            </div>
        };
    }
    if loaded.next_cursor.is_none() {
        return Html::default();
    }
    if loaded.more == More::Loading {
        return button(text::LOADING, true, Callback::noop());
    }
    button(text::SHOW_MORE, false, on_more.reform(|_| ()))
}

fn button(label: &'static str, is_busy: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button
            type="button"
            class="button more"
            part="button"
            aria-disabled={is_busy.then_some("true")}
            {onclick}
        >
            { label }
        </button>
    }
}

/// The rows that are there as a file, saying how much of the whole that is.
pub(super) fn copies(loaded: &Loaded) -> Html {
    let copy = |label, format| {
        let loaded = loaded.clone();
        let onclick = move |_| download(&loaded, text::FILE_NAME, format);
        html! { <button type="button" class="link" part="link" {onclick}>{ label }</button> }
    };
    html! {
        <div class="copies" role="group" aria-labelledby="copies">
            <span id="copies">{ text::download(loaded.rows.len(), loaded.total) }</span>
            { copy(text::CSV, Format::Csv) }
            { copy(text::JSON, Format::Json) }
        </div>
    }
}
