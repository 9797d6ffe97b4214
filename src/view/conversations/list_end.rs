//! What follows the rows: more of them, and a copy of them to keep.

use yew::prelude::*;

use crate::{
    hooks::{ConversationsHandle, Format, download},
    model::conversations::{Layout, ListAction, Loaded, More},
    text::Texts,
    view::notice::Notice,
};

/// More rows: those that are there and not drawn yet, then those of the next page. `on_press` hears
/// that they were asked for.
pub(super) fn more(
    handle: &ConversationsHandle,
    loaded: &Loaded,
    layout: &Layout,
    texts: &Texts,
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
        return button(texts.show_more(), false, onclick);
    }
    if let More::Failed(failure) = &loaded.more {
        return html! {
            <div role="alert">
                <Notice
                    text={texts.for_list_failure(failure)}
                    action={texts.try_again()}
                    on_action={on_more}
                />
            </div>
        };
    }
    if loaded.next_cursor.is_none() {
        return Html::default();
    }
    if loaded.more == More::Loading || loaded.is_stale {
        return button(texts.loading(), true, Callback::noop());
    }
    button(texts.show_more(), false, on_more.reform(|_| ()))
}

fn button(label: AttrValue, is_busy: bool, onclick: Callback<MouseEvent>) -> Html {
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
pub(super) fn copies(loaded: &Loaded, texts: &Texts) -> Html {
    let copy = |label: AttrValue, format| {
        let (loaded, name) = (loaded.clone(), texts.file_name());
        let onclick = move |_| download(&loaded, &name, format);
        html! { <button type="button" class="link" part="link" {onclick}>{ label }</button> }
    };
    html! {
        <div class="copies" role="group" aria-labelledby="copies">
            <span id="copies">{ texts.download(loaded.rows.len(), loaded.total) }</span>
            { copy(texts.csv(), Format::Csv) }
            { copy(texts.json(), Format::Json) }
        </div>
    }
}
