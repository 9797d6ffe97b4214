//! What the list is narrowed to, how it is ordered, and how much of it is in view.

use support_wire::Status;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    model::filter::{Filter, Order},
    text,
    view::icon::status_icon,
};

/// Props of [`FilterBar`].
#[derive(Properties, PartialEq)]
pub(super) struct FilterBarProps {
    /// What is chosen.
    pub filter: Filter,
    /// The statuses on offer.
    pub statuses: Vec<Status>,
    /// Rows in view and in all, once known.
    pub shown: Option<(usize, u64)>,
    /// Something else was chosen.
    pub on_filter: Callback<Filter>,
}

/// One line of quiet chips, the order, and "12 of 48".
#[component]
pub(super) fn FilterBar(props: &FilterBarProps) -> Html {
    let FilterBarProps {
        filter, on_filter, ..
    } = props;
    let clear = {
        let cleared = Filter {
            statuses: Vec::new(),
            ..filter.clone()
        };
        on_filter.reform(move |_| cleared.clone())
    };
    let onchange = {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        move |event: Event| {
            if let Some(choice) = event.target_dyn_into::<HtmlSelectElement>() {
                let order = Order::from_key(&choice.value());
                on_filter.emit(Filter {
                    order,
                    ..filter.clone()
                });
            }
        }
    };
    html! {
        <div class="filter-bar">
            <div class="chips" role="group" aria-label={text::FILTER}>
                for status in &props.statuses {
                    { chip(status, filter, on_filter) }
                }
            </div>
            <div class="order">
                <div class="count">
                    <span class="shown" aria-hidden="true">
                        if let Some((shown, total)) = props.shown { { text::shown_of(shown, total) } }
                    </span>
                    if filter.is_narrowed() {
                        <button type="button" class="link" onclick={clear}>
                            { text::CLEAR }
                        </button>
                    }
                </div>
                <label class="visually-hidden" for="order">{ text::SORT }</label>
                <select id="order" {onchange}>
                    for order in Order::ALL {
                        <option
                            key={order.key()}
                            value={order.key()}
                            selected={filter.order == order}
                        >
                            { text::order(order) }
                        </option>
                    }
                </select>
            </div>
        </div>
    }
}

fn chip(status: &Status, filter: &Filter, on_filter: &Callback<Filter>) -> Html {
    let is_chosen = filter.statuses.contains(status);
    let onclick = {
        let (mut chosen, on_filter) = (filter.clone(), on_filter.clone());
        chosen.toggle_status(status);
        move |_| on_filter.emit(chosen.clone())
    };
    html! {
        <button
            key={status.to_string()}
            type="button"
            class="chip"
            aria-pressed={is_chosen.to_string()}
            {onclick}
        >
            { status_icon(Some(status)) }
            <bdi>{ text::status(status) }</bdi>
        </button>
    }
}
