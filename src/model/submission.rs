//! The life of a form: typed, sent, refused or received.

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
    /// Fields that had a fault when the form was last sent: they are checked while typing.
    watched: Vec<Field>,
    /// When the first attempt began that may have arrived without our knowing, in epoch seconds.
    in_doubt_since: Option<i64>,
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
    /// On its way.
    Sending,
    /// Sending failed.
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
    /// It was to be sent, but something is wrong with it.
    Rejected(FieldErrors),
    /// It is on its way.
    Started,
    /// The server has it.
    Received(Receipt),
    /// It could not be sent; `now` is the time in epoch seconds at which the attempt began.
    Failed {
        /// Why.
        failure: Failure,
        /// When the attempt began.
        now: i64,
    },
    /// Another one is to be written.
    Renewed,
    /// A form that was sent before the page was loaded anew is there again.
    Restored {
        /// What had been typed.
        draft: Draft,
        /// Since when it may have arrived, in epoch seconds.
        in_doubt_since: Option<i64>,
    },
}

impl Submission {
    /// When an earlier attempt of this very form began that may have arrived, in epoch seconds.
    #[must_use]
    pub fn in_doubt_since(&self) -> Option<i64> {
        self.in_doubt_since
    }

    fn typed(&mut self, field: Field, value: Value, rules: &FormRules) {
        self.draft.set(field, value);
        // Another field may have come or gone with this one.
        for field in &self.watched {
            self.errors.set(field, fault_of(&self.draft, rules, field));
        }
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

    /// Takes a kept form back, unless something has been typed by now.
    fn restored(&mut self, draft: Draft, in_doubt_since: Option<i64>) {
        if !self.draft.is_blank() || self.phase != Phase::Editing {
            return;
        }
        self.draft = draft;
        self.in_doubt_since = in_doubt_since;
        if in_doubt_since.is_some() {
            // No answer was ever heard: the page was gone by then.
            self.phase = Phase::Failed(Failure::TimedOut);
        }
    }

    fn failed(&mut self, failure: Failure, now: i64) {
        let to_blame = faults_named_by(&failure);
        if !to_blame.is_empty() {
            return self.rejected(to_blame);
        }
        if failure.is_in_doubt() {
            self.in_doubt_since.get_or_insert(now);
        }
        self.phase = Phase::Failed(failure);
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
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            SubmissionAction::Typed(field, value, rules) => next.typed(field, value, &rules),
            SubmissionAction::Rejected(errors) => next.rejected(errors),
            SubmissionAction::Started => {
                next.errors = FieldErrors::default();
                next.watched.clear();
                next.phase = Phase::Sending;
            }
            SubmissionAction::Received(receipt) => {
                next = Self {
                    phase: Phase::Sent(receipt),
                    ..Self::default()
                };
            }
            SubmissionAction::Failed { failure, now } => next.failed(failure, now),
            SubmissionAction::Renewed => next = Self::default(),
            SubmissionAction::Restored {
                draft,
                in_doubt_since,
            } => {
                next.restored(draft, in_doubt_since);
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
mod tests {
    use support_wire::{FieldProblem, html_from_text};

    use super::*;
    use crate::model::failure::Problem;

    fn after(actions: impl IntoIterator<Item = SubmissionAction>) -> Rc<Submission> {
        actions
            .into_iter()
            .fold(Rc::new(Submission::default()), Submission::reduce)
    }

    fn typed(field: Field, value: &str) -> SubmissionAction {
        SubmissionAction::Typed(field, value.into(), FormRules::default())
    }

    fn failed(failure: Failure) -> SubmissionAction {
        SubmissionAction::Failed {
            failure,
            now: 1_000,
        }
    }

    fn missing(field: Field) -> SubmissionAction {
        SubmissionAction::Rejected(FieldErrors::new([(field, Fault::Missing)]))
    }

    #[test]
    fn typing_shows_no_fault_before_the_form_is_sent() {
        let form = after([typed(Field::Subject, "x"), typed(Field::Subject, "")]);
        assert!(form.errors.is_empty());
    }

    #[test]
    fn a_field_in_error_is_checked_while_typing() {
        let form = after([missing(Field::Subject), typed(Field::Subject, "x")]);
        assert!(form.errors.is_empty());
        let form = form.reduce(typed(Field::Subject, " "));
        assert_eq!(form.errors.get(&Field::Subject), Some(Fault::Missing));
    }

    #[test]
    fn each_rejection_counts_so_that_focus_moves_again() {
        let form = after([missing(Field::Subject), missing(Field::Subject)]);
        assert_eq!(form.phase, Phase::Rejected(2));
    }

    #[test]
    fn every_failure_keeps_what_was_typed() {
        for failure in [Failure::Offline, Failure::TimedOut, Failure::Unreadable] {
            let form = after([
                typed(Field::Description, "my words"),
                SubmissionAction::Started,
                failed(failure),
            ]);
            assert_eq!(
                form.draft.get(&Field::Description),
                Some(&"my words".into())
            );
        }
    }

    #[test]
    fn success_empties_the_form() {
        let receipt = Receipt {
            number: 7,
            first_response_due: None,
        };
        let form = after([
            typed(Field::Subject, "x"),
            failed(Failure::TimedOut),
            SubmissionAction::Received(receipt.clone()),
        ]);
        assert_eq!(
            (form.draft.clone(), form.in_doubt_since()),
            (Draft::default(), None)
        );
        assert_eq!(form.phase, Phase::Sent(receipt));
    }

    #[test]
    fn the_first_attempt_in_doubt_is_remembered() {
        let form = after([
            failed(Failure::Unreachable),
            SubmissionAction::Started,
            SubmissionAction::Failed {
                failure: Failure::TimedOut,
                now: 2_000,
            },
        ]);
        assert_eq!(form.in_doubt_since(), Some(1_000));
        assert_eq!(after([failed(Failure::Offline)]).in_doubt_since(), None);
    }

    #[test]
    fn a_kept_form_comes_back_unless_something_was_typed() {
        let draft = Draft::default().with(Field::Subject, "Kept");
        let restored = || SubmissionAction::Restored {
            draft: draft.clone(),
            in_doubt_since: Some(7),
        };
        let form = after([restored()]);
        assert_eq!(
            (form.draft.get(&Field::Subject), form.in_doubt_since()),
            (Some(&"Kept".into()), Some(7))
        );
        assert_eq!(form.phase, Phase::Failed(Failure::TimedOut));
        let form = after([typed(Field::Subject, "New"), restored()]);
        assert_eq!(
            (form.draft.get(&Field::Subject), form.in_doubt_since()),
            (Some(&"New".into()), None)
        );
        let certain = SubmissionAction::Restored {
            draft: draft.clone(),
            in_doubt_since: None,
        };
        assert_eq!(after([certain]).phase, Phase::Editing);
    }

    #[test]
    fn fields_that_the_server_blames_are_shown_like_ours() {
        let problem = Problem {
            status: 400,
            fields: vec![
                FieldProblem {
                    name: "subject".into(),
                    message: "too odd".into(),
                },
                FieldProblem {
                    name: "assignee".into(),
                    message: "not ours".into(),
                },
            ],
            ..Problem::default()
        };
        let form = after([failed(Failure::Refused(problem))]);
        assert_eq!(form.errors.get(&Field::Subject), Some(Fault::NotAccepted));
        assert_eq!(form.phase, Phase::Rejected(1));
    }

    #[test]
    fn a_sent_form_is_known_again_by_its_words() {
        let sent = NewConversation {
            subject: "Hi".into(),
            description: "a\n\nb  <c>".into(),
            ..NewConversation::default()
        };
        let as_html = NewConversation {
            description: html_from_text(&sent.description),
            ..sent.clone()
        };
        let found = CustomerConversation {
            created_at: 1_000,
            subject: "Hi".into(),
            description_text: "a\nb <c>\n".into(),
            ..CustomerConversation::default()
        };
        assert!(is_the_one_sent(&found, &sent, 1_200));
        assert!(is_the_one_sent(&found, &as_html, 1_200));
        assert!(!is_the_one_sent(&found, &sent, 1_301));
        let other = CustomerConversation {
            subject: "Ho".into(),
            ..found
        };
        assert!(!is_the_one_sent(&other, &sent, 1_200));
    }
}
