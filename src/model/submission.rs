//! The life of a form: typed, posted, refused or received.

use std::rc::Rc;

use support_wire::{CustomerConversation, NewConversation, text_from_html};
use yew::Reducible;

use crate::model::{
    draft::{Draft, Field, Value},
    failure::Failure,
    validate::{Fault, FieldErrors, FormRules, fault_of},
};

/// A form and where it stands. What has been typed survives everything but success.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submission {
    /// What has been typed.
    pub draft: Draft,
    /// What is wrong with it, as far as the customer has been told.
    pub errors: FieldErrors,
    /// Where it stands.
    pub phase: Phase,
    /// Whether it was typed in an earlier page and the customer has not touched it since.
    pub is_restored: bool,
    /// Whether the customer has typed anything since the form was empty.
    pub is_touched: bool,
    /// Whether it stood here when the module stopped. An earlier state of it may be on the device.
    pub is_rescued: bool,
    /// Fields that had a fault when the form was last sent: they are checked while typing.
    watched: Vec<Field>,
    /// Whether what is typed is still being composed, as Japanese is: nothing of it is judged yet.
    is_composing: bool,
}

/// Where a form stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Phase {
    /// The customer types.
    #[default]
    Editing,
    /// Sending was refused before it left: the fields say why. Counts, so that each time the focus
    /// moves to the summary anew.
    Rejected(u32),
    /// In the [outbox](super::outbox) under this key, which knows the rest.
    Posted(String),
    /// Sending failed, and for certain: the server does not have it.
    Failed(Failure),
    /// Received.
    Sent(Receipt),
}

/// What the customer gets for a sent form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The conversation's number.
    pub number: i64,
    /// When a first answer is due, in epoch seconds.
    pub first_response_due: Option<i64>,
}

/// What happens to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionAction {
    /// A field was changed.
    Typed(Field, Value, FormRules),
    /// The customer begins, or ends, to compose what is typed.
    Composing(bool, FormRules),
    /// The page has filled in fields.
    Prefilled(Vec<(Field, Value)>, FormRules),
    /// It was to be sent, but something is wrong with it.
    Rejected(FieldErrors),
    /// The outbox has it, under this key.
    Posted(String),
    /// The server has what was posted under this key.
    Received(String, Receipt),
    /// What was posted under this key has not arrived and will not.
    Refused(String, Failure),
    /// What was posted under this key was dealt with in another tab.
    Gone(String),
    /// Another one is to be written.
    Renewed,
    /// What was typed in an earlier page is there again.
    Restored(Draft),
    /// What an earlier page has posted under this key is there again.
    Resumed(String, Draft),
    /// What was posted is to be changed.
    Reopened(Draft),
}

impl Submission {
    /// A form with what stood in it when the module stopped, if anything did.
    #[must_use]
    pub fn rescued(draft: Draft) -> Self {
        let is_rescued = !draft.is_blank();
        Self {
            draft,
            is_rescued,
            is_touched: is_rescued,
            ..Self::default()
        }
    }

    /// The key under which the outbox has it.
    #[must_use]
    pub fn posted(&self) -> Option<&str> {
        match &self.phase {
            Phase::Posted(key) => Some(key),
            _ => None,
        }
    }

    /// Whether the customer has something here that is neither sent nor on its way.
    #[must_use]
    pub fn holds_words(&self) -> bool {
        (self.is_touched || self.is_restored)
            && matches!(
                self.phase,
                Phase::Editing | Phase::Rejected(_) | Phase::Failed(_)
            )
    }

    fn typed(&mut self, field: Field, value: Value, rules: &FormRules) {
        self.is_touched = true;
        self.is_restored = false;
        self.is_rescued = false;
        self.draft.set(field, value);
        self.check_again(rules);
    }

    /// Checks what was in error: another field may have come or gone with one that was changed.
    fn check_again(&mut self, rules: &FormRules) {
        if self.is_composing {
            return;
        }
        for field in &self.watched {
            self.errors.set(field, fault_of(&self.draft, rules, field));
        }
    }

    /// What the customer has filled in stays.
    fn prefilled(&mut self, values: Vec<(Field, Value)>, rules: &FormRules) {
        let is_the_customers = self.is_touched || self.is_restored;
        for (field, value) in values {
            let is_free = self.draft.get(&field).is_none_or(Value::is_blank);
            if field != Field::Trap && (is_free || !is_the_customers) {
                self.draft.set(field, value);
            }
        }
        self.check_again(rules);
    }

