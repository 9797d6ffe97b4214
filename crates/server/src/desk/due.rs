//! When an answer is due: a simple policy by priority.

use support_wire::Priority;

const HOUR: i64 = 3600;

/// Seconds from a conversation's making to what it is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Policy {
    /// To the first answer.
    pub(super) first_response: i64,
    /// To the solution.
    pub(super) resolution: i64,
}

/// What a priority is owed. `High` is as in the vendor's sample: two hours and a day.
pub(super) fn policy(priority: &Priority) -> Policy {
    let (first_response, resolution) = match priority {
        Priority::Urgent => (1, 8),
        Priority::High => (2, 24),
        Priority::Low => (24, 120),
        Priority::Medium | Priority::Other(_) => (8, 72),
    };
    Policy {
        first_response: first_response * HOUR,
        resolution: resolution * HOUR,
    }
}
