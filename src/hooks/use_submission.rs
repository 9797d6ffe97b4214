//! The form: what is typed, and its way to the server.

use std::rc::Rc;

use support_wire::CustomerConversation;
use yew::prelude::*;

use super::{
    idempotency::new_key,
    kept_form::{KeptForm, forget, keep, kept, scope},
    owner::{owner_of, page_of},
    task::Task,
    use_now::epoch_seconds,
};
use crate::{
    api::{ApiHandle, CreateRequest},
    model::{
        conversations::Row,
        draft::{Field, Value},
        failure::Failure,
        filter::Filter,
        requester::Requester,
        submission::{Phase, Receipt, Submission, SubmissionAction, is_the_one_sent},
        validate::{FormRules, validate},
    },
};

/// The form, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct SubmissionHandle {
    /// The form as it stands.
    pub state: Rc<Submission>,
    /// Changes a field.
    pub on_type: Callback<(Field, Value)>,
    /// Sends the form.
    pub on_send: Callback<()>,
    /// Starts another one.
    pub on_renew: Callback<()>,
}

/// A form that is sent to an API. `on_created` hears of each conversation that came of it.
#[hook]
pub fn use_submission(
    rules: &FormRules,
    requester: &Requester,
    api: &ApiHandle,
    on_created: &Callback<Row>,
) -> SubmissionHandle {
    let state = use_reducer_eq(Submission::default);
    let dispatcher = state.dispatcher();
    // Holds the sending while it lasts: set at once, so that a double click finds it set, while the
    // state that is drawn follows later. Dropped with the form, which aborts the request.
    let sending = use_mut_ref(|| None::<Task>);
    // What was last sent, with its key: the same words are sent with the same key again.
    let last_request = use_mut_ref(|| None::<CreateRequest>);

    let scope = scope(requester, rules);
    use_effect_with(scope.clone(), {
        let (dispatcher, last_request) = (dispatcher.clone(), last_request.clone());
        move |scope| {
            if let Some(form) = scope.as_deref().and_then(kept) {
                let (draft, request, in_doubt_since) = form.into_parts();
                *last_request.borrow_mut() = Some(request);
                dispatcher.dispatch(SubmissionAction::Restored {
                    draft,
                    in_doubt_since,
                });
            }
        }
    });

    let current = Rc::new((*state).clone());
    let on_type = use_callback(
        (dispatcher.clone(), rules.clone()),
        |(field, value), (to, rules)| {
            to.dispatch(SubmissionAction::Typed(field, value, rules.clone()));
        },
    );
    let on_renew = use_callback((dispatcher.clone(), scope.clone()), |(), (to, scope)| {
        scope.as_deref().map(forget);
        to.dispatch(SubmissionAction::Renewed);
    });
    let dependencies = (
        rules.clone(),
        requester.clone(),
        api.clone(),
        on_created.clone(),
        current.clone(),
        scope,
    );
    let on_send = use_callback(dependencies, move |(), dependencies| {
        let (rules, requester, api, on_created, form, scope) = dependencies;
        if sending.borrow().is_some() || matches!(form.phase, Phase::Sending) {
            return;
        }
        let conversation = match validate(&form.draft, rules) {
            Ok(conversation) => conversation,
            Err(errors) => return dispatcher.dispatch(SubmissionAction::Rejected(errors)),
        };
        let earlier = last_request.borrow_mut().take();
        let request = earlier
            .filter(|earlier| earlier.conversation == conversation)
            .unwrap_or_else(|| CreateRequest {
                key: new_key(),
                conversation,
            });
        *last_request.borrow_mut() = Some(request.clone());
        dispatcher.dispatch(SubmissionAction::Started);
        let now = epoch_seconds();
        let record = Record {
            scope: scope.clone(),
            form: form.clone(),
            request: request.clone(),
        };
        // Should the page be gone before the answer comes, it may have arrived.
        record.keep(form.in_doubt_since().or(Some(now)));
        let attempt = Attempt {
            api: api.clone(),
            requester: requester.clone(),
            form: form.clone(),
            request,
        };
        let (to, on_created, done) = (dispatcher.clone(), on_created.clone(), sending.clone());
        let sent = last_request.clone();
        let task = Task::spawn(async move {
            let outcome = attempt.run().await;
            done.borrow_mut().take();
            record.note(outcome.as_ref().err(), now);
            match outcome {
                Ok(made) => {
                    sent.borrow_mut().take();
                    let receipt = Receipt {
                        number: made.id,
                        first_response_due: made.first_response_due,
                    };
                    to.dispatch(SubmissionAction::Received(receipt));
                    on_created.emit(Rc::new(made));
                }
                Err(failure) => to.dispatch(SubmissionAction::Failed { failure, now }),
            }
        });
        *sending.borrow_mut() = Some(task);
    });
    SubmissionHandle {
        state: current,
        on_type,
        on_send,
        on_renew,
    }
}

/// What is kept of a form over a reload of the page.
struct Record {
    scope: Option<String>,
    form: Rc<Submission>,
    request: CreateRequest,
}

impl Record {
    fn keep(&self, in_doubt_since: Option<i64>) {
        if let Some(scope) = &self.scope {
            keep(
                scope,
                &KeptForm::new(&self.form.draft, &self.request, in_doubt_since),
            );
        }
    }

    /// Forgets what was received; notes of what was not whether it may have arrived.
    fn note(&self, failure: Option<&Failure>, now: i64) {
        match failure {
            Some(failure) => {
                let doubt = failure.is_in_doubt().then_some(now);
                self.keep(self.form.in_doubt_since().or(doubt));
            }
            None => {
                self.scope.as_deref().map(forget);
            }
        }
    }
}

/// One press of the button.
struct Attempt {
    api: ApiHandle,
    requester: Requester,
    form: Rc<Submission>,
    request: CreateRequest,
}

impl Attempt {
    /// Sends the form. Where an earlier attempt may have arrived, it looks for that one first, so
    /// that trying again does not make a second conversation.
    async fn run(self) -> Result<CustomerConversation, Failure> {
        if let Some(began) = self.form.in_doubt_since()
            && let Some(found) = self.find(began).await?
        {
            return Ok(found);
        }
        self.api.create(self.request).await
    }

    async fn find(&self, began: i64) -> Result<Option<CustomerConversation>, Failure> {
        let owner = owner_of(&self.requester, &self.api).await?;
        let newest = page_of(owner, &self.api, &Filter::default(), None).await?;
        let rows = newest.into_iter().flat_map(|page| page.data);
        Ok(rows
            .into_iter()
            .find(|row| is_the_one_sent(row, &self.request.conversation, began)))
    }
}
