//! The form: what is typed, and its way into the outbox.

use std::rc::Rc;

use support_wire::NewConversation;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::erased::{
    Dispatcher, Setter, use_callback, use_effect_with, use_memo, use_reducer_eq, use_state_eq,
};
use super::{
    attempt::Round,
    courier::{Courier, Outcome},
    draft_keeper::DraftKeeper,
    listener::Listener,
    sending::{Sending, Settled},
    storage::Owner,
    use_duty::Duty,
    use_now::epoch_seconds,
    use_outbox::{OutboxHandle, Room, use_outbox},
};
use crate::{
    api::{ApiHandle, json::to_json},
    config::Config,
    model::{
        conversations::Row,
        draft::{Draft, Field, Value},
        drafts::Rescued,
        outbox::Parcel,
        requester::Requester,
        submission::{Receipt, Submission, SubmissionAction},
        validate::{FormRules, validate},
    },
};

/// The form, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct SubmissionHandle {
    /// The form as it stands.
    pub state: Rc<Submission>,
    /// The key that what stands in it is kept under, and sent with.
    pub key: Rc<str>,
    /// What was sent and has not arrived.
    pub outbox: OutboxHandle,
    /// Whether what can't be sent now is sent later without being asked.
    pub is_automatic: bool,
    /// Changes a field.
    pub on_type: Callback<(Field, Value)>,
    /// Hears whether what is typed is being composed: it is not checked before it is whole.
    pub on_compose: Callback<bool>,
    /// Fills in what the customer has left empty.
    pub on_prefill: Callback<Vec<(Field, Value)>>,
    /// Sends the form.
    pub on_send: Callback<()>,
    /// Starts another one; what is in the outbox stays there.
    pub on_renew: Callback<()>,
}

/// What a part of the widget has to do with the form.
pub struct FormRole {
    /// What it is to do about what the customer writes.
    pub duty: Duty,
    /// What its form was left with when the module stopped.
    pub rescued: Rescued,
}

/// A form that is sent to an API; `sending` has a say in it and hears of it.
#[hook]
pub fn use_submission(
    rules: &FormRules,
    config: &Config,
    api: &ApiHandle,
    renewals: u32,
    role: FormRole,
    sending: &Sending,
) -> SubmissionHandle {
    let FormRole { duty, rescued } = role;
    let keeper = use_memo((), |()| Rc::new(DraftKeeper::new(rescued.key)));
    let state = use_reducer_eq(|| Submission::rescued(rescued.draft));
    let dispatcher = state.dispatcher();
    let keeper = (*keeper).clone();
    let news = use_state_eq(|| None::<Receipt>);
    let owner = use_memo(
        (config.clone(), rules.clone(), duty),
        |(config, rules, duty)| Owner::of(config, rules).filter(|_| *duty != Duty::None),
    );
    let round = Round {
        api: api.clone(),
        requester: config.requester.clone(),
        on_outcome: on_outcome(&dispatcher, &keeper, news.setter(), &sending.on_created),
        on_failed: sending.on_failed.clone(),
    };
    let (courier, outbox) = use_outbox((*owner).as_ref(), round, renewals);
    courier.set_shown(state.posted());
    let current = state.shared();

    use_effect_with((owner, duty), {
        let (to, keeper, courier) = (dispatcher.clone(), keeper.clone(), courier.clone());
        let form = current.clone();
        move |(owner, duty)| {
            if let (Some(owner), Duty::Form) = (&**owner, duty) {
                move_in(owner, &form, &to, &keeper, &courier);
            }
        }
    });
    use_kept(&current, &dispatcher, &keeper);

    let on_type = use_callback((dispatcher.clone(), rules.clone()), {
        let keeper = keeper.clone();
        move |(field, value), (to, rules)| {
            keeper.change_words();
            to.dispatch(SubmissionAction::Typed(field, value, rules.clone()));
        }
    });
    let on_compose = use_callback(
        (dispatcher.clone(), rules.clone()),
        |is_composing, (to, rules)| {
            to.dispatch(SubmissionAction::Composing(is_composing, rules.clone()));
        },
    );
    let is_automatic = !is_direct(config, rules);
    let settled = use_memo((), |()| Settled::default());
    let dependencies = (
        rules.clone(),
        is_automatic,
        current.clone(),
        sending.clone(),
    );
    let on_send = use_callback(dependencies, {
        let (to, keeper, courier) = (dispatcher.clone(), keeper.clone(), courier.clone());
        move |(), (rules, is_automatic, form, sending)| {
            if let Some(key) = form.posted() {
                return courier.hurry(key);
            }
            match validate(&form.draft, rules) {
                Ok(conversation) => {
                    let settled = settled.settle(&keeper, sending, conversation);
                    if let Some(conversation) = settled {
                        let key =
                            post(&form.draft, &conversation, *is_automatic, &keeper, &courier);
                        to.dispatch(SubmissionAction::Posted(key));
                    }
                }
                Err(errors) => to.dispatch(SubmissionAction::Rejected(errors)),
            }
        }
    });
    let (key, is_posted) = (keeper.label(), current.posted().is_some());
    let on_prefill = use_callback((dispatcher.clone(), rules.clone(), is_posted), {
        let keeper = keeper.clone();
        move |values, (to, rules, is_posted)| {
            if !is_posted {
                keeper.change_words();
                to.dispatch(SubmissionAction::Prefilled(values, rules.clone()));
            }
        }
    });
    // Not of the whole form: what leads to it would be another one at every key.
    let on_renew = use_callback(current.posted().map(str::to_owned), {
        let (to, keeper, courier) = (dispatcher.clone(), keeper.clone(), courier.clone());
        move |(), posted| {
            if let Some(key) = posted {
                courier.leave_form(key);
            }
            keeper.renew();
            to.dispatch(SubmissionAction::Renewed);
        }
    });
    let outbox = OutboxHandle {
        news: (*news).clone(),
        room: match duty {
            Duty::Form if current.holds_words() => Room::Taken,
            Duty::Form => Room::Free,
            Duty::Outbox | Duty::None => Room::None,
        },
        on_hurry: use_callback(courier.clone(), |key: String, courier| courier.hurry(&key)),
        on_discard: use_callback((), {
            let (to, courier) = (dispatcher.clone(), courier.clone());
            move |key: String, ()| {
                if courier.withdraw(&key).is_some() {
                    to.dispatch(SubmissionAction::Gone(key));
                }
            }
        }),
        on_change: use_callback((), {
            let (to, keeper) = (dispatcher, keeper);
            move |key: String, ()| {
                if let Some(parcel) = courier.withdraw(&key) {
                    keeper.renew();
                    to.dispatch(SubmissionAction::Reopened(parcel.draft));
                }
            }
        }),
        state: outbox,
    };
    SubmissionHandle {
        state: current,
        key,
        outbox,
        is_automatic,
        on_type,
        on_compose,
        on_prefill,
        on_send,
        on_renew,
    }
}

