//! The form's sentences.

use support_wire::limits;

use crate::model::{draft::Field, validate::Fault};

/// The form's title.
pub const FORM_TITLE: &str = "New request";
/// The button that sends the form.
pub const SEND: &str = "Send";
/// The same button while the form is on its way.
pub const SENDING: &str = "Sending…";
/// The same button after a failure.
pub const SEND_AGAIN: &str = "Send again";
/// The title of the summary of what is wrong with a form.
pub const ERRORS_TITLE: &str = "Please check these fields";
/// The title of a receipt.
pub const SENT_TITLE: &str = "We have your request";
/// What happens after a request was received.
pub const WHAT_COMES_NEXT: &str =
    "Somebody reads it and answers you. You can follow it in My conversations.";
/// The button of a receipt that leads to the list.
pub const SEE_IN_LIST: &str = "See it in My conversations";
/// The button of a receipt that leads to an empty form.
pub const SEND_ANOTHER: &str = "Send another";

/// What a field is called.
#[must_use]
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Contact => "Your e-mail address or telephone number",
        Field::Subject => "Subject",
        Field::Description => "Description",
        Field::Priority => "Priority",
    }
}

/// What helps to fill a field in.
#[must_use]
pub fn hint(field: Field) -> Option<&'static str> {
    match field {
        Field::Contact => Some("We answer you there."),
        Field::Description => Some("What happened, and what did you expect?"),
        Field::Subject | Field::Priority => None,
    }
}

/// What is wrong with a field, as something to do.
#[must_use]
pub fn fault(field: Field, fault: Fault) -> String {
    match (field, fault) {
        (Field::Contact, Fault::Missing | Fault::NotAnAddress) => {
            "Enter an e-mail address, like ann@example.com, or a telephone number.".to_owned()
        }
        (Field::Subject, Fault::Missing) => "Enter a subject, in a few words.".to_owned(),
        (Field::Description, Fault::Missing) => "Describe what you need help with.".to_owned(),
        (Field::Subject, Fault::TooLong) => {
            format!(
                "Shorten the subject to {} characters or fewer.",
                limits::SUBJECT_MAX_CHARS
            )
        }
        (_, Fault::TooLong) => "This is longer than we can take. Shorten it.".to_owned(),
        (field, _) => format!(
            "{} was not accepted. Change it and send again.",
            label(field)
        ),
    }
}

/// The number of a sent request, and nothing that is not known yet.
#[must_use]
pub fn receipt(number: i64) -> String {
    format!("It is number {number}.")
}

/// When an answer is expected.
#[must_use]
pub fn answer_by(time: &str) -> String {
    format!("We aim to answer by {time}.")
}
