//! The two error types: [`Error`] is what a request ends with, a variant per status; [`StartError`]
//! is what keeps the server from starting, a variant per sentence.
//!
//! The answer's body is always `wire` JSON. What went wrong inside never reaches it: the cause rides
//! in the response's extensions to the one middleware that logs it.

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use support_wire::{
    ErrorBody, ErrorDetail, FieldProblem, MessageBody, QueryProblem, RateLimitBody, RateLimitDetail,
};

use crate::{
    desk::seed::SeedError, gateway::NotAnOrigin, identity::SetupError, upstream::UpstreamError,
    upstream_trouble,
};

/// The header that says why a token was refused.
pub(crate) const AUTH_REASON: HeaderName = HeaderName::from_static("support-auth-reason");

/// What a request can end with instead of an answer.
#[derive(Debug, Clone, thiserror::Error)]
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
    /// 401: no identity token, or one that is not to be believed, and why.
    #[error("unverified: {0}")]
    Unverified(&'static str),
    /// 404: what is asked for is not there, or not the caller's.
    #[error("not found: {0}")]
    NotFound(String),
    /// 409: what is there already.
    #[error("conflict: {0}")]
    Conflict(String),
    /// 409: the same create is still running.
    #[error("in flight")]
    InFlight {
        /// When to ask again, in seconds.
        retry_after: u64,
    },
    /// 413: a body over the limit.
    #[error("body too large")]
    TooLarge,
    /// 415: a body that does not say it is JSON.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// 422: an idempotency key that came with another body before.
    #[error("idempotency key used with another body")]
    KeyReused,
    /// 429: too many from one requester or one address.
    #[error("too many")]
    TooMany {
        /// When to ask again, in seconds.
        retry_after: u64,
    },
    /// 502: the upstream answered something that cannot be right.
    #[error("the upstream's answer is wrong")]
    WrongAnswer,
    /// 429, 502 or 504: the upstream did not answer as it should.
    #[error("{0}")]
    Upstream(UpstreamError),
    /// 503: not able to serve yet, or any more.
    #[error("not ready")]
    NotReady,
    /// 429: the quota is used up.
    #[error("rate limited: {}", .0.name)]
    RateLimited(RateLimitDetail),
    /// 500: what this waited for has panicked.
    #[error("what was waited for has panicked")]
    Panicked,
    /// 500: our own fault. Only `public` is shown.
    #[error("{public}")]
    Internal {
        /// The sentence of the API's documentation for this call.
        public: &'static str,
        /// What really happened, for the log.
        source: Arc<dyn std::error::Error + Send + Sync>,
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
            source: Arc::new(source),
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
            Self::Unverified(reason) => unverified_response(reason),
            Self::InFlight { retry_after } => later(
                StatusCode::CONFLICT,
                "The same request is still in progress; ask again shortly",
                retry_after,
            ),
            Self::KeyReused => detail_response(
                StatusCode::UNPROCESSABLE_ENTITY,
                "This Idempotency-Key came with another body before",
            ),
            Self::TooMany { retry_after } => later(
                StatusCode::TOO_MANY_REQUESTS,
                "Too many requests; try again later",
                retry_after,
            ),
            Self::WrongAnswer => with_cause(upstream_trouble::bad_gateway(), &self),
            Self::Upstream(error) => upstream_trouble::response(&error),
            Self::NotReady => status_response(StatusCode::SERVICE_UNAVAILABLE),
            Self::TooLarge => status_response(StatusCode::PAYLOAD_TOO_LARGE),
            Self::UnsupportedMediaType => status_response(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::RateLimited(detail) => rate_limited_response(detail),
            Self::Panicked => with_cause(
                detail_response(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error"),
                &self,
            ),
            Self::Internal { public, source } => with_cause(
                detail_response(StatusCode::INTERNAL_SERVER_ERROR, public),
                &source,
            ),
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

pub(crate) fn fields_response(fields: Vec<FieldProblem>) -> Response {
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

/// The same body whatever the reason, which stands in a header for programs.
fn unverified_response(reason: &'static str) -> Response {
    let mut response = unauthorized_response();
    let headers = response.headers_mut();
    let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    headers.insert(header::WWW_AUTHENTICATE, challenge);
    headers.insert(AUTH_REASON, HeaderValue::from_static(reason));
    response
}

pub(crate) fn later(status: StatusCode, message: &str, retry_after: u64) -> Response {
    let mut response = detail_response(status, message);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    response
}

pub(crate) fn with_cause(mut response: Response, cause: &impl std::fmt::Display) -> Response {
    response
        .extensions_mut()
        .insert(Cause(cause.to_string().into()));
    response
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
    #[error("--database: expected sqlite://PATH, sqlite::memory: or postgres://…, found `{0}`")]
    DatabaseUrl(String),
    /// The folder of a SQLite file cannot be made.
    #[error("cannot make the folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A socket that was handed over is not one that we can listen on.
    #[error("cannot use the socket that was handed over (LISTEN_FDS): {0}")]
    Inherited(io::Error),
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
    /// The identity secret's file cannot be read or made.
    #[error("cannot use the identity secret file {}: {source}", path.display())]
    SecretFile {
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
    /// The form's file cannot be used.
    #[error(transparent)]
    FormFile(#[from] crate::gateway::form::FormFileError),
    /// `--upstream` is not the base of an API.
    #[error("--upstream: expected a URL such as https://api.sparrowdesk.com/v1, found `{0}`")]
    UpstreamUrl(String),
    /// The key would travel unencrypted over a network.
    #[error("--upstream: expected https:// (or http:// on this machine), found `{0}`")]
    PlainUpstream(String),
    /// The HTTP client cannot be set up.
    #[error("cannot set up the HTTP client: {0}")]
    HttpClient(reqwest::Error),
    /// The gateway's store refuses.
    #[error("the gateway's store refuses: {0}")]
    GatewayStore(sqlx::Error),
    /// `--allow-origin` is not an origin.
    #[error("--allow-origin: {0}")]
    Origin(#[from] NotAnOrigin),
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
            | Self::UpstreamUrl(_)
            | Self::PlainUpstream(_)
            | Self::Origin(_)
            | Self::SecretFile { .. }
            | Self::KeyFile { .. } => 2,
            Self::Identity(problem) => problem.exit_code(),
            _ => 1,
        }
    }
}
