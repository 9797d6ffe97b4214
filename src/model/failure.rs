//! Why a call failed, as the rest of the widget needs to know it.

use support_wire::FieldProblem;

/// Why a call to the API failed. Only [`crate::api`] makes one; [`crate::text`] words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The browser says that it is offline.
    Offline,
    /// No answer came: connection refused or cut, name not found, blocked.
    Unreachable,
    /// No whole answer came in time.
    TimedOut,
    /// The server answered, and refused.
    Refused(Problem),
    /// An answer came that is not one of this API's.
    Unreadable,
    /// The list held rows of more than one requester, or of another: it is not shown.
    Foreign,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The server's sentence, for developers: it goes to the console, not to customers.
    pub message: String,
    /// The fields to blame, where the server names them.
    pub fields: Vec<FieldProblem>,
}

impl Failure {
    /// Whether the same call may succeed later without any change to it.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Offline | Self::Unreachable | Self::TimedOut | Self::Unreadable => true,
            Self::Refused(problem) => matches!(problem.status, 408 | 409 | 429 | 500..),
            Self::Foreign => false,
        }
    }

    /// Whether the server may have done what was asked although it did not say so.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut | Self::Unreadable => true,
            Self::Refused(problem) => matches!(problem.status, 408 | 500..),
            Self::Offline | Self::Foreign => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> Failure {
        Failure::Refused(Problem {
            status,
            ..Problem::default()
        })
    }

    #[test]
    fn a_refusal_of_the_content_is_final_and_certain() {
        for status in [400, 401, 403, 404, 413, 422] {
            assert!(
                !refused(status).is_retryable() && !refused(status).is_in_doubt(),
                "{status}"
            );
        }
    }

    #[test]
    fn a_crowded_server_is_asked_again() {
        assert!(refused(429).is_retryable() && !refused(429).is_in_doubt());
        assert!(refused(503).is_retryable() && refused(503).is_in_doubt());
    }

    #[test]
    fn without_an_answer_nothing_is_certain() {
        for failure in [Failure::Unreachable, Failure::TimedOut, Failure::Unreadable] {
            assert!(failure.is_retryable() && failure.is_in_doubt());
        }
        assert!(Failure::Offline.is_retryable() && !Failure::Offline.is_in_doubt());
    }
}
