//! The rows that are drawn, the fold with the closed ones, and what follows.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    conversation_row::{ConversationRow, conversation_row},
    list_end,
    placeholder::empty,
};
use crate::{
    config::HeadingLevel,
    hooks::erased::use_effect_with,
    hooks::{ConversationsHandle, focus_first, use_texts},
    model::{
        conversations::{Layout, ListAction, Loaded, Row},
        place::Place,
        seen::Seen,
        status_labels::StatusLabels,
    },
    text::Texts,
};

/// Props of [`Rows`].
#[derive(Properties, PartialEq)]
pub(super) struct RowsProps {
    /// The list and what can be done with it.
    pub conversations: ConversationsHandle,
    /// Which rows stand where.
    pub layout: Rc<Layout>,
    /// Of the rows' headings.
    pub level: HeadingLevel,
    /// What the customer has seen.
    pub seen: Option<Rc<Seen>>,
    /// The page's own words for statuses.
    pub labels: StatusLabels,
    /// The address of a place, where places have one.
    pub on_link: Callback<Place, Option<AttrValue>>,
    /// The conversation in view beside the list.
    pub open: Option<i64>,
    /// The customer wants to read a conversation.
    pub on_open: Callback<i64>,
    /// Now, in epoch seconds.
    pub now: i64,
}

/// The rows that are drawn, closed ones folded away at the end.
#[component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let (now, texts) = (props.now, use_texts());
    let (handle, layout) = (&props.conversations, &props.layout);
    let window = handle.state.window;
    let body = use_node_ref();
    // The place of the row that is to come first, from the press of "Show more" until it is drawn:
    // who goes on by keyboard goes on there.
    let awaited = use_mut_ref(|| None::<usize>);
    let on_press = {
        let (awaited, next) = (awaited.clone(), window.end.min(layout.rows.len()));
        Callback::from(move |()| *awaited.borrow_mut() = Some(next))
    };
    use_effect_with((window, layout.clone()), {
        let body = body.clone();
        move |(window, layout)| {
            let place = awaited.borrow().filter(|place| *place < window.end);
            if let Some(row) = place.and_then(|place| layout.rows.get(place)) {
                awaited.take();
                focus_first(&body, &format!("#row-{} .row-link", row.id));
            }
        }
    });
    let Some(loaded) = handle.state.loaded() else {
        return html! { <div /> };
    };
    let (before, closed) = layout.drawn(window);
    let first_closed = window.first.max(layout.before_closed);
    html! {
        <div
            class={classes!("rows-body", loaded.is_stale.then_some("is-stale"))}
            ref={body.clone()}
        >
            <div class="list-start">{ earlier(handle, &texts) }</div>
            { list(props, before, window.first, &texts, now) }
            <div class="fold">{ fold(props, loaded, &texts) }</div>
            { list(props, closed, first_closed, &texts, now) }
            <div class="list-end">{ end(handle, loaded, layout, &texts, &on_press) }</div>
        </div>
    }
}

/// Some rows, the first of them at a place in the layout. Where not all are drawn, each says which it
/// is of how many.
fn list(props: &RowsProps, rows: &[Row], first: usize, texts: &Texts, now: i64) -> Html {
    let all = props.layout.rows.len();
    let is_part = rows.len() < all;
    html! {
        <ul class="rows" hidden={rows.is_empty()}>
            for (index, row) in rows.iter().enumerate() {
                <li
                    key={row.id}
                    aria-setsize={is_part.then(|| all.to_string())}
                    aria-posinset={is_part.then(|| (first + index + 1).to_string())}
                >
                    { drawn(props, row, texts, now) }
                </li>
            }
        </ul>
    }
}

fn drawn(props: &RowsProps, row: &Row, texts: &Texts, now: i64) -> Html {
    let is_news = |seen: &Rc<Seen>| seen.is_news(row.id, row.last_updated_at);
    conversation_row(&ConversationRow {
        row,
        level: props.level,
        texts,
        now,
        sort_by: props.conversations.state.filter.order.sort_by(),
        is_news: props.seen.as_ref().is_some_and(is_news),
        labels: &props.labels,
        is_open: props.open == Some(row.id),
        href: props.on_link.emit(Place::Conversation(row.id)),
        on_open: &props.on_open,
    })
}

/// The way back to rows that are not drawn any more.
fn earlier(handle: &ConversationsHandle, texts: &Texts) -> Html {
    let window = handle.state.window;
    if window.first == 0 {
        return Html::default();
    }
    let onclick = handle
        .on_show
        .reform(move |_: MouseEvent| ListAction::Windowed(window.back()));
    html! { <button type="button" class="button" part="button" {onclick}>{ texts.show_before() }</button> }
}

/// What unfolds the closed ones; it comes when all before them are drawn.
fn fold(props: &RowsProps, loaded: &Loaded, texts: &Texts) -> Html {
    let (handle, layout) = (&props.conversations, &props.layout);
    let is_there =
        (handle.state.window.first..=handle.state.window.end).contains(&layout.before_closed);
    if layout.closed == 0 || !is_there {
        return Html::default();
    }
    let is_open = handle.state.shows_closed;
    let onclick = handle
        .on_show
        .reform(move |_: MouseEvent| ListAction::ClosedShown(!is_open));
    html! {
        <button type="button" class="fold-button" aria-expanded={is_open.to_string()} {onclick}>
            { texts.closed(layout.closed, loaded.next_cursor.is_some()) }
        </button>
    }
}

fn end(
    handle: &ConversationsHandle,
    loaded: &Loaded,
    layout: &Layout,
    texts: &Texts,
    on_press: &Callback<()>,
) -> Html {
    let has_found = layout.found > 0;
    let is_whole = loaded.next_cursor.is_none();
    html! {
        <>
            if !has_found {
                { empty(texts.none_found(loaded.rows.len(), is_whole), None) }
            }
            <div class="end-line">
                <div>{ list_end::more(handle, loaded, layout, texts, on_press) }</div>
                { list_end::copies(loaded, texts) }
            </div>
        </>
    }
}
