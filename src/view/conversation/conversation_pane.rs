//! The open conversation as a whole.

use yew::prelude::*;

use super::{facts::facts, messages::messages, next_step::next_step};
use crate::{
    config::HeadingLevel,
    hooks::{ConversationSource, use_conversation, use_now, use_texts},
    model::{
        conversations::Row,
        draft::Draft,
        follow_up::FollowUp,
        status_labels::StatusLabels,
        thread::{Head, Progress},
    },
    view::{
        heading::{Heading, heading},
        icon::back_icon,
        notice::Notice,
    },
};

/// Props of [`ConversationPane`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct ConversationPaneProps {
    /// The conversation's number.
    pub id: i64,
    /// What the list knows of it.
    pub known: Option<Row>,
    /// Whose conversations these are, and where they come from.
    pub source: ConversationSource,
    /// The page's own words for statuses.
    pub labels: StatusLabels,
    /// Whether HTML is shown as such where the browser can make it safe.
    pub is_rich: bool,
    /// Of its title.
    pub level: HeadingLevel,
    /// What the form holds, so that a follow-up takes nothing away from it; `None` where the page has no
    /// form.
    pub draft: Option<Draft>,
    /// The customer wants back to the list.
    pub on_back: Callback<()>,
    /// The customer wants to add something.
    pub on_follow_up: Callback<FollowUp>,
    /// The customer wants to see what the form holds.
    pub on_show_form: Callback<()>,
}

/// The subject, a line of facts, what was said, and the next step. To be keyed by the number: it
/// keeps nothing of one conversation for another.
#[component]
pub(in crate::view) fn ConversationPane(props: &ConversationPaneProps) -> Html {
    let (now, texts) = (use_now(), use_texts());
    let handle = use_conversation(&props.source, props.id, props.known.as_ref());
    let thread = &handle.state;
    let subject = match &thread.head {
        Head::Loaded(row) if row.subject.is_empty() => texts.no_subject(),
        Head::Loaded(row) => row.subject.clone().into(),
        _ => texts.conversation_title(),
    };
    let rich = props.is_rich.then(|| props.level.below());
    let body = match &thread.head {
        Head::Loading => skeleton(),
        Head::NotFound => html! { <p class="nothing">{ texts.not_found() }</p> },
        Head::NoRequester => html! { <p class="nothing">{ texts.no_requester() }</p> },
        Head::Failed(failure) => html! {
            <Notice
                text={texts.for_conversation_failure(failure)}
                action={texts.try_again()}
                on_action={&handle.on_refresh}
            />
        },
        Head::Loaded(row) => html! {
            <>
                { facts(row, thread.status_before.as_ref(), &props.labels, &texts, now) }
                { messages(row, &handle, rich, &texts, now) }
                if let Some(draft) = &props.draft {
                    { next_step(row, draft, &texts, &props.on_follow_up, &props.on_show_form) }
                }
            </>
        },
    };
    let is_busy = thread.head == Head::Loading
        || matches!(
            thread.progress,
            Progress::Loading | Progress::LoadingEarlier
        );
    let spoken = match (&thread.head, &thread.progress) {
        (Head::Loading, _) => texts.loading_conversation(),
        (Head::Loaded(row), Progress::Idle) => {
            let shown = texts.messages_there(thread.replies.len() + 1, thread.hidden());
            match (&row.status, &thread.status_before) {
                (Some(now), Some(before)) => texts.status_changed(
                    &texts.status(now, &props.labels),
                    &texts.status(before, &props.labels),
                    &shown,
                ),
                _ => shown,
            }
        }
        _ => AttrValue::default(),
    };
    let title = Heading {
        level: props.level,
        class: "title",
        id: Some("conversation-title".into()),
        part: Some("heading"),
        is_goal: true,
        is_written: true,
        ..Heading::default()
    };
    let on_back = props.on_back.clone();
    html! {
        <div class="conversation" aria-busy={is_busy.to_string()}>
            <button type="button" class="back" onclick={move |_| on_back.emit(())}>
                { back_icon() }{ texts.back_to_list() }
            </button>
            { heading(title, subject) }
            <p class="visually-hidden" role="status">{ spoken }</p>
            <div
                class="conversation-body"
                role={matches!(thread.head, Head::Failed(_) | Head::NotFound).then_some("alert")}
            >
                { body }
            </div>
        </div>
    }
}

/// The shape of a conversation, after a moment: a quick answer doesn't flicker.
fn skeleton() -> Html {
    html! {
        <div class="skeleton" aria-hidden="true">
            <div class="bone narrow" />
            <div class="said"><span class="bone narrow" /><span class="bone wide" /></div>
            <div class="said"><span class="bone narrow" /><span class="bone wide" /></div>
        </div>
    }
}
