//! One conversation in the list.

use support_wire::{Priority, SortBy};
use yew::prelude::*;

use crate::{
    config::HeadingLevel,
    model::{conversations::Row, status_labels::StatusLabels},
    text::Texts,
    view::{
        heading::{Heading, heading},
        icon::status_icon,
        moment::{Moment, Wording},
        opener::{Opener, opener},
    },
};

/// What a row says and does.
pub(super) struct ConversationRow<'a> {
    /// The conversation.
    pub row: &'a Row,
    /// Of its heading.
    pub level: HeadingLevel,
    /// What the widget says.
    pub texts: &'a Texts,
    /// Now, in epoch seconds.
    pub now: i64,
    /// The time that the list is ordered by: the one that is shown.
    pub sort_by: SortBy,
    /// Whether it changed since the customer looked.
    pub is_news: bool,
    /// The page's own words for statuses.
    pub labels: &'a StatusLabels,
    /// The conversation's own address, where it has one.
    pub href: Option<AttrValue>,
    /// Whether it is in view beside the list.
    pub is_open: bool,
    /// The customer wants to read it.
    pub on_open: &'a Callback<i64>,
}

/// Subject and time, then status, number and priority. The subject is the link; by the style sheet it
/// covers the whole row.
pub(super) fn conversation_row(props: &ConversationRow<'_>) -> Html {
    let ConversationRow { row, texts, .. } = props;
    let (at, wording) = match &props.sort_by {
        SortBy::UpdatedAt => (row.last_updated_at, Wording::Updated),
        _ => (row.created_at, Wording::Made),
    };
    let unusual_priority = row
        .priority
        .as_ref()
        .filter(|priority| **priority != Priority::Medium);
    let id = AttrValue::from(format!("row-{}", row.id));
    let title = Heading {
        level: props.level,
        class: "subtitle row-subject",
        id: Some(id.clone()),
        part: Some("subject"),
        is_written: true,
        ..Heading::default()
    };
    html! {
        <article
            class={classes!("row", props.is_news.then_some("is-news"))}
            part="row"
            aria-labelledby={&id}
        >
            { heading(title, subject(props)) }
            <Moment {at} now={props.now} {wording} />
            <p class="row-facts">
                <span class="status" data-status={row.status.as_ref().map(ToString::to_string)}>
                    { status_icon(row.status.as_ref()) }
                    if let Some(status) = &row.status {
                        <bdi>{ texts.status_of_row(status, props.labels) }</bdi>
                    }
                </span>
                <span class="number">{ "#" }{ row.id }</span>
                if let Some(priority) = unusual_priority {
                    <span class="priority" data-priority={priority.to_string()}>
                        <bdi>{ texts.priority_beside(priority) }</bdi>
                    </span>
                }
                if let Some(expected) = texts.expectation_of_row(row, props.now) {
                    <span>{ expected }</span>
                }
                if props.is_news {
                    <span class="visually-hidden">{ texts.updated_since() }</span>
                }
            </p>
        </article>
    }
}

/// The subject as a link, or as a button where there is no address to link to.
fn subject(props: &ConversationRow<'_>) -> Html {
    let subject = match props.row.subject.trim() {
        "" => props.texts.no_subject(),
        subject => subject.to_owned().into(),
    };
    opener(Opener {
        class: "row-link",
        id: props.row.id,
        href: props.href.clone(),
        is_open: props.is_open,
        on_open: props.on_open,
        words: subject,
    })
}
