//! Every sentence that a customer reads, by name. Each says what happened, what is safe and what to
//! do next; none is written anywhere else.

use support_wire::{Priority, Status, limits};

use crate::model::{
    draft::Field,
    failure::{Failure, Problem},
    filter::Order,
    validate::Fault,
};

/// The language of these sentences, for the dates and numbers among them.
pub const LANGUAGE: &str = "en";
/// The direction in which that language is written, whatever the page around it is.
pub const DIRECTION: &str = "ltr";

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
/// The button of a receipt that leads to the list.
pub const SEE_IN_LIST: &str = "See it in My conversations";
/// The button of a receipt that leads to an empty form.
pub const SEND_ANOTHER: &str = "Send another";

/// The list's title.
pub const LIST_TITLE: &str = "My conversations";
/// What switches between the form and the list on narrow screens.
pub const VIEWS: &str = "Support";
/// What the status filter is called.
pub const FILTER: &str = "Filter by status";
/// Takes all filters away.
pub const CLEAR: &str = "Clear";
/// What the choice of an order is called.
pub const SORT: &str = "Sort by";
/// Asks for the next page.
pub const SHOW_MORE: &str = "Show more";
/// While rows are on their way.
pub const LOADING: &str = "Loading your conversations…";
/// Asks for something again.
pub const TRY_AGAIN: &str = "Try again";
/// The list is empty.
pub const EMPTY: &str = "You have no conversations yet.";
/// The button of the empty list.
pub const EMPTY_ACTION: &str = "Write to us";
/// The filter matches nothing.
pub const NOTHING_MATCHES: &str = "No conversation matches these filters.";
/// The button for it.
pub const CLEAR_FILTERS: &str = "Clear filters";
/// Nobody knows whose list it is.
pub const NO_REQUESTER: &str =
    "We don’t know who you are yet. Sign in to this portal to see your conversations.";
/// A conversation without a subject.
pub const NO_SUBJECT: &str = "(no subject)";

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

/// Why a form was not sent, what is safe, and what to do.
#[must_use]
pub fn for_send_failure(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "You are offline. Your text is kept here; send it when you are back.",
        Failure::Unreachable => {
            "We could not send it: the help desk cannot be reached. Your text is kept. Check your \
             connection, then send it again."
        }
        Failure::TimedOut | Failure::Unreadable => {
            "We are not sure it arrived. Your text is kept. When you send it again we look for it \
             first, so that you do not end up with two."
        }
        Failure::Refused(problem) => refused_send(problem),
        Failure::Foreign => OF_SOMEBODY_ELSE,
    }
}

fn refused_send(problem: &Problem) -> &'static str {
    match problem.status {
        401 => "Your session has expired. Sign in again to send this; your text is still here.",
        403 => {
            "You are not allowed to send requests here. Your text is kept; ask the people who \
                run this portal."
        }
        413 => "Your request is longer than we can take. Shorten it, then send it again.",
        429 => {
            "There were several requests in a short time. Your text is kept. Wait a minute, \
                then send it again."
        }
        500.. => {
            "The help desk had a problem. Your text is kept. Wait a minute, then send it \
                  again; we look for it first, so that you do not end up with two."
        }
        _ => {
            "The help desk did not accept this request. Your text is kept. Change it, then send \
              it again."
        }
    }
}

/// Why the list is not shown, and what to do.
#[must_use]
pub fn for_list_failure(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "You are offline. Your conversations are shown when you are back.",
        Failure::Unreachable => {
            "We could not load your conversations: the help desk cannot be reached. Check your \
             connection, then try again."
        }
        Failure::TimedOut => {
            "Loading your conversations took too long. Nothing is lost; try again."
        }
        Failure::Unreadable => {
            "We could not read the help desk’s answer. Nothing is lost; try again in a minute."
        }
        Failure::Refused(problem) => refused_list(problem),
        Failure::Foreign => OF_SOMEBODY_ELSE,
    }
}

fn refused_list(problem: &Problem) -> &'static str {
    match problem.status {
        401 => "Your session has expired. Sign in again to see your conversations.",
        403 => "You are not allowed to see conversations here. Ask the people who run this portal.",
        429 => "The help desk is busy. Wait a minute, then try again.",
        _ => "The help desk had a problem. Nothing is lost; try again in a minute.",
    }
}

const OF_SOMEBODY_ELSE: &str = "We could not make sure that these conversations are yours, so we \
                                show none. Please tell the people who run this portal.";

/// A status in the customer's words; one that we do not know is shown as it is.
#[must_use]
pub fn status(status: &Status) -> &str {
    status.as_str()
}

/// A priority in the customer's words.
#[must_use]
pub fn priority(priority: &Priority) -> &str {
    priority.as_str()
}

/// A priority beside a conversation, where the word alone would not say what it is.
#[must_use]
pub fn priority_of_row(priority: &Priority) -> String {
    format!("{priority} priority")
}

/// An order's name.
#[must_use]
pub fn order(order: Order) -> &'static str {
    match order {
        Order::NewestFirst => "Newest first",
        Order::OldestFirst => "Oldest first",
        Order::RecentlyUpdated => "Recently updated",
        Order::LeastRecentlyUpdated => "Longest without update",
    }
}

/// How much of the list is in view.
#[must_use]
pub fn shown_of(shown: usize, total: u64) -> String {
    format!("{shown} of {total}")
}

/// The same, for those who hear it.
#[must_use]
pub fn shown_of_spoken(shown: usize, total: u64) -> String {
    format!("{shown} of {total} conversations shown")
}

/// When a conversation was made.
#[must_use]
pub fn made(relative: &str) -> String {
    format!("Sent {relative}")
}

/// When a conversation last changed.
#[must_use]
pub fn updated(relative: &str) -> String {
    format!("Updated {relative}")
}
