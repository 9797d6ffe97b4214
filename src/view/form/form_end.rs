//! The end of the form: what became of sending it, and what can be done about it.

use yew::prelude::*;

use crate::{
    hooks::{SubmissionHandle, use_now, use_texts},
    model::{
        failure::Failure,
        outbox::{Entry, EntryState},
        submission::Phase,
    },
    text::Texts,
    view::{
        next_try::NextTry,
        notice::{Notice, Tone},
    },
};

/// Props of [`FormEnd`].
#[derive(Properties, PartialEq)]
pub(super) struct FormEndProps {
    /// The form and what can be done with it.
    pub submission: SubmissionHandle,
}

/// The button, and above it what happened when it was pressed.
#[component]
pub(super) fn FormEnd(props: &FormEndProps) -> Html {
    let (now, texts) = (use_now(), use_texts());
    let SubmissionHandle {
        state,
        outbox,
        on_renew,
        ..
    } = &props.submission;
    let entry = state.posted().and_then(|key| outbox.state.get(key));
    let waiting = entry.filter(|entry| entry.failure().is_some());
    let is_sending = state.posted().is_some() && waiting.is_none();
    // Not left to the form's own event, which a page in a sandbox without `allow-forms` never sees.
    let on_press = props
        .submission
        .on_send
        .reform(|event: MouseEvent| event.prevent_default());
    let may_change = waiting.is_some_and(|entry| entry.may_change(now));
    let on_change = {
        let (on_change, key) = (outbox.on_change.clone(), state.posted().map(str::to_owned));
        move |_| {
            if let Some(key) = &key {
                on_change.emit(key.clone());
            }
        }
    };
    html! {
        <>
            // The live region is there before anything is said in it.
            <div class="form-status" role="alert">
                { waiting.map_or_else(|| failure(&state.phase, &texts), |entry| notice(entry, &texts)) }
            </div>
            <div class="form-waiting">{ waiting.map(|entry| aside(entry, may_change, &texts)) }</div>
            <div class="actions">
                <button
                    type="submit"
                    class="button primary send"
                    part="button primary"
                    aria-disabled={is_sending.then_some("true")}
                    onclick={on_press}
                >
                    { send_label(&state.phase, waiting, &texts) }
                </button>
                if may_change {
                    <button type="button" class="button" part="button" onclick={on_change}>
                        { texts.change() }
                    </button>
                }
                if waiting.is_some() {
                    <button type="button" class="button" part="button" onclick={on_renew.reform(|_| ())}>
                        { texts.write_another() }
                    </button>
                }
            </div>
        </>
    }
}

fn failure(phase: &Phase, texts: &Texts) -> Html {
    match phase {
        Phase::Failed(failure) => html! { <Notice text={texts.for_send_failure(failure)} /> },
        _ => Html::default(),
    }
}

fn notice(entry: &Entry, texts: &Texts) -> Html {
    match &entry.state {
        EntryState::Sending => Html::default(),
        EntryState::Waiting { failure, .. } => {
            html! { <Notice text={texts.for_waiting(failure)} tone={Tone::Waiting} /> }
        }
        EntryState::Resting(failure) => html! { <Notice text={texts.for_resting(failure)} /> },
    }
}

/// What is beside the point, and not to be read out each second.
fn aside(entry: &Entry, may_change: bool, texts: &Texts) -> Html {
    let until = match &entry.state {
        EntryState::Waiting { failure, until } if *failure != Failure::Offline => Some(*until),
        _ => None,
    };
    html! {
        <>
            if let Some(until) = until {
                <NextTry {until} />
            }
            if !may_change {
                <p class="quiet">{ texts.locked() }</p>
            }
        </>
    }
}

fn send_label(phase: &Phase, waiting: Option<&Entry>, texts: &Texts) -> AttrValue {
    match (phase, waiting.map(|entry| &entry.state)) {
        (_, Some(EntryState::Waiting { .. })) => texts.send_now(),
        (_, Some(EntryState::Resting(_))) | (Phase::Failed(_), _) => texts.send_again(),
        (Phase::Posted(_), _) => texts.sending(),
        _ => texts.send(),
    }
}
