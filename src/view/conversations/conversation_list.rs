//! The list as a whole.

use yew::prelude::*;

use super::{
    conversation_row::ConversationRow,
    filter_bar::FilterBar,
    placeholder::{empty, skeleton},
};
use crate::{
    hooks::{ConversationsHandle, use_now},
    model::{
        conversations::{Conversations, List, Loaded, More},
        filter::Filter,
    },
    text,
    view::notice::Notice,
};

/// Props of [`ConversationList`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct ConversationListProps {
    /// The list and what can be done with it.
    pub conversations: ConversationsHandle,
    /// The customer wants to write.
    pub on_write: Callback<()>,
    /// The conversation in view beside the list.
    pub open: Option<i64>,
    /// The customer wants to read a conversation.
    pub on_open: Callback<i64>,
}

/// Filters, rows and what follows them.
#[component]
pub(in crate::view) fn ConversationList(props: &ConversationListProps) -> Html {
    let now = use_now();
    let ConversationsHandle {
        state,
        on_filter,
        on_retry,
        ..
    } = &props.conversations;
    let shown = state
        .loaded()
        .map(|loaded| (loaded.rows.len(), loaded.total));
    let is_busy = match &state.list {
        List::Loading => true,
        List::Loaded(loaded) => loaded.is_stale || loaded.more == More::Loading,
        _ => false,
    };
    let body = match &state.list {
        List::Loading => skeleton(),
        List::NoRequester => empty(text::NO_REQUESTER, None),
        List::Failed(failure) => html! {
            <Notice
                text={text::for_list_failure(failure)}
                action={text::TRY_AGAIN}
                on_action={on_retry}
            />
        },
        List::Loaded(loaded) if loaded.rows.is_empty() => no_rows(props, &state.filter),
        List::Loaded(loaded) => rows(props, loaded, now),
    };
    html! {
        <div class="list" aria-busy={is_busy.to_string()}>
            <div class="list-head">
                if has_filters(state) {
                    <FilterBar
                        filter={state.filter.clone()}
                        statuses={state.statuses().cloned().collect::<Vec<_>>()}
                        {shown}
                        {on_filter}
                    />
                }
            </div>
            <p class="visually-hidden" role="status">{ spoken(&state.list) }</p>
            <div class="list-body" role={matches!(state.list, List::Failed(_)).then_some("alert")}>
                { body }
            </div>
        </div>
    }
}

/// Filters for a list that has nothing to filter would only be in the way.
fn has_filters(state: &Conversations) -> bool {
    match &state.list {
        List::Loaded(loaded) => !loaded.rows.is_empty() || state.filter != Filter::default(),
        List::Loading | List::Failed(_) => state.filter != Filter::default(),
        List::NoRequester => false,
    }
}

/// What is said of the list once it is there, and not of rows that are about to go.
fn spoken(list: &List) -> String {
    match list {
        List::Loading => text::LOADING.to_owned(),
        List::Loaded(loaded) if !loaded.is_stale && !loaded.rows.is_empty() => {
            text::shown_of_spoken(loaded.rows.len(), loaded.total)
        }
        _ => String::new(),
    }
}

fn no_rows(props: &ConversationListProps, filter: &Filter) -> Html {
    if filter.is_narrowed() {
        let cleared = Filter {
            statuses: Vec::new(),
            ..filter.clone()
        };
        let clear = props
            .conversations
            .on_filter
            .reform(move |_| cleared.clone());
        empty(text::NOTHING_MATCHES, Some((text::CLEAR_FILTERS, clear)))
    } else {
        empty(
            text::EMPTY,
            Some((text::EMPTY_ACTION, props.on_write.reform(|_| ()))),
        )
    }
}

fn rows(props: &ConversationListProps, loaded: &Loaded, now: i64) -> Html {
    let handle = &props.conversations;
    let sort_by = handle.state.filter.order.sort_by();
    html! {
        <div class={classes!(loaded.is_stale.then_some("is-stale"))}>
            <ul class="rows">
                for row in loaded.rows.iter() {
                    <li key={row.id}>
                        <ConversationRow
                            {row}
                            {now}
                            sort_by={sort_by.clone()}
                            is_open={props.open == Some(row.id)}
                            on_open={&props.on_open}
                        />
                    </li>
                }
            </ul>
            <div class="list-end">{ list_end(handle, loaded) }</div>
        </div>
    }
}

fn list_end(handle: &ConversationsHandle, loaded: &Loaded) -> Html {
    let on_more = handle.on_more.clone();
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
    let is_loading = loaded.more == More::Loading;
    let onclick = move |_| {
        if !is_loading {
            on_more.emit(());
        }
    };
    html! {
        <button
            type="button"
            class="button more"
            aria-disabled={is_loading.then_some("true")}
            {onclick}
        >
            { if is_loading { text::LOADING } else { text::SHOW_MORE } }
        </button>
    }
}
