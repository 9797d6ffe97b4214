//! "When will I hear back?", as a sentence.

use support_wire::CustomerConversation;

use super::moment::promised_time;
use crate::{
    model::expectation::{Expectation, expectation},
    text,
};

/// What a customer may expect of a conversation next, in their time zone; nothing where nothing can
/// be said. `now` is in epoch seconds.
pub(super) fn expectation_sentence(row: &CustomerConversation, now: i64) -> Option<String> {
    Some(match expectation(row, now)? {
        Expectation::Answer(by) => text::answer_expected(&promised_time(now, by)),
        Expectation::AnswerMissed(by) => text::answer_missed(&promised_time(now, by)),
        Expectation::Solution(by) => text::solution_expected(&promised_time(now, by)),
        Expectation::SolutionMissed(by) => text::solution_missed(&promised_time(now, by)),
        Expectation::Waiting => text::WAITING.to_owned(),
    })
}

/// The same in few words, for a row of the list: when a first answer is to come.
pub(super) fn expectation_of_row(row: &CustomerConversation, now: i64) -> Option<String> {
    match expectation(row, now)? {
        Expectation::Answer(by) => Some(text::answer_of_row(&promised_time(now, by))),
        Expectation::AnswerMissed(_) => Some(text::LATE_ANSWER_OF_ROW.to_owned()),
        // The status says it, or the conversation itself.
        Expectation::Waiting | Expectation::Solution(_) | Expectation::SolutionMissed(_) => None,
    }
}
