//! One conversation in the list.

use support_wire::{Priority, SortBy};
use yew::prelude::*;

use crate::{
    model::conversations::Row,
    text,
    view::{
        icon::status_icon,
        moment::{Moment, Wording},
    },
};

/// Props of [`ConversationRow`].
#[derive(Properties, PartialEq)]
pub(super) struct ConversationRowProps {
    /// The conversation.
    pub row: Row,
    /// Now, in epoch seconds.
    pub now: i64,
    /// The time that the list is ordered by: the one that is shown.
    pub sort_by: SortBy,
    /// Whether it is the one in view beside the list.
    pub is_open: bool,
    /// The customer wants to read it.
    pub on_open: Callback<i64>,
}

/// Subject and time, then status, number and priority.
#[component]
pub(super) fn ConversationRow(props: &ConversationRowProps) -> Html {
    let row = &props.row;
    let (on_open, id) = (props.on_open.clone(), row.id);
    let subject = if row.subject.is_empty() {
        text::NO_SUBJECT
    } else {
        row.subject.as_str()
    };
    let (at, wording) = match props.sort_by {
        SortBy::UpdatedAt => (row.last_updated_at, Wording::Updated),
        _ => (row.created_at, Wording::Made),
    };
    let unusual_priority = row
        .priority
        .as_ref()
        .filter(|priority| **priority != Priority::Medium);
    html! {
        <article class="row" aria-labelledby={format!("row-{}", row.id)}>
            <h3 class="row-subject" dir="auto" id={format!("row-{}", row.id)}>
                <button
                    type="button"
                    class="row-open"
                    data-conversation={row.id.to_string()}
                    aria-current={props.is_open.then_some("true")}
                    onclick={move |_| on_open.emit(id)}
                >
                    { subject }
                </button>
            </h3>
            <Moment {at} now={props.now} {wording} />
            <p class="row-facts">
                <span class="status" data-status={row.status.as_ref().map(ToString::to_string)}>
                    { status_icon(row.status.as_ref()) }
                    if let Some(status) = &row.status {
                        <bdi>{ text::status(status) }</bdi>
                    }
                </span>
                <span class="number">{ "#" }{ row.id }</span>
                if let Some(priority) = unusual_priority {
                    <span class="priority" data-priority={priority.to_string()}>
                        <bdi>{ text::priority_of_row(priority) }</bdi>
                    </span>
                }
            </p>
        </article>
    }
}
