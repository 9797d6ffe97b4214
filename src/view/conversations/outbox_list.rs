//! What was sent and has not arrived yet, on top of what has.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    config::HeadingLevel,
    hooks::{OutboxHandle, Room, use_now, use_texts},
    model::{
        failure::Failure,
        outbox::{Entry, EntryState},
    },
    text::Texts,
    view::{
        heading::{Heading, heading},
        icon::waiting_icon,
        next_try::NextTry,
    },
};

/// Props of [`OutboxList`].
#[derive(Properties, PartialEq)]
pub(in crate::view) struct OutboxListProps {
    /// What is in the outbox and what can be done with it.
    pub outbox: OutboxHandle,
    /// Of the headings of what is in it.
    pub level: HeadingLevel,
    /// The request that the form shows, where its buttons are.
    pub in_form: Option<AttrValue>,
    /// The customer wants to see the form.
    pub on_write: Callback<()>,
}

/// The requests that have not arrived yet, and a word on the last one that has.
#[component]
pub(in crate::view) fn OutboxList(props: &OutboxListProps) -> Html {
    let (now, texts) = (use_now(), use_texts());
    let OutboxHandle { state, news, .. } = &props.outbox;
    let is_in_form = |entry: &Entry| props.in_form.as_deref() == Some(entry.parcel.key.as_str());
    // What is on its way for the first time is the form's to tell of.
    let shown: Vec<_> = state
        .entries()
        .filter(|entry| entry.failure().is_some() || !is_in_form(entry))
        .collect();
    html! {
        <div class="outbox">
            <p class="outbox-news" role="status">
                { news.as_ref().map(|receipt| texts.sent_after_all(&receipt.number.to_string())) }
            </p>
            if !shown.is_empty() {
                <ul class="waiting-rows" aria-label={texts.outbox_title()}>
                    for entry in shown {
                        <li key={entry.parcel.key.clone()}>
                            { waiting_row(props, entry, is_in_form(entry), &texts, now) }
                        </li>
                    }
                </ul>
            }
        </div>
    }
}

fn waiting_row(
    props: &OutboxListProps,
    entry: &Entry,
    is_in_form: bool,
    texts: &Texts,
    now: i64,
) -> Html {
    let why = match &entry.state {
        EntryState::Sending => texts.on_its_way(),
        EntryState::Waiting { failure, .. } => texts.for_waiting(failure),
        EntryState::Resting(failure) => texts.for_resting(failure),
    };
    let state = if entry.parcel.is_in_doubt(now) {
        texts.not_confirmed()
    } else {
        texts.outbox_title()
    };
    let title = Heading {
        level: props.level,
        class: "subtitle",
        is_written: true,
        ..Heading::default()
    };
    html! {
        <article class="waiting-row" part="notice">
            { heading(title, &entry.parcel.subject) }
            <p class="waiting-state">{ waiting_icon() }{ state }</p>
            if !is_in_form {
                <p>{ why }</p>
                if let EntryState::Waiting { failure, until } = &entry.state && *failure != Failure::Offline {
                    <NextTry until={*until} />
                }
                { choices(props, entry, texts, now) }
            }
        </article>
    }
}

fn choices(props: &OutboxListProps, entry: &Entry, texts: &Texts, now: i64) -> Html {
    let OutboxHandle {
        on_hurry,
        on_discard,
        on_change,
        room,
        ..
    } = &props.outbox;
    let key: Rc<str> = entry.parcel.key.as_str().into();
    let with_key = |callback: &Callback<String>| {
        let (callback, key) = (callback.clone(), key.clone());
        move |_: MouseEvent| callback.emit(key.as_ref().to_owned())
    };
    if entry.failure().is_none() {
        return Html::default();
    }
    let on_pick = {
        let (change, show_form) = (with_key(on_change), props.on_write.clone());
        move |event: MouseEvent| {
            change(event);
            show_form.emit(());
        }
    };
    let may_change = entry.may_change(now);
    html! {
        <>
            if !may_change {
                <p class="quiet">{ texts.locked() }</p>
            } else if *room == Room::Taken {
                <p class="quiet">{ texts.form_is_taken() }</p>
            }
            <div class="actions">
                <button type="button" class="link" part="link" onclick={with_key(on_hurry)}>{ texts.send_now() }</button>
                if may_change && *room == Room::Free {
                    <button type="button" class="link" part="link" onclick={on_pick}>{ texts.change() }</button>
                }
                if may_change {
                    <button type="button" class="link" part="link" onclick={with_key(on_discard)}>
                        { texts.discard() }
                    </button>
                }
            </div>
        </>
    }
}
