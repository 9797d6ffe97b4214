//! Opens the database and brings its schema up to date.

use sqlx::migrate::Migrator;

use super::Store;
use crate::{
    StartError,
    database::{Database, Schema},
};

static SQLITE: Migrator = sqlx::migrate!("migrations/desk");
static POSTGRES: Migrator = sqlx::migrate!("migrations/desk-postgres");

const SCHEMA: Schema = Schema {
    sqlite: &SQLITE,
    postgres: &POSTGRES,
    cache_kib: 65_536,
};

impl Store {
    /// Opens `sqlite://PATH` (the file and its folder are made if missing), `sqlite::memory:` or
    /// `postgres://…`.
    ///
    /// # Errors
    /// A URL that is none of these, or a database that cannot be opened or migrated.
    pub async fn open(url: &str) -> Result<Self, StartError> {
        Database::open(url, &SCHEMA).await.map(Self)
    }
}
