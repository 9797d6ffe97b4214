//! The form's sentences.

use std::borrow::Cow;

use support_wire::limits;

use crate::model::{
    draft::Field,
    fields::{FieldRule, Kind},
    validate::Fault,
};

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
/// The same where this page shows no conversations.
pub const WHAT_COMES_NEXT_ELSEWHERE: &str = "Somebody reads it and answers you.";
/// The same where nobody knows who the customer is.
pub const WHAT_COMES_NEXT_BY_MAIL: &str =
    "Somebody reads it and answers you at the address that you gave.";
/// Leads from a receipt to the conversation.
pub const OPEN_IT: &str = "Open it";
/// The button of a receipt that leads to the list.
pub const SEE_IN_LIST: &str = "See it in My conversations";
/// The button of a receipt that leads to an empty form.
pub const SEND_ANOTHER: &str = "Send another";

/// Stands beside the label of a field that may be left out.
pub const OPTIONAL: &str = "optional";
/// The choice of a field in which nothing is chosen.
pub const CHOOSE: &str = "Choose one";
/// Opens the list of what goes along unseen.
pub const ALONG: &str = "What we send along with your request";
/// The label of the field that no person sees, for those who find it all the same.
pub const TRAP: &str = "Leave this empty";

/// What a field is called.
#[must_use]
pub fn label(rule: &FieldRule) -> Cow<'_, str> {
    match &rule.label {
        Some(label) => Cow::Borrowed(label),
        None => Cow::Borrowed(standard_label(&rule.field)),
    }
}

fn standard_label(field: &Field) -> &str {
    match field {
        Field::Contact => "Your e-mail address or telephone number",
        Field::Name => "Your name",
        Field::Brand => "Which of our brands is it about?",
        Field::Subject => "Subject",
        Field::Description => "Description",
        Field::Priority => "Priority",
        Field::Trap | Field::Custom(_) => field.as_str(),
    }
}

/// What helps to fill a field in.
#[must_use]
pub fn hint(rule: &FieldRule) -> Option<&str> {
    rule.hint.as_deref().or(match (&rule.field, &rule.kind) {
        (Field::Contact, _) => Some("We answer you there."),
        (Field::Description, _) => Some("What happened, and what did you expect?"),
        (_, Kind::Link) => Some("A link that we can open, for instance to a shared folder."),
        _ => None,
    })
}

/// Why nothing can be sent although somebody may be signed in, and what is safe.
pub const UNCONFIRMED: &str = "We could not confirm just now who you are. You can write all the same: it is kept on this \
     device, and so is what you wrote before; we show that again as soon as we know that it is you.";

/// What is wrong with a field, as something to do. `rule` is what the form asks of it, if it does.
#[must_use]
pub fn fault(field: &Field, rule: Option<&FieldRule>, fault: Fault) -> String {
    let label = rule.map_or(Cow::Borrowed(standard_label(field)), label);
    let kind = rule.map(|rule| &rule.kind);
    match (field, kind, fault) {
        (Field::Contact, _, Fault::Missing | Fault::NotAnAddress) => {
            "Enter an e-mail address, like ann@example.com, or a telephone number.".to_owned()
        }
        (Field::Subject, _, Fault::Missing) => "Enter a subject, in a few words.".to_owned(),
        (Field::Description, _, Fault::Missing) => "Describe what you need help with.".to_owned(),
        (_, Some(Kind::Consent), Fault::Missing) => "Tick the box if you agree.".to_owned(),
        (_, Some(Kind::Several(_)), Fault::Missing) => of_field(&label, "choose at least one."),
        (_, Some(Kind::One(_) | Kind::Brand(_)), Fault::Missing) | (_, _, Fault::NotAChoice) => {
            of_field(&label, "choose one.")
        }
        (_, Some(Kind::Nested { .. }), Fault::Missing) => {
            of_field(&label, "choose down to the last step.")
        }
        (_, Some(Kind::Date), Fault::Missing) => of_field(&label, "enter a date."),
        (_, _, Fault::Missing) => of_field(&label, "fill this in."),
        (_, _, Fault::NotAnEmail) => {
            of_field(&label, "enter an e-mail address, like ann@example.com.")
        }
        (_, _, Fault::NotANumber) => of_field(&label, "enter a number in digits, like 12 or 1.5."),
        (_, _, Fault::NotADay) => {
            of_field(&label, "enter the whole date, with day, month and year.")
        }
        (_, _, Fault::NotALink) => {
            of_field(&label, "enter a web address that begins with https://.")
        }
        (Field::Description, Some(_), Fault::TooLong) => {
            "This is longer than we can take. Shorten it.".to_owned()
        }
        (_, _, Fault::TooLong) => {
            let most = rule.map_or(limits::FIELD_LINE_MAX_CHARS, |rule| rule.max_chars);
            of_field(
                &label,
                &format!("shorten it to {most} characters or fewer."),
            )
        }
        (_, _, Fault::NotAnAddress | Fault::NotAccepted) => {
            of_field(&label, "this was not accepted. Change it and send again.")
        }
    }
}

/// What to do about a field, after its name. A name that is a question stands for itself.
fn of_field(label: &str, what_to_do: &str) -> String {
    if !label.ends_with(['?', '!', '.']) {
        return format!("{label}: {what_to_do}");
    }
    let mut sentence = what_to_do.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{label} {sentence}")
}

/// How much room is left in a field; how much too long it is, where that is negative.
#[must_use]
pub fn room_left(characters: i64) -> String {
    match characters {
        1 => "1 character left".to_owned(),
        -1 => "1 character too many".to_owned(),
        0.. => format!("{characters} characters left"),
        _ => format!("{} characters too many", -characters),
    }
}

/// The number of a sent request, and nothing that is not known yet.
#[must_use]
pub fn receipt(number: i64) -> String {
    format!("It is number {number}.")
}

#[cfg(test)]
mod tests {
    use super::of_field;

    #[test]
    fn what_to_do_follows_the_fields_name() {
        let said = |label| of_field(label, "choose one.");
        assert_eq!(said("Topic"), "Topic: choose one.");
        assert_eq!(said("Which item?"), "Which item? Choose one.");
    }
}
