//! What can go wrong upstream, in our words only.

use axum::http::StatusCode;

/// Why an upstream call has no answer.
///
/// What the upstream wrote, and where it is, stay out of it: whoever shows or logs one of these can
/// leak neither.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpstreamError {
    /// No connection was made: nothing was asked.
    #[error("no connection to the upstream")]
    Unreachable,
    /// The connection ended before the answer did.
    #[error("the upstream's answer was cut off")]
    CutOff,
    /// No answer in time.
    #[error("the upstream did not answer in time")]
    TimedOut,
    /// An answer beyond the size limit.
    #[error("the upstream's answer is too large")]
    TooLarge,
    /// A success without the body that belongs to it.
    #[error("the upstream's answer cannot be read")]
    Unreadable,
    /// The quota is used up.
    #[error("the upstream's quota is used up")]
    RateLimited {
        /// How long to wait, in seconds, where the upstream says so.
        retry_after: Option<u64>,
    },
    /// Nothing was asked: what the quota leaves is for others first.
    #[error("the quota leaves no call for this yet")]
    Busy {
        /// When one can be expected, in seconds.
        retry_after: u64,
    },
    /// Nothing was asked: the upstream has failed again and again, and is left alone for a while.
    #[error("the upstream is left alone for a while")]
    Resting {
        /// For how long, in seconds.
        retry_after: u64,
    },
    /// Nothing was asked: nobody waited for the answer any more.
    #[error("nobody waits for the answer")]
    Unwanted,
    /// A refusal of the values sent; with the names of the fields where they came.
    #[error("the upstream refused the values")]
    Invalid {
        /// The fields to blame, by name.
        fields: Vec<String>,
    },
    /// Any other status.
    #[error("the upstream answered {0}")]
    Status(StatusCode),
}

impl UpstreamError {
    /// Whether a create that ended so was certainly **not** done. Everything else may have been.
    #[must_use]
    pub fn is_certain_refusal(&self) -> bool {
        match self {
            Self::Unreachable
            | Self::RateLimited { .. }
            | Self::Busy { .. }
            | Self::Resting { .. }
            | Self::Unwanted
            | Self::Invalid { .. } => true,
            Self::Status(status) => {
                status.is_client_error() && *status != StatusCode::REQUEST_TIMEOUT
            }
            Self::CutOff | Self::TimedOut | Self::TooLarge | Self::Unreadable => false,
        }
    }

    /// Whether the same question may well be answered when it is asked again at once. Only for what
    /// changes nothing.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::CutOff => true,
            Self::Status(status) => matches!(status.as_u16(), 502..=504),
            _ => false,
        }
    }

    /// Whether the upstream is to blame, or its quota, and not what was asked.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        !matches!(self, Self::Invalid { .. })
    }

    /// A word for a metric.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::CutOff => "cut-off",
            Self::TimedOut => "timed-out",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::RateLimited { .. } => "rate-limited",
            Self::Busy { .. } => "busy",
            Self::Resting { .. } => "resting",
            Self::Unwanted => "unwanted",
            Self::Invalid { .. } => "invalid",
            Self::Status(_) => "status",
        }
    }
}
