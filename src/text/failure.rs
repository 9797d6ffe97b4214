//! What a customer reads when something fails.

use crate::model::failure::{Failure, Problem};

/// Why a form was not sent although nothing of it has arrived, what is safe, and what to do.
#[must_use]
pub fn for_send_failure(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "You are offline. Your text is kept here; send it when you are back.",
        Failure::Unreachable | Failure::TimedOut | Failure::Unreadable => {
            "We could not send it just now. Your text is kept; send it again in a minute."
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
        404 => {
            "We could not find the help desk. Your text is kept; please tell the people who run \
                this portal."
        }
        413 => "Your request is longer than we can take. Shorten it, then send it again.",
        429 => {
            "There were several requests in a short time. Your text is kept. Wait a minute, \
                then send it again."
        }
        408 | 409 | 500.. => {
            "The help desk had a problem. Your text is kept; send it again in a minute."
        }
        _ => {
            "The help desk did not accept this request. Your text is kept. Change it, then send \
              it again."
        }
    }
}

/// Why a request has not been sent yet, and that this happens by itself.
#[must_use]
pub fn for_waiting(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "It is kept, and sent by itself when you are back online.",
        failure if failure.is_in_doubt() => {
            "We are not sure it arrived. We try again until we know, so that you do not end up \
              with two; nothing is needed from you."
        }
        Failure::Refused(problem) if problem.status == 429 => {
            "There were several requests in a short time. Yours is kept, and we send it as soon \
             as the help desk takes it; nothing is needed from you."
        }
        _ => {
            "We could not send it just now. Your text is kept, and we try again; nothing is \
              needed from you."
        }
    }
}

/// Why a request has not been sent, where that needs the customer.
#[must_use]
pub fn for_resting(failure: &Failure) -> &'static str {
    if failure.is_in_doubt() {
        "We are not sure it arrived. Your text is kept. When you send it again we look for it \
         first, so that you do not end up with two."
    } else {
        for_send_failure(failure)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::failure::table;

    #[test]
    fn each_failure_has_a_sentence_that_says_what_is_safe_and_what_comes_next() {
        let safe = [
            "kept",
            "still here",
            "Nothing is lost",
            "shown when",
            "not sure it arrived",
        ];
        for line in table() {
            for sentence in [
                for_send_failure(&line.failure),
                for_waiting(&line.failure),
                for_resting(&line.failure),
                for_list_failure(&line.failure),
            ] {
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(sentence.len() > 30, "{sentence}");
                assert!(!sentence.contains("Oops"), "{sentence}");
            }
            let refused = line.failure.status() == Some(413);
            let sentence = for_send_failure(&line.failure);
            let is_safe = safe.iter().any(|words| sentence.contains(words));
            assert!(
                is_safe || refused || line.failure == Failure::Foreign,
                "what is safe? {sentence}"
            );
        }
    }

    #[test]
    fn what_may_have_arrived_is_never_said_to_have_failed() {
        for line in table().into_iter().filter(|line| line.is_in_doubt) {
            for sentence in [for_waiting(&line.failure), for_resting(&line.failure)] {
                assert!(sentence.contains("not sure it arrived"), "{sentence}");
            }
        }
    }

    #[test]
    fn what_is_not_in_doubt_is_not_said_to_be() {
        for line in table().into_iter().filter(|line| !line.is_in_doubt) {
            for sentence in [for_waiting(&line.failure), for_resting(&line.failure)] {
                assert!(!sentence.contains("not sure"), "{sentence}");
            }
        }
    }
}
