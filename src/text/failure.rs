//! What is said when something fails.

use yew::AttrValue;

use super::Texts;
use crate::model::failure::{Failure, Problem};

impl Texts {
    /// Why a form was not sent although nothing of it has arrived, what is safe, and what to do.
    #[must_use]
    pub fn for_send_failure(&self, failure: &Failure) -> AttrValue {
        match failure {
            Failure::Offline => self.send_offline(),
            Failure::Unreachable | Failure::TimedOut | Failure::Unreadable => {
                self.send_unanswered()
            }
            Failure::Refused(problem) => self.for_refused_send(problem),
            Failure::Foreign => self.foreign(),
        }
    }

    fn for_refused_send(&self, problem: &Problem) -> AttrValue {
        match problem.status {
            401 => self.send_expired(),
            403 => self.send_forbidden(),
            404 => self.send_nowhere(),
            413 => self.send_too_long(),
            429 => self.send_too_many(),
            408 | 409 | 500.. => self.send_trouble(),
            _ => self.send_refused(),
        }
    }

    /// Why a request has not been sent yet, and that this happens by itself.
    #[must_use]
    pub fn for_waiting(&self, failure: &Failure) -> AttrValue {
        match failure {
            Failure::Offline => self.waiting_offline(),
            failure if failure.is_in_doubt() => self.waiting_in_doubt(),
            Failure::Refused(problem) if problem.status == 429 => self.waiting_too_many(),
            _ => self.waiting_trouble(),
        }
    }

    /// Why a request has not been sent, where that needs the customer.
    #[must_use]
    pub fn for_resting(&self, failure: &Failure) -> AttrValue {
        if failure.is_in_doubt() {
            self.resting_in_doubt()
        } else {
            self.for_send_failure(failure)
        }
    }

    /// Why the list is not shown, and what to do.
    #[must_use]
    pub fn for_list_failure(&self, failure: &Failure) -> AttrValue {
        match failure {
            Failure::Offline => self.list_offline(),
            Failure::Unreachable => self.list_unreachable(),
            Failure::TimedOut => self.list_timed_out(),
            Failure::Unreadable => self.list_unreadable(),
            Failure::Refused(problem) => match problem.status {
                401 => self.list_expired(),
                403 => self.list_forbidden(),
                429 => self.busy(),
                _ => self.list_trouble(),
            },
            Failure::Foreign => self.foreign(),
        }
    }

    /// Why a conversation or its messages are not shown, and what to do.
    #[must_use]
    pub fn for_conversation_failure(&self, failure: &Failure) -> AttrValue {
        match failure {
            Failure::Offline => self.conversation_offline(),
            Failure::Refused(problem) if problem.status == 401 => self.conversation_expired(),
            Failure::Refused(problem) if problem.status == 429 => self.busy(),
            _ => self.conversation_trouble(),
        }
    }
}

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
        let texts = Texts::default();
        for line in table() {
            for sentence in [
                texts.for_send_failure(&line.failure),
                texts.for_waiting(&line.failure),
                texts.for_resting(&line.failure),
                texts.for_list_failure(&line.failure),
                texts.for_conversation_failure(&line.failure),
            ] {
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(sentence.len() > 30, "{sentence}");
                assert!(!sentence.contains("Oops"), "{sentence}");
            }
            let refused = line.failure.status() == Some(413);
            let sentence = texts.for_send_failure(&line.failure);
            let is_safe = safe.iter().any(|words| sentence.contains(words));
            assert!(
                is_safe || refused || line.failure == Failure::Foreign,
                "what is safe? {sentence}"
            );
        }
    }

    #[test]
    fn what_may_have_arrived_is_never_said_to_have_failed() {
        let texts = Texts::default();
        for line in table().into_iter().filter(|line| line.is_in_doubt) {
            for sentence in [
                texts.for_waiting(&line.failure),
                texts.for_resting(&line.failure),
            ] {
                assert!(sentence.contains("not sure it arrived"), "{sentence}");
            }
        }
    }

    #[test]
    fn what_is_not_in_doubt_is_not_said_to_be() {
        let texts = Texts::default();
        for line in table().into_iter().filter(|line| !line.is_in_doubt) {
            for sentence in [
                texts.for_waiting(&line.failure),
                texts.for_resting(&line.failure),
            ] {
                assert!(!sentence.contains("not sure"), "{sentence}");
            }
        }
    }
}
