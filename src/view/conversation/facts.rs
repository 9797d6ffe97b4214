//! What is known of a conversation besides its words.

use support_wire::{Priority, Status};
use yew::prelude::*;

use crate::{
    model::{conversations::Row, status_labels::StatusLabels},
    text::Texts,
    view::{
        icon::status_icon,
        moment::{Moment, Wording},
    },
};

/// A line of facts, what to expect, and the details that were asked for. `now` is in
/// epoch seconds; `before` is the status that the last change took it from.
pub(super) fn facts(
    row: &Row,
    before: Option<&Status>,
    labels: &StatusLabels,
    texts: &Texts,
    now: i64,
) -> Html {
    let unusual_priority = row
        .priority
        .as_ref()
        .filter(|priority| **priority != Priority::Medium);
    let is_updated = row.last_updated_at > row.created_at;
    html! {
        <div class="facts">
            <p class="row-facts">
                <span class="status" data-status={row.status.as_ref().map(ToString::to_string)}>
                    { status_icon(row.status.as_ref()) }
                    if let Some(status) = &row.status {
                        <bdi>{ texts.status(status, labels) }</bdi>
                    }
                </span>
                if let Some(before) = before {
                    <span><bdi>{ texts.status_before(&texts.status(before, labels)) }</bdi></span>
                }
                <span class="number">{ "#" }{ row.id }</span>
                if let Some(priority) = unusual_priority {
                    <span class="priority" data-priority={priority.to_string()}>
                        <bdi>{ texts.priority_beside(priority) }</bdi>
                    </span>
                }
                <Moment at={row.created_at} {now} wording={Wording::Made} />
                if is_updated {
                    <Moment at={row.last_updated_at} {now} wording={Wording::Updated} />
                }
                if let Some(at) = row.resolution_time {
                    <Moment {at} {now} wording={Wording::Resolved} />
                }
            </p>
            if let Some(sentence) = texts.expectation(row, now) {
                <p class="expectation">{ sentence }</p>
            }
            { details(row, texts) }
        </div>
    }
}

/// Custom fields and labels, as far as the customer may see them.
fn details(row: &Row, texts: &Texts) -> Html {
    if row.custom_fields.is_empty() && row.tags.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="details" aria-label={texts.details()}>
            for field in &row.custom_fields {
                <div>
                    <dt><bdi>{ if field.name.is_empty() { &field.internal_name } else { &field.name } }</bdi></dt>
                    <dd dir="auto">{ &field.value }</dd>
                </div>
            }
            if !row.tags.is_empty() {
                <div>
                    <dt>{ texts.tags() }</dt>
                    <dd>
                        for tag in &row.tags {
                            <bdi class="tag">{ tag }</bdi>
                        }
                    </dd>
                </div>
            }
        </dl>
    }
}
