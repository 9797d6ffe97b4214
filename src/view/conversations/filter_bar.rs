//! What the list is narrowed to and how it is ordered.

use support_wire::Brand;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    model::{
        conversations::Conversations,
        filter::{Filter, Order},
        status_labels::StatusLabels,
    },
    text::Texts,
    view::icon::status_icon,
};

/// With fewer rows than this, whatever is chosen, a search would only be in the way.
const MANY: usize = 8;
/// How long what is looked for may be, in characters.
const LONGEST_WORDS: &str = "100";

/// Quiet chips with counts, a search over what is there, the brand where there is a choice of
/// `brands`, and the order. `labels` are the page's own words for statuses; `on_filter` hears what
/// else was chosen.
pub(super) fn filter_bar(
    state: &Conversations,
    texts: &Texts,
    labels: &StatusLabels,
    brands: &[Brand],
    on_filter: &Callback<Filter>,
) -> Html {
    let filter = &state.filter;
    let statuses = state.statuses().map(|status| {
        let mut chosen = filter.clone();
        chosen.toggle_status(status);
        let onclick = on_filter.reform(move |_| chosen.clone());
        let is_chosen = filter.statuses.contains(status);
        let label = html! {
            <>
                { status_icon(Some(status)) }
                <bdi>{ texts.status(status, labels) }</bdi>
            </>
        };
        chip(
            status.as_str(),
            is_chosen,
            label,
            state
                .count_of_status(status)
                .map(|count| texts.count(count)),
            onclick,
        )
    });
    let priorities = state.priorities();
    let priorities = priorities.iter().map(|priority| {
        let mut chosen = filter.clone();
        chosen.toggle_priority(priority);
        let onclick = on_filter.reform(move |_| chosen.clone());
        let is_chosen = filter.priorities.contains(priority);
        let label = html! { <bdi>{ texts.priority(priority) }</bdi> };
        chip(
            priority.as_str(),
            is_chosen,
            label,
            state
                .count_of_priority(priority)
                .map(|count| texts.count(count)),
            onclick,
        )
    });
    html! {
        <div class="filter-bar">
            <div class="chips">
                <div class="chip-group" role="group" aria-label={texts.filter()}>
                    { for statuses }
                </div>
                <div class="chip-group" role="group" aria-label={texts.filter_priority()}>
                    { for priorities }
                </div>
            </div>
            <div class="tools">
                <div class="find">{ find(state, texts, on_filter) }</div>
                <div class="order">
                    if !brands.is_empty() { { brand(brands, filter, texts, on_filter) } }
                    { order(filter, texts, on_filter) }
                </div>
            </div>
        </div>
    }
}

fn chip(
    key: &str,
    is_chosen: bool,
    label: Html,
    count: Option<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button
            key={key.to_owned()}
            type="button"
            class="chip"
            part="chip"
            aria-pressed={is_chosen.to_string()}
            {onclick}
        >
            { label }
            if let Some(count) = count {
                <span class="chip-count">{ " " }{ count }</span>
            }
        </button>
    }
}

fn find(state: &Conversations, texts: &Texts, on_filter: &Callback<Filter>) -> Html {
    let Some(loaded) = state.loaded() else {
        return Html::default();
    };
    let filter = &state.filter;
    let is_short = state.known_rows() < MANY && filter.brand.is_none();
    if is_short && filter.words.is_empty() {
        return Html::default();
    }
    let oninput = {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let words = input.value();
                let filter = filter.clone();
                on_filter.emit(Filter { words, ..filter });
            }
        }
    };
    let is_whole = loaded.next_cursor.is_none();
    html! {
        <>
            <label for="find">{ texts.search(loaded.rows.len(), is_whole) }</label>
            <input
                id="find"
                part="control"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength={LONGEST_WORDS}
                value={filter.words.clone()}
                {oninput}
            />
        </>
    }
}

fn brand(brands: &[Brand], filter: &Filter, texts: &Texts, on_filter: &Callback<Filter>) -> Html {
    let onchange = {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        move |event: Event| {
            if let Some(choice) = event.target_dyn_into::<HtmlSelectElement>() {
                let brand = choice.value().parse().ok();
                let filter = filter.clone();
                on_filter.emit(Filter { brand, ..filter });
            }
        }
    };
    html! {
        <>
            <label class="visually-hidden" for="brand">{ texts.filter_brand() }</label>
            <select id="brand" part="control" {onchange}>
                <option key="all" value="" selected={filter.brand.is_none()}>
                    { texts.all_brands() }
                </option>
                for brand in brands {
                    <option
                        key={brand.id}
                        value={brand.id.to_string()}
                        selected={filter.brand == Some(brand.id)}
                    >
                        { &brand.name }
                    </option>
                }
            </select>
        </>
    }
}

fn order(filter: &Filter, texts: &Texts, on_filter: &Callback<Filter>) -> Html {
    let onchange = {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        move |event: Event| {
            if let Some(choice) = event.target_dyn_into::<HtmlSelectElement>() {
                let order = Order::from_key(&choice.value());
                let filter = filter.clone();
                on_filter.emit(Filter { order, ..filter });
            }
        }
    };
    html! {
        <>
            <label class="visually-hidden" for="order">{ texts.sort() }</label>
            <select id="order" part="control" {onchange}>
                for order in Order::ALL {
                    <option
                        key={order.key()}
                        value={order.key()}
                        selected={filter.order == order}
                    >
                        { texts.order(order) }
                    </option>
                }
            </select>
        </>
    }
}
