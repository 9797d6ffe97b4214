//! The list as a whole.

use js_sys::JsString;
use support_wire::Brand;
use yew::prelude::*;

use super::{
    filter_bar::filter_bar,
    list_line::{ListLine, list_line},
    placeholder::{empty, nothing_yet, skeleton},
    rows::Rows,
};
use crate::{
    config::HeadingLevel,
    hooks::erased::{use_effect_with, use_memo},
    hooks::{ConversationsHandle, SeenHandle, use_focus, use_now, use_texts},
    model::{
        conversations::{Conversations, Finder, Layout, List, ListAction, Loaded, More, Row},
        filter::Filter,
        place::Place,
        status_labels::StatusLabels,
    },
    text::Texts,
    view::notice::Notice,
};

/// Props of [`ConversationList`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct ConversationListProps {
    /// The list and what can be done with it.
    pub conversations: ConversationsHandle,
    /// What of it the customer has seen.
    pub seen: SeenHandle,
    /// Of the rows' headings.
    pub level: HeadingLevel,
    /// The page's own words for statuses.
    pub labels: StatusLabels,
    /// The brands to choose from; none where there is no choice.
    pub brands: Vec<Brand>,
    /// The address of a place, where places have one.
    pub on_link: Callback<Place, Option<AttrValue>>,
    /// The conversation in view beside the list.
    pub open: Option<i64>,
    /// The customer wants to read a conversation.
    pub on_open: Callback<i64>,
    /// The customer wants to write; `None` where the page has no form.
    pub on_write: Option<Callback<()>>,
}

/// Filters, rows and what follows them.
#[component]
pub(in crate::view) fn ConversationList(props: &ConversationListProps) -> Html {
    let ConversationsHandle {
        state,
        on_filter,
        on_retry,
        ..
    } = &props.conversations;
    let (now, texts) = (use_now(), use_texts());
    let finder = use_mut_ref(|| Finder::new(without_case));
    let layout = use_memo(state.clone(), move |state| {
        state.layout(&mut finder.borrow_mut())
    });
    // Whatever has led to it, an address or a press: what is open is seen, in each state that comes.
    let opened = props.open.and_then(|id| state.newest_state_of(id));
    use_effect_with((opened.cloned(), props.seen.seen.is_some()), {
        let on_seen = props.seen.on_seen.clone();
        move |(opened, may_note)| {
            if let Some(row) = opened.as_ref().filter(|_| *may_note) {
                on_seen.emit(Some(row.clone()));
            }
        }
    });
    let first_row = use_focus(".row-link");
    // Their buttons go with the press: the focus goes to what came of it.
    let on_show_noticed = {
        let steps = (
            props.conversations.on_show.clone(),
            first_row.on_request.clone(),
        );
        Callback::from(move |_| {
            steps.0.emit(ListAction::NoticedShown);
            steps.1.emit(());
        })
    };
    let on_all_seen = {
        let steps = (props.seen.on_seen.clone(), first_row.on_request.clone());
        Callback::from(move |_| {
            steps.0.emit(None);
            steps.1.emit(());
        })
    };
    let line = list_line(&ListLine {
        state,
        texts: &texts,
        now,
        found: layout.found,
        news: news_among(state.loaded(), props),
        on_filter,
        on_show_noticed,
        on_all_seen,
    });
    // Unseen until there is something to filter, but in its place: what comes below it is not moved by it.
    let is_awaited = state.list == List::Loading && state.filter == Filter::default();
    let is_busy = match &state.list {
        List::Loading => true,
        List::Loaded(loaded) => loaded.is_stale || loaded.more == More::Loading,
        _ => false,
    };
    let body = match &state.list {
        List::Loading => skeleton(),
        List::NoRequester => empty(texts.no_requester(), None),
        List::Failed(failure) => html! {
            <>
                <Notice
                    text={texts.for_list_failure(failure)}
                    action={texts.try_again()}
                    on_action={on_retry}
                />
                // The page's own way to be reached, as long as the help desk can't be.
                <div class="instead"><slot /></div>
            </>
        },
        List::Loaded(loaded) if loaded.rows.is_empty() => no_rows(props, &texts),
        List::Loaded(_) => html! {
            <Rows
                conversations={props.conversations.clone()}
                layout={layout.clone()}
                level={props.level}
                seen={props.seen.seen.clone()}
                labels={props.labels.clone()}
                on_link={&props.on_link}
                open={props.open}
                on_open={&props.on_open}
                {now}
            />
        },
    };
    html! {
        <div class="list" aria-busy={is_busy.to_string()}>
            <div class="list-head" data-awaited={is_awaited.then_some("")}>
                if is_awaited || has_filters(state) {
                    { filter_bar(state, &texts, &props.labels, &props.brands, on_filter) }
                }
            </div>
            { line }
            <p class="visually-hidden" role="status">{ spoken(state, &layout, &texts) }</p>
            <div
                class="list-body"
                role={matches!(state.list, List::Failed(_)).then_some("alert")}
                ref={first_row.node}
            >
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

/// A text in lower case: by the browser, which knows all the letters there are, unless it has only those
/// that everybody knows.
fn without_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    JsString::from(text).to_lower_case().into()
}

/// How many rows changed since the customer looked.
fn news_among(loaded: Option<&Loaded>, props: &ConversationListProps) -> usize {
    let (Some(loaded), Some(seen)) = (loaded, &props.seen.seen) else {
        return 0;
    };
    let is_news = |row: &&Row| seen.is_news(row.id, row.last_updated_at);
    loaded.rows.iter().filter(is_news).count()
}

/// What is said of the list once it is there, and not of rows that are about to go.
fn spoken(state: &Conversations, layout: &Layout, texts: &Texts) -> AttrValue {
    match &state.list {
        List::Loading => texts.loading(),
        List::Loaded(loaded) if loaded.is_stale || loaded.rows.is_empty() => AttrValue::default(),
        List::Loaded(loaded) if state.filter.has_words() => {
            texts.found_of_spoken(layout.found, loaded.rows.len(), loaded.total)
        }
        List::Loaded(loaded) => texts.shown_of_spoken(loaded.rows.len(), loaded.total),
        _ => AttrValue::default(),
    }
}

fn no_rows(props: &ConversationListProps, texts: &Texts) -> Html {
    let filter = &props.conversations.state.filter;
    if filter.is_narrowed() {
        let cleared = filter.cleared();
        let clear = props
            .conversations
            .on_filter
            .reform(move |_| cleared.clone());
        empty(
            texts.nothing_matches(),
            Some((texts.clear_filters(), clear)),
        )
    } else {
        let write = props.on_write.as_ref();
        nothing_yet(
            texts.empty(),
            write.map(|write| (texts.empty_action(), write.reform(|_| ()))),
        )
    }
}
