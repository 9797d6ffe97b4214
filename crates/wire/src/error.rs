//! The API's three shapes of an error body, and a reader that takes any of them.

use serde::{Deserialize, Serialize};

use crate::lenient::null_as_default;

/// The ordinary error: `{ "error": { "message": … } }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ErrorDetail,
}

/// What went wrong, in the ordinary error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ErrorDetail {
    /// A sentence for a developer.
    #[serde(default, deserialize_with = "null_as_default")]
    pub message: String,
    /// Which fields are to blame: our own addition, absent at the vendor.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name in the request's body.
    pub name: String,
    /// What was expected, and what was found.
    #[serde(default, deserialize_with = "null_as_default")]
    pub message: String,
}

/// The error of a refused key: `{ "message": "Unauthorized" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MessageBody {
    /// A sentence for a developer.
    pub message: String,
}

/// The error of a used-up quota (status 429).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RateLimitBody {
    /// `LimitExceededError`.
    pub name: String,
    /// Which limit, such as `Limit exceeded for: APIS_PER_MINUTE`.
    pub message: String,
    /// 429.
    pub code: u16,
    /// The limits that were exceeded.
    #[serde(default, deserialize_with = "null_as_default")]
    pub details: Vec<RateLimitDetail>,
}

/// One exceeded limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RateLimitDetail {
    /// The limit's name, such as `APIS_PER_MINUTE`.
    pub name: String,
    /// How many calls it allows.
    pub quota: u64,
    /// How many were made.
    pub count: u64,
    /// How many are left.
    pub remaining: u64,
}

/// Any of the three shapes, read without knowing which one came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct AnyErrorBody {
    #[serde(default)]
    error: Option<ErrorDetail>,
    #[serde(default)]
    message: Option<String>,
}

impl AnyErrorBody {
    /// The message, and the fields to blame (empty where the shape has none).
    #[must_use]
    pub fn into_detail(self) -> ErrorDetail {
        self.error.unwrap_or_else(|| ErrorDetail {
            message: self.message.unwrap_or_default(),
            fields: Vec::new(),
        })
    }
}
