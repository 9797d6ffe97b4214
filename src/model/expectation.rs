//! "When will I hear back?"

use support_wire::{CustomerConversation, Status};

/// What a customer may expect of a conversation next. Times are in epoch seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// A first answer by then.
    Answer(i64),
    /// A first answer was due then, and has not come.
    AnswerMissed(i64),
    /// A solution by then; support has answered already.
    Solution(i64),
    /// A solution was due then, and is not there.
    SolutionMissed(i64),
    /// The clock is paused: it is somebody else's turn, most likely the customer's.
    Waiting,
}

/// What a customer may expect next, if anything can be said. Nothing is said of what is resolved, of
/// a desk without targets, or of a status of the desk's own, which may have stopped the clock.
#[must_use]
pub fn expectation(conversation: &CustomerConversation, now: i64) -> Option<Expectation> {
    match &conversation.status {
        Some(Status::Pending) => return Some(Expectation::Waiting),
        Some(Status::Open) | None => {}
        Some(Status::Resolved | Status::Closed | Status::Other(_)) => return None,
    }
    let is_answered = conversation.first_response_time.is_some();
    let due = if is_answered {
        conversation.due
    } else {
        conversation.first_response_due
    };
    let due = due.filter(|due| *due > 0)?;
    Some(match (is_answered, now <= due) {
        (false, true) => Expectation::Answer(due),
        (false, false) => Expectation::AnswerMissed(due),
        (true, true) => Expectation::Solution(due),
        (true, false) => Expectation::SolutionMissed(due),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> CustomerConversation {
        CustomerConversation {
            status: Some(Status::Open),
            first_response_due: Some(100),
            due: Some(200),
            ..CustomerConversation::default()
        }
    }

    #[test]
    fn the_next_promise_counts_and_a_missed_one_is_owned_up_to() {
        let unanswered = open();
        assert_eq!(
            expectation(&unanswered, 100),
            Some(Expectation::Answer(100))
        );
        assert_eq!(
            expectation(&unanswered, 101),
            Some(Expectation::AnswerMissed(100))
        );
        let answered = CustomerConversation {
            first_response_time: Some(90),
            ..open()
        };
        assert_eq!(
            expectation(&answered, 150),
            Some(Expectation::Solution(200))
        );
        assert_eq!(
            expectation(&answered, 201),
            Some(Expectation::SolutionMissed(200))
        );
    }

    #[test]
    fn without_a_running_clock_nothing_is_promised() {
        let with = |status: &str| CustomerConversation {
            status: Some(Status::from(status)),
            ..open()
        };
        assert_eq!(
            expectation(&with("Pending"), 500),
            Some(Expectation::Waiting)
        );
        for status in ["Resolved", "Closed", "Waiting for parts"] {
            assert_eq!(expectation(&with(status), 500), None, "{status}");
        }
        for due in [None, Some(0)] {
            let untimed = CustomerConversation {
                first_response_due: due,
                ..open()
            };
            assert_eq!(expectation(&untimed, 500), None);
        }
    }
}
