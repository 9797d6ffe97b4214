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
    assert_eq!(form.errors.get(&Field::Subject), Some(Fault::Missing));
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
        assert_eq!(
            form.draft.get(&Field::Description),
            Some(&"my words".into())
        );
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

fn subject(form: &Submission) -> &str {
    form.draft.get(&Field::Subject).map_or("", Value::text)
}

fn kept() -> Draft {
    Draft::default().with(Field::Subject, "Kept")
}

#[test]
fn a_kept_draft_comes_back_unless_something_was_typed() {
    let form = after([SubmissionAction::Restored(kept())]);
    assert_eq!(subject(&form), "Kept");
    assert!(form.is_restored && form.holds_words());
    let form = form.reduce(typed(Field::Subject, "Kept, and changed"));
    assert!(!form.is_restored && form.holds_words());

    let restored = SubmissionAction::Restored(kept());
    let form = after([typed(Field::Subject, "New"), restored]);
    assert_eq!(subject(&form), "New");
}

#[test]
fn what_stood_in_the_form_when_the_module_stopped_stands_there_again() {
    let form = Submission::rescued(kept());
    assert!(form.is_rescued && form.holds_words());
    let (earlier, whole) = (kept(), kept().with(Field::Description, "Typed"));
    for (action, is_restored) in [
        (SubmissionAction::Restored(whole.clone()), true),
        (SubmissionAction::Resumed("key".into(), whole), false),
    ] {
        let form = Rc::new(Submission::rescued(earlier.clone())).reduce(action);
        assert_eq!(form.draft.get(&Field::Description), Some(&"Typed".into()));
        assert_eq!((form.is_restored, form.is_rescued), (is_restored, false));
    }
    let form = Rc::new(form).reduce(typed(Field::Subject, "Other"));
    assert!(!form.is_rescued && !form.is_free());
    assert_eq!(Submission::rescued(Draft::default()), Submission::default());
}

#[test]
fn a_request_on_its_way_comes_back_unless_something_was_typed() {
    let resumed = || SubmissionAction::Resumed("key".into(), kept());
    let form = after([resumed()]);
    assert_eq!((form.posted(), subject(&form)), (Some("key"), "Kept"));
    assert!(!form.holds_words());
    let form = after([typed(Field::Subject, "New"), resumed()]);
    assert_eq!((form.posted(), subject(&form)), (None, "New"));
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

fn prefilled(field: Field, value: &str) -> SubmissionAction {
    SubmissionAction::Prefilled(vec![(field, value.into())], FormRules::default())
}

#[test]
fn what_the_page_fills_in_is_nobodys_words() {
    let form = after([prefilled(Field::Subject, "Order 7")]);
    assert_eq!(subject(&form), "Order 7");
    assert!(!form.holds_words(), "nothing would be lost");
    let form = form.reduce(prefilled(Field::Subject, "Order 8"));
    assert_eq!(subject(&form), "Order 8");
    let form = form.reduce(SubmissionAction::Restored(kept()));
    assert_eq!(subject(&form), "Kept", "the customer's own words go before");
}

#[test]
fn the_page_fills_in_only_what_the_customer_has_left_empty() {
    let form = after([
        typed(Field::Subject, "Mine"),
        prefilled(Field::Subject, "Order 7"),
        prefilled(Field::Description, "About order 7:"),
        prefilled(Field::Trap, "a program's"),
    ]);
    assert_eq!(subject(&form), "Mine");
    let filled_in = Some(&"About order 7:".into());
    assert_eq!(form.draft.get(&Field::Description), filled_in);
    assert_eq!(form.draft.get(&Field::Trap), None);
}

#[test]
fn a_form_on_its_way_is_not_filled_in_and_a_receipt_gives_way() {
    let form = after([typed(Field::Subject, "Mine"), posted()]);
    let later = form.clone().reduce(prefilled(Field::Description, "more"));
    assert_eq!(later, form);
    let form = form.reduce(received("key"));
    let form = form.reduce(prefilled(Field::Subject, "Order 7"));
    assert_eq!((subject(&form), &form.phase), ("Order 7", &Phase::Editing));
}

#[test]
fn what_the_page_fills_in_is_no_longer_missing() {
    let form = after([
        missing(Field::Subject),
        prefilled(Field::Subject, "Order 7"),
    ]);
    assert!(form.errors.is_empty());
}

#[test]
fn what_is_being_composed_is_not_judged_before_it_is_whole() {
    let composing = |is| SubmissionAction::Composing(is, FormRules::default());
    let form = after([
        missing(Field::Subject),
        composing(true),
        typed(Field::Subject, "ｋ"),
    ]);
    assert_eq!(form.errors.get(&Field::Subject), Some(Fault::Missing));
    assert_eq!(
        form.draft.get(&Field::Subject),
        Some(&"ｋ".into()),
        "it is kept all the same"
    );
    let form = form.reduce(typed(Field::Subject, "靴"));
    assert!(form.reduce(composing(false)).errors.is_empty());
}
