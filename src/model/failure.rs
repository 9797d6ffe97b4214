//! Why a call failed, as the rest of the widget needs to know it.
//!
//! A page is not told why no answer came: to it a name that is not found (DNS), a certificate that is
//! refused (TLS), a connection that is refused, reset or cut, an answer that CORS or a content security
//! policy withholds, and a request that the page itself aborts are one and the same rejected promise.
//! They are [`Failure::Unreachable`] here, and none of them tells whether the request arrived.
//!
//! | what happened | becomes | sent again by itself | may have arrived |
//! | --- | --- | --- | --- |
//! | the browser was offline before it began | `Offline` | yes | no |
//! | DNS, TLS, refused, reset, cut, CORS, aborted | `Unreachable` | yes | yes |
//! | no whole answer in time: stalled, or dripping slowly | `TimedOut` | yes | yes |
//! | not JSON, another shape, half a body, more than 8 MiB | `Unreadable` | yes | yes |
//! | 400, 413, 422 and other refusals of the content | `Refused` | no | no |
//! | 401 after a fresh token, 403, 404 | `Refused` | no | no |
//! | 409: the same request is being worked on | `Refused` | yes | yes |
//! | 429, with or without `Retry-After` | `Refused` | yes | no |
//! | 408 and 5xx | `Refused` | yes | yes |
//! | rows of somebody else | `Foreign` | no | no |
//!
//! The sentences are in [`crate::text`], the pauses in [`super::retry`].

use support_wire::FieldProblem;

/// Why a call to the API failed. Only [`crate::api`] makes one; [`crate::text`] words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The browser said that it was offline before the request was made: nothing left it.
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
    /// How long the server asks to be left alone, in seconds (`Retry-After`).
    pub retry_after: Option<u32>,
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
            Self::Refused(problem) => matches!(problem.status, 408 | 409 | 500..),
            Self::Offline | Self::Foreign => false,
        }
    }

    /// Whether it settles what became of earlier attempts with the same bytes: a server that finds
    /// fault with the content now has found it then.
    #[must_use]
    pub fn settles_earlier_attempts(&self) -> bool {
        matches!(self, Self::Refused(problem) if matches!(problem.status, 400 | 413))
    }

    /// The HTTP status, where the server answered.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(problem) => Some(problem.status),
            _ => None,
        }
    }

    /// The failure in one machine-readable word, for the page.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
            Self::Unreadable => "unreadable",
            Self::Foreign => "foreign",
            Self::Refused(problem) => match problem.status {
                401 => "unauthorized",
                429 => "too-many",
                408 | 409 => "busy",
                500.. => "server-error",
                _ => "refused",
            },
        }
    }

    /// A refusal of which nothing but the status is known.
    #[must_use]
    pub fn refused(status: u16) -> Self {
        Self::Refused(Problem {
            status,
            ..Problem::default()
        })
    }
}

/// One line of the table above.
#[cfg(test)]
pub(crate) struct Line {
    pub(crate) what: &'static str,
    pub(crate) failure: Failure,
    pub(crate) is_retried: bool,
    pub(crate) is_in_doubt: bool,
}

/// The table above, for the tests of whatever follows from it.
#[cfg(test)]
pub(crate) fn table() -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |what, failure, is_retried, is_in_doubt| {
        lines.push(Line {
            what,
            failure,
            is_retried,
            is_in_doubt,
        });
    };
    line("offline", Failure::Offline, true, false);
    line("no answer", Failure::Unreachable, true, true);
    line("no answer in time", Failure::TimedOut, true, true);
    line("no readable answer", Failure::Unreadable, true, true);
    line("somebody else's rows", Failure::Foreign, false, false);
    for (status, is_retried, is_in_doubt) in [
        (400, false, false),
        (401, false, false),
        (403, false, false),
        (404, false, false),
        (408, true, true),
        (409, true, true),
        (413, false, false),
        (422, false, false),
        (429, true, false),
        (500, true, true),
        (502, true, true),
        (503, true, true),
        (504, true, true),
    ] {
        line(
            "a refusal",
            Failure::refused(status),
            is_retried,
            is_in_doubt,
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_is_retried_and_doubted_as_the_table_says() {
        for line in table() {
            let found = (line.failure.is_retryable(), line.failure.is_in_doubt());
            assert_eq!(
                found,
                (line.is_retried, line.is_in_doubt),
                "{}: {:?}",
                line.what,
                line.failure
            );
        }
    }

    #[test]
    fn what_is_in_doubt_is_always_tried_again() {
        for line in table() {
            assert!(
                line.is_retried || !line.is_in_doubt,
                "a doubt that nobody settles: {:?}",
                line.failure
            );
        }
    }

    #[test]
    fn only_a_fault_of_the_content_settles_earlier_attempts() {
        for line in table() {
            let settles = matches!(line.failure.status(), Some(400 | 413));
            assert_eq!(line.failure.settles_earlier_attempts(), settles);
        }
    }
}