    fn rejected(&mut self, errors: FieldErrors) {
        let earlier = if let Phase::Rejected(count) = self.phase {
            count
        } else {
            0
        };
        self.phase = Phase::Rejected(earlier + 1);
        self.watched = errors.iter().map(|(field, _)| field.clone()).collect();
        self.errors = errors;
    }

    fn refused(&mut self, failure: Failure) {
        let to_blame = faults_named_by(&failure);
        if to_blame.is_empty() {
            self.phase = Phase::Failed(failure);
        } else {
            self.rejected(to_blame);
        }
    }

    /// Whether something from an earlier page may come in here: not over what was typed by now.
    #[must_use]
    pub fn is_free(&self) -> bool {
        (!self.is_touched || self.is_rescued) && self.phase == Phase::Editing
    }
}

/// The fields of ours that a refusal names.
fn faults_named_by(failure: &Failure) -> FieldErrors {
    let Failure::Refused(problem) = failure else {
        return FieldErrors::default();
    };
    let fields = problem
        .fields
        .iter()
        .filter_map(|field| Field::from_wire(&field.name));
    FieldErrors::new(fields.map(|field| (field, Fault::NotAccepted)))
}

impl Reducible for Submission {
    type Action = SubmissionAction;

    fn reduce(self: Rc<Self>, action: SubmissionAction) -> Rc<Self> {
        let is_posted_as = |key: &str| self.posted() == Some(key);
        match action {
            SubmissionAction::Received(key, _)
            | SubmissionAction::Refused(key, _)
            | SubmissionAction::Gone(key)
                if !is_posted_as(&key) =>
            {
                return self;
            }
            SubmissionAction::Restored(_) | SubmissionAction::Resumed(..) if !self.is_free() => {
                return self;
            }
            SubmissionAction::Prefilled(..) if self.posted().is_some() => return self,
            _ => {}
        }
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            SubmissionAction::Typed(field, value, rules) => next.typed(field, value, &rules),
            SubmissionAction::Composing(is_composing, rules) => {
                next.is_composing = is_composing;
                next.check_again(&rules);
            }
            SubmissionAction::Prefilled(values, rules) => {
                if matches!(next.phase, Phase::Sent(_)) {
                    next = Self::default();
                }
                next.prefilled(values, &rules);
            }
            SubmissionAction::Rejected(errors) => next.rejected(errors),
            SubmissionAction::Posted(key) => {
                next.errors = FieldErrors::default();
                next.watched.clear();
                next.is_restored = false;
                next.is_rescued = false;
                next.phase = Phase::Posted(key);
            }
            SubmissionAction::Received(_, receipt) => {
                next = Self {
                    phase: Phase::Sent(receipt),
                    ..Self::default()
                };
            }
            SubmissionAction::Refused(_, failure) => next.refused(failure),
            SubmissionAction::Gone(_) | SubmissionAction::Renewed => next = Self::default(),
            SubmissionAction::Restored(draft) => {
                next = Self {
                    draft,
                    is_restored: true,
                    ..Self::default()
                };
            }
            SubmissionAction::Resumed(key, draft) => {
                next = Self {
                    draft,
                    is_touched: true,
                    phase: Phase::Posted(key),
                    ..Self::default()
                };
            }
            SubmissionAction::Reopened(draft) => {
                next = Self {
                    draft,
                    is_touched: true,
                    ..Self::default()
                };
            }
        }
        Rc::new(next)
    }
}

/// Whether a conversation found on the server is the one that this form made: the same subject and
/// text, made no earlier than the attempt (allowing for clocks that differ).
#[must_use]
pub fn is_the_one_sent(
    found: &CustomerConversation,
    sent: &NewConversation,
    attempt_began: i64,
) -> bool {
    const CLOCKS_DIFFER_SECONDS: i64 = 300;
    let is_text = |text: &str| same_words(&found.description_text, text);
    found.created_at >= attempt_began - CLOCKS_DIFFER_SECONDS
        && same_words(&found.subject, &sent.subject)
        && (is_text(&sent.description) || is_text(&text_from_html(&sent.description)))
}

/// Servers fold white space on the way from HTML to text, so only the words are compared.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

#[cfg(test)]
#[path = "submission_tests.rs"]
mod tests;
