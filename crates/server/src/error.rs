//! The two error types: [`Error`] is what a request ends with, a variant per status; [`StartError`]
//! is what keeps the server from starting, a variant per sentence.
//!
//! The answer's body is always `wire` JSON. What went wrong inside never reaches it: the cause rides
//! in the response's extensions to the one middleware that logs it.

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use support_wire::{
    ErrorBody, ErrorDetail, FieldProblem, MessageBody, QueryProblem, RateLimitBody, RateLimitDetail,
};

use crate::{desk::seed::SeedError, identity::SetupError};

/// What a request can end with instead of an answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 400: the body's fields, all that are wrong, in field order.
    #[error("invalid field values")]
    Fields(Vec<FieldProblem>),
    /// 400: the query string.
    #[error("invalid query parameters: {0}")]
    Query(#[from] QueryProblem),
    /// 400: whatever has a sentence of its own in the API's documentation.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// 401: no key, or not ours.
    #[error("unauthorized")]
    Unauthorized,
    /// 404: a path that names nothing of ours.
    #[error("not found: {0}")]
    NotFound(String),
    /// 409: what is there already.
    #[error("conflict: {0}")]
    Conflict(String),
    /// 413: a body over the limit.
    #[error("body too large")]
    TooLarge,
    /// 415: a body that does not say it is JSON.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// 429: the quota is used up.
    #[error("rate limited: {}", .0.name)]
    RateLimited(RateLimitDetail),
    /// 500: our own fault. Only `public` is shown.
    #[error("{public}")]
    Internal {
        /// The sentence of the API's documentation for this call.
        public: &'static str,
        /// What really happened, for the log.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The cause of a 500, on its way to the log.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub(crate) Arc<str>);

impl Error {
    /// A body that is at fault as a whole.
    pub(crate) fn body(message: String) -> Self {
        Self::Fields(vec![FieldProblem {
            name: "body".to_owned(),
            message,
        }])
    }

    /// Turns any failure of ours into a 500 with the documentation's sentence.
    pub(crate) fn during<E>(public: &'static str) -> impl FnOnce(E) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        move |source| Self::Internal {
            public,
            source: Box::new(source),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Fields(fields) => fields_response(fields),
            Self::Query(problem) => detail_response(
                StatusCode::BAD_REQUEST,
                &format!("Invalid query parameters: {problem}"),
            ),
            Self::BadRequest(message) => detail_response(StatusCode::BAD_REQUEST, &message),
            Self::NotFound(message) => detail_response(StatusCode::NOT_FOUND, &message),
            Self::Conflict(message) => detail_response(StatusCode::CONFLICT, &message),
            Self::Unauthorized => unauthorized_response(),
            Self::TooLarge => status_response(StatusCode::PAYLOAD_TOO_LARGE),
            Self::UnsupportedMediaType => status_response(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::RateLimited(detail) => rate_limited_response(detail),
            Self::Internal { public, source } => {
                let mut response = detail_response(StatusCode::INTERNAL_SERVER_ERROR, public);
                response
                    .extensions_mut()
                    .insert(Cause(source.to_string().into()));
                response
            }
        }
    }
}

/// The ordinary error body with a message of our own.
pub(crate) fn detail_response(status: StatusCode, message: &str) -> Response {
    let error = ErrorDetail {
        message: message.to_owned(),
        fields: Vec::new(),
    };
    (status, Json(ErrorBody { error })).into_response()
}

/// The ordinary error body for a status that says it all.
pub(crate) fn status_response(status: StatusCode) -> Response {
    let message = match status {
        StatusCode::NOT_FOUND => "Resource not found",
        StatusCode::METHOD_NOT_ALLOWED => "Method not allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "Request body too large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Unsupported media type: expected application/json",
        StatusCode::SERVICE_UNAVAILABLE => "The server is busy; try again shortly",
        StatusCode::REQUEST_TIMEOUT => "The request took too long",
        _ => status.canonical_reason().unwrap_or("Request failed"),
    };
    detail_response(status, message)
}

fn fields_response(fields: Vec<FieldProblem>) -> Response {
    let listed: Vec<String> = fields
        .iter()
        .map(|field| format!("{}: {}", field.name, field.message))
        .collect();
    let message = format!("Invalid field values: {}", listed.join("; "));
    (
        StatusCode::BAD_REQUEST,
        Json(ErrorBody {
            error: ErrorDetail { message, fields },
        }),
    )
        .into_response()
}

fn unauthorized_response() -> Response {
    let body = MessageBody {
        message: "Unauthorized".to_owned(),
    };
    let challenge = [(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))];
    (StatusCode::UNAUTHORIZED, challenge, Json(body)).into_response()
}

fn rate_limited_response(detail: RateLimitDetail) -> Response {
    let body = RateLimitBody {
        name: "LimitExceededError".to_owned(),
        message: format!("Limit exceeded for: {}", detail.name),
        code: StatusCode::TOO_MANY_REQUESTS.as_u16(),
        details: vec![detail],
    };
    (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response()
}

/// Why the server cannot start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Flags that the role cannot do without.
    #[error("expected --listen, --database and one of --api-key-file and --api-key")]
    MissingFlags,
    /// The address is taken, not ours, or not allowed.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// `--database` is not a URL that this version knows.
    #[error("--database: expected sqlite://PATH or sqlite::memory:, found `{0}`")]
    DatabaseUrl(String),
    /// The folder of a SQLite file cannot be made.
    #[error("cannot make the folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database cannot be opened or brought up to date.
    #[error("cannot open the database {url}: {source}")]
    Database {
        /// The URL asked for.
        url: String,
        /// What the driver said.
        source: sqlx::Error,
    },
    /// The key file cannot be read.
    #[error("cannot read the API key file {}: {source}", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A key that no request could carry.
    #[error(
        "the API key: expected printable ASCII without spaces, found something else or nothing"
    )]
    UnusableKey,
    /// Identity tokens cannot be verified or made.
    #[error(transparent)]
    Identity(#[from] SetupError),
    /// Seeding failed.
    #[error("cannot seed the database: {0}")]
    Seed(#[from] SeedError),
    /// Serving failed.
    #[error("serving failed: {0}")]
    Serve(io::Error),
}

impl StartError {
    /// 2 for what the caller can put right on the command line, 1 for the rest.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::MissingFlags
            | Self::DatabaseUrl(_)
            | Self::UnusableKey
            | Self::KeyFile { .. } => 2,
            Self::Identity(problem) => problem.exit_code(),
            _ => 1,
        }
    }
}
