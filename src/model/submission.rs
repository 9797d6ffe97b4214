//! The life of a form: typed, posted, refused or received.

use std::rc::Rc;

use support_wire::CustomerConversation;
use yew::Reducible;

use crate::model::{
    draft::{Draft, Field},
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
    /// Fields that had a fault when the form was last sent: they are checked while typing.
    watched: Vec<Field>,
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
    Typed(Field, String, FormRules),
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

    fn typed(&mut self, field: Field, value: String, rules: &FormRules) {
        self.is_touched = true;
        self.is_restored = false;
        self.draft.set(field, value);
        if self.watched.contains(&field) {
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
        self.watched = errors.iter().map(|(field, _)| field).collect();
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
    fn is_free(&self) -> bool {
        !self.is_touched && self.phase == Phase::Editing
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
            _ => {}
        }
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            SubmissionAction::Typed(field, value, rules) => next.typed(field, value, &rules),
            SubmissionAction::Rejected(errors) => next.rejected(errors),
            SubmissionAction::Posted(key) => {
                next.errors = FieldErrors::default();
                next.watched.clear();
                next.is_restored = false;
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
                next.draft = draft;
                next.is_restored = true;
            }
            SubmissionAction::Resumed(key, draft) => {
                next.draft = draft;
                next.is_touched = true;
                next.phase = Phase::Posted(key);
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
pub fn is_the_one_sent(found: &CustomerConversation, draft: &Draft, attempt_began: i64) -> bool {
    const CLOCKS_DIFFER_SECONDS: i64 = 300;
    found.created_at >= attempt_began - CLOCKS_DIFFER_SECONDS
        && same_words(&found.subject, &draft.subject)
        && same_words(&found.description_text, &draft.description)
}

/// Servers fold white space on the way from HTML to text, so only the words are compared.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

#[cfg(test)]
mod tests {
    use support_wire::FieldProblem;

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

    fn posted() -> SubmissionAction {
        SubmissionAction::Posted("key".into())
    }

    fn refused(failure: Failure) -> SubmissionAction {
        SubmissionAction::Refused("key".into(), failure)
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
        assert_eq!(form.errors.get(Field::Subject), Some(Fault::Missing));
    }

    #[test]
    fn each_rejection_counts_so_that_focus_moves_again() {
        let form = after([missing(Field::Subject), missing(Field::Subject)]);
        assert_eq!(form.phase, Phase::Rejected(2));
    }

    #[test]
    fn every_failure_keeps_what_was_typed() {
        for line in crate::model::failure::table() {
            let form = after([
                typed(Field::Description, "my words"),
                posted(),
                refused(line.failure),
            ]);
            assert_eq!(form.draft.description, "my words");
            assert!(form.holds_words());
        }
    }

    fn received(key: &str) -> SubmissionAction {
        let receipt = Receipt {
            number: 7,
            first_response_due: None,
        };
        SubmissionAction::Received(key.into(), receipt)
    }

    #[test]
    fn success_empties_the_form() {
        let form = after([typed(Field::Subject, "x"), posted(), received("key")]);
        assert_eq!(form.draft, Draft::default());
        assert!(matches!(&form.phase, Phase::Sent(receipt) if receipt.number == 7));
    }

    #[test]
    fn what_becomes_of_another_request_does_not_touch_the_form() {
        let form = after([typed(Field::Subject, "x"), posted()]);
        for action in [
            received("other"),
            SubmissionAction::Refused("other".into(), Failure::Offline),
            SubmissionAction::Gone("other".into()),
        ] {
            assert_eq!(form.clone().reduce(action), form);
        }
        let form = form.reduce(SubmissionAction::Gone("key".into()));
        assert_eq!(*form, Submission::default());
    }

    fn kept() -> Draft {
        Draft {
            subject: "Kept".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_kept_draft_comes_back_unless_something_was_typed() {
        let form = after([SubmissionAction::Restored(kept())]);
        assert_eq!(form.draft.subject, "Kept");
        assert!(form.is_restored && form.holds_words());
        let form = form.reduce(typed(Field::Subject, "Kept, and changed"));
        assert!(!form.is_restored && form.holds_words());

        let restored = SubmissionAction::Restored(kept());
        let form = after([typed(Field::Subject, "New"), restored]);
        assert_eq!(form.draft.subject, "New");
    }

    #[test]
    fn a_request_on_its_way_comes_back_unless_something_was_typed() {
        let resumed = || SubmissionAction::Resumed("key".into(), kept());
        let form = after([resumed()]);
        assert_eq!(
            (form.posted(), form.draft.subject.as_str()),
            (Some("key"), "Kept")
        );
        assert!(!form.holds_words());
        let form = after([typed(Field::Subject, "New"), resumed()]);
        assert_eq!((form.posted(), form.draft.subject.as_str()), (None, "New"));
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
        let form = after([posted(), refused(Failure::Refused(problem))]);
        assert_eq!(form.errors.get(Field::Subject), Some(Fault::NotAccepted));
        assert_eq!(form.phase, Phase::Rejected(1));
    }

    #[test]
    fn a_sent_form_is_known_again_by_its_words() {
        let draft = Draft {
            subject: "Hi".into(),
            description: "a\n\nb  c".into(),
            ..Draft::default()
        };
        let found = CustomerConversation {
            created_at: 1_000,
            subject: "Hi".into(),
            description_text: "a\nb c\n".into(),
            ..CustomerConversation::default()
        };
        assert!(is_the_one_sent(&found, &draft, 1_200));
        assert!(!is_the_one_sent(&found, &draft, 1_301));
        let other = CustomerConversation {
            subject: "Ho".into(),
            ..found
        };
        assert!(!is_the_one_sent(&other, &draft, 1_200));
    }
}