/// Keeps what is typed on the device, at the latest when the page goes away.
#[hook]
fn use_kept(form: &Rc<Submission>, to: &Dispatcher<Submission>, keeper: &Rc<DraftKeeper>) {
    let is_from_before = form.is_restored || form.is_rescued;
    let typed = (form.holds_words() && !is_from_before).then(|| form.draft.clone());
    use_effect_with(typed, {
        let keeper = keeper.clone();
        move |typed| {
            if let Some(draft) = typed {
                keeper.keep(draft);
            }
        }
    });
    use_effect_with(form.is_restored, {
        let (to, keeper) = (to.clone(), keeper.clone());
        move |is_restored| {
            let listener = is_restored.then(|| {
                Listener::on_window("storage", move |event| {
                    let event: Option<StorageEvent> = event.dyn_into().ok();
                    let name = event.and_then(|event| event.key());
                    if keeper.is_gone(name.as_deref()) {
                        keeper.renew();
                        to.dispatch(SubmissionAction::Renewed);
                    }
                })
            });
            move || drop(listener)
        }
    });
    use_effect_with((), {
        let keeper = keeper.clone();
        move |()| {
            keeper.arrive();
            let listeners = ["pagehide", "visibilitychange"].map(|event| {
                let keeper = keeper.clone();
                Listener::on_window(event, move |_| keeper.flush())
            });
            move || {
                drop(listeners);
                keeper.leave();
            }
        }
    });
}

/// It has become known whose form it is: what their earlier pages have left comes back.
fn move_in(
    owner: &Owner,
    form: &Submission,
    to: &Dispatcher<Submission>,
    keeper: &DraftKeeper,
    courier: &Courier,
) {
    let is_typed_now = form.holds_words() && !form.is_rescued;
    keeper.move_in(owner, is_typed_now.then_some(&form.draft));
    if !form.is_free() {
        return;
    }
    if let Some(parcel) = courier.left_by_form(|key| keeper.may_take(key)) {
        keeper.take_up(&parcel.key);
        courier.set_shown(Some(&parcel.key));
        to.dispatch(SubmissionAction::Resumed(parcel.key, parcel.draft));
    } else if form.is_rescued {
        let draft = keeper.restore().unwrap_or_default().under(&form.draft);
        // Its earlier state, if there was one, must not come back one day.
        keeper.change_words();
        keeper.save(&draft);
        to.dispatch(SubmissionAction::Restored(draft));
    } else if let Some(draft) = keeper.restore() {
        to.dispatch(SubmissionAction::Restored(draft));
    }
}

/// Puts a form into the outbox. Answers with its key.
fn post(
    draft: &Draft,
    conversation: &NewConversation,
    is_automatic: bool,
    keeper: &DraftKeeper,
    courier: &Rc<Courier>,
) -> String {
    let key = keeper.key().as_ref().to_owned();
    courier.post(Parcel {
        key: key.clone(),
        body: to_json(conversation).unwrap_or_default(),
        subject: conversation.subject.clone(),
        draft: draft.clone(),
        posted_at: epoch_seconds(),
        in_doubt_since: None,
        not_before: None,
        refused: None,
        is_in_form: true,
        is_automatic,
    });
    if courier.is_kept() {
        keeper.forget();
    }
    key
}

/// Whether the page leads to a desk and not to a gateway, which alone knows a key again.
fn is_direct(config: &Config, rules: &FormRules) -> bool {
    rules.description_as_html || config.requester != Requester::ByToken
}

fn on_outcome(
    to: &Dispatcher<Submission>,
    keeper: &Rc<DraftKeeper>,
    news: Setter<Option<Receipt>>,
    on_created: &Callback<Row>,
) -> Callback<(String, Outcome)> {
    let (to, keeper, on_created) = (to.clone(), keeper.clone(), on_created.clone());
    Callback::from(move |(key, outcome): (String, Outcome)| match outcome {
        Outcome::Received(made) => {
            let receipt = Receipt {
                number: made.id,
                first_response_due: made.first_response_due,
            };
            if keeper.is_for(&key) {
                keeper.renew();
            } else {
                news.set(Some(receipt.clone()));
            }
            to.dispatch(SubmissionAction::Received(key, receipt));
            on_created.emit(Rc::new(made));
        }
        Outcome::Refused(failure) => to.dispatch(SubmissionAction::Refused(key, failure)),
        Outcome::Gone => to.dispatch(SubmissionAction::Gone(key)),
    })
}
