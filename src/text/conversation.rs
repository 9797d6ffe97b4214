//! The sentences around one conversation.

use support_wire::Status;

use crate::model::{failure::Failure, follow_up::FollowUp};

/// The way back.
pub const BACK_TO_LIST: &str = "Back to My conversations";
/// While a conversation is on its way.
pub const LOADING_CONVERSATION: &str = "Loading the conversation…";
/// The title where there is no conversation to show.
pub const CONVERSATION_TITLE: &str = "Conversation";
/// It is not there, or it is somebody else's: nobody says which.
pub const NOT_FOUND: &str = "We found no conversation of yours with this number. It may have been removed, or it was sent \
     under another address.";
/// Who wrote the customer's own words.
pub const YOU: &str = "You";
/// Who wrote the help desk's words, where no name is told.
pub const SUPPORT: &str = "Support";
/// Whoever wrote this.
pub const SOMEBODY: &str = "Message";
/// What the messages are called.
pub const MESSAGES: &str = "Messages";
/// A message without words.
pub const NO_TEXT: &str = "(no text)";
/// Shows all of a long text.
pub const SHOW_WHOLE: &str = "Show the whole message";
/// What the details that were asked for are called.
pub const DETAILS: &str = "Details";
/// What labels are called.
pub const TAGS: &str = "Tags";
/// Asks for replies while some are on their way.
pub const LOADING_MESSAGES: &str = "Loading messages…";
/// Nothing was answered yet.
pub const NO_REPLIES: &str = "No answer yet.";
/// Opens the form with a follow-up in it.
pub const WRITE_FOLLOW_UP: &str = "Write a follow-up";
/// Where the form holds something else.
pub const FORM_IN_USE: &str = "You have begun another request, and it is kept. Send it or clear it, then \
     write the follow-up.";
/// Leads to what has been begun.
pub const SHOW_FORM: &str = "Show what I have begun";

/// Asks for the messages before those in view.
#[must_use]
pub fn show_earlier(hidden: u64) -> String {
    match hidden {
        0 => "Show earlier messages".to_owned(),
        1 => "Show 1 earlier message".to_owned(),
        more => format!("Show {more} earlier messages"),
    }
}

/// What is said aloud when messages have come.
#[must_use]
pub fn messages_shown(shown: usize, hidden: u64) -> String {
    if hidden == 0 {
        format!("{shown} messages")
    } else {
        format!("{shown} messages, {hidden} earlier ones not shown")
    }
}

/// The status that a conversation had, beside the one that it has.
#[must_use]
pub fn status_before(before: &str) -> String {
    format!("was {before}")
}

/// What is said aloud when the status has changed, before what there is to read.
#[must_use]
pub fn status_changed(now: &str, before: &str, messages: &str) -> String {
    format!("The status is now {now}; it was {before}. {messages}")
}

/// When it was resolved.
#[must_use]
pub fn resolved(relative: &str) -> String {
    format!("Resolved {relative}")
}

/// A time on another day that has a name.
#[must_use]
pub fn day_at(day: &str, time: &str) -> String {
    format!("{day} at {time}")
}

/// A first answer is expected.
#[must_use]
pub fn answer_expected(time: &str) -> String {
    format!("We aim to answer by {time}.")
}

/// A first answer was expected and has not come.
#[must_use]
pub fn answer_missed(time: &str) -> String {
    format!(
        "We said {time} and have missed it. Your request is still in line; nothing is needed from \
         you."
    )
}

/// A first answer is expected, in a row of the list.
#[must_use]
pub fn answer_of_row(time: &str) -> String {
    format!("We aim to answer by {time}")
}

/// A first answer was expected and has not come, in a row of the list.
pub const LATE_ANSWER_OF_ROW: &str = "Our answer is late; you are still in line";

/// A solution is expected.
#[must_use]
pub fn solution_expected(time: &str) -> String {
    format!("We aim to have this solved by {time}.")
}

/// A solution was expected and is not there.
#[must_use]
pub fn solution_missed(time: &str) -> String {
    format!(
        "We wanted this solved by {time} and have missed it. We are still on it; nothing is needed \
         from you."
    )
}

/// The clock is paused.
pub const WAITING: &str = "This is waiting. The last message says for what.";

/// What a follow-up does, by where the conversation stands.
#[must_use]
pub fn follow_up_hint(status: Option<&Status>) -> &'static str {
    match status {
        Some(Status::Resolved) => {
            "This request is resolved. A follow-up is a new request that names this one; this one \
             stays resolved."
        }
        Some(Status::Closed) => {
            "This request is closed for good. A follow-up is a new request that names this one."
        }
        _ => {
            "Anything to add? A follow-up is a new request that names this one, so that we see both."
        }
    }
}

/// The first line of a follow-up.
#[must_use]
pub fn follow_up_reference(follow_up: &FollowUp) -> String {
    format!(
        "This follows up my request number {}.\n\n",
        follow_up.number
    )
}

/// Why a conversation or its messages are not shown, and what to do.
#[must_use]
pub fn for_conversation_failure(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "You are offline. The conversation is shown when you are back.",
        Failure::Refused(problem) if problem.status == 401 => {
            "Your session has expired. Sign in again to read this conversation."
        }
        Failure::Refused(problem) if problem.status == 429 => {
            "The help desk is busy. Wait a minute, then try again."
        }
        _ => "We could not load this conversation. Nothing is lost; try again in a minute.",
    }
}

/// Why earlier messages are not shown, and what to do.
pub const EARLIER_FAILED: &str =
    "We could not load the earlier messages. What you see is still right; try again in a minute.";
/// Why messages are not shown, and what to do.
pub const MESSAGES_FAILED: &str = "We could not load the newest messages. What you see may be out of date; try again in a minute.";
