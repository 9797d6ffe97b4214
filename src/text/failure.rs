//! What a customer reads when something fails.

use crate::model::failure::{Failure, Problem};

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
