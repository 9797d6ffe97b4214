//! How a desk is set up, with a switch for each thing that the vendor's documentation leaves open.

use axum::http::StatusCode;
use clap::{Args, ValueEnum};

use crate::ApiKey;

/// What `next_url` starts with, as in the vendor's samples.
pub const NEXT_URL_BASE: &str = "https://app.sparrowdesk.com";

/// How a desk is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The key that callers must send.
    pub api_key: ApiKey,
    /// How many calls a minute it allows.
    pub rate_limit_per_minute: Option<u64>,
    /// What `next_url` starts with.
    pub next_url_base: String,
    /// What the vendor leaves open.
    pub switches: Switches,
}

impl Settings {
    /// A desk with that key and all else by default.
    #[must_use]
    pub fn new(api_key: ApiKey) -> Self {
        Self {
            api_key,
            rate_limit_per_minute: None,
            next_url_base: NEXT_URL_BASE.to_owned(),
            switches: Switches::default(),
        }
    }
}

/// What the vendor's documentation leaves open: S1 to S5 of the list of open questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct Switches {
    /// The status of a successful create.
    #[arg(long, value_enum, value_name = "STATUS", default_value_t)]
    pub create_status: CreateStatus,
    /// What `next_cursor` is on the last page.
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    pub last_cursor: LastCursor,
    /// `k=a&k=b` and `k=a,b` beside `k[]=a&k[]=b`.
    #[arg(long, value_enum, value_name = "ANSWER", default_value_t)]
    pub repeated_filters: RepeatedFilters,
    /// A status or priority in a filter that this desk does not have.
    #[arg(long, value_enum, value_name = "ANSWER", default_value_t)]
    pub unknown_filter: UnknownFilter,
    /// `per_page` out of range.
    #[arg(long, value_enum, value_name = "ANSWER", default_value_t)]
    pub page_size: PageSize,
    /// The sizes of a page of replies, which two ages of the API have differently.
    #[arg(long, value_enum, value_name = "AGE", default_value_t)]
    pub replies_page: RepliesPage,
}

/// S1: the status of a successful create.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CreateStatus {
    /// 201 Created.
    #[default]
    #[value(name = "201")]
    Created,
    /// 200 OK.
    #[value(name = "200")]
    Ok,
}

impl CreateStatus {
    /// The status.
    pub(super) fn code(self) -> StatusCode {
        match self {
            Self::Created => StatusCode::CREATED,
            Self::Ok => StatusCode::OK,
        }
    }
}

/// S2: what `next_cursor` is on the last page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LastCursor {
    /// `null`.
    #[default]
    Null,
    /// Not there.
    Absent,
    /// An empty string.
    Empty,
}

/// S3: several values of a filter without brackets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum RepeatedFilters {
    /// They count.
    #[default]
    Accept,
    /// 400.
    Refuse,
}

/// S4: a filter value that the desk does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum UnknownFilter {
    /// 400.
    #[default]
    Refuse,
    /// It matches nothing.
    Empty,
}

/// S5: a page size out of range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum PageSize {
    /// 400.
    #[default]
    Refuse,
    /// The nearest size allowed.
    Clamp,
}

/// How many replies a page has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum RepliesPage {
    /// 1 to 100, 25 by default: as documented.
    #[default]
    Old,
    /// 1 to 50, 50 by default: as newer versions of the vendor's own client have it.
    New,
}
