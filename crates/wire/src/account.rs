//! The account that a key belongs to.

use serde::{Deserialize, Serialize};

/// The answer of `GET /me`: an account, not a user. A handy check of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Account {
    /// The account's id.
    pub id: i64,
    /// Its name among the vendor's hosts.
    #[serde(default)]
    pub subdomain: Option<String>,
    /// Its own host.
    #[serde(default)]
    pub domain: Option<String>,
    /// The company's name.
    #[serde(default)]
    pub company_name: Option<String>,
    /// Its time zone, such as `Europe/London`.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// Its language, such as `en`.
    #[serde(default)]
    pub language: Option<String>,
}
