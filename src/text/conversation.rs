//! What is said around one conversation.

use support_wire::{CustomerConversation, Status};
use yew::AttrValue;

use super::Texts;
use crate::model::expectation::{Expectation, expectation};

impl Texts {
    /// What leads to the messages before those in view; `hidden`: how many, 0 where nobody knows.
    #[must_use]
    pub fn earlier(&self, hidden: u64) -> AttrValue {
        match hidden {
            0 => self.show_earlier_some(),
            hidden => self.show_earlier(hidden),
        }
    }

    /// What is said aloud when messages have come.
    #[must_use]
    pub fn messages_there(&self, shown: usize, hidden: u64) -> AttrValue {
        match hidden {
            0 => self.messages_shown(shown),
            hidden => self.messages_shown_of(shown, hidden),
        }
    }

    /// What a follow-up does, by where the conversation stands.
    #[must_use]
    pub fn follow_up(&self, status: Option<&Status>) -> AttrValue {
        match status {
            Some(Status::Resolved) => self.follow_up_resolved(),
            Some(Status::Closed) => self.follow_up_closed(),
            _ => self.follow_up_hint(),
        }
    }

    /// What a customer may expect of a conversation next; nothing where nothing can be said. `now` is in
    /// epoch seconds.
    #[must_use]
    pub fn expectation(&self, row: &CustomerConversation, now: i64) -> Option<AttrValue> {
        let time = |by| self.brief_time(now, by);
        Some(match expectation(row, now)? {
            Expectation::Answer(by) => self.answer_expected(&time(by)),
            Expectation::AnswerMissed(by) => self.answer_missed(&time(by)),
            Expectation::Solution(by) => self.solution_expected(&time(by)),
            Expectation::SolutionMissed(by) => self.solution_missed(&time(by)),
            Expectation::Waiting => self.waiting(),
        })
    }

    /// The same in few words, for a row of the list: when a first answer is to come.
    #[must_use]
    pub fn expectation_of_row(&self, row: &CustomerConversation, now: i64) -> Option<AttrValue> {
        match expectation(row, now)? {
            Expectation::Answer(by) => Some(self.answer_of_row(&self.brief_time(now, by))),
            Expectation::AnswerMissed(_) => Some(self.late_answer_of_row()),
            // The status says it, or the conversation itself.
            Expectation::Waiting | Expectation::Solution(_) | Expectation::SolutionMissed(_) => {
                None
            }
        }
    }
}
