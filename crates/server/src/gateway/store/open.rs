//! Opens the database and brings its schema up to date.

use std::sync::LazyLock;

use sqlx::migrate::Migrator;

use super::{Store, claims::Claims};
use crate::{
    StartError,
    database::{Database, Schema},
};

static SQLITE: Migrator = sqlx::migrate!("migrations/gateway");
/// Desk and gateway may share a PostgreSQL database, so each keeps its own account of its migrations.
static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrator = sqlx::migrate!("migrations/gateway-postgres");
    migrator.dangerous_set_table_name("_gateway_migrations");
    migrator
});

impl Store {
    /// Opens `sqlite://PATH` (the file and its folder are made if missing), `sqlite::memory:` or
    /// `postgres://…`.
    ///
    /// # Errors
    /// A URL that is none of these, or a database that cannot be opened or migrated.
    pub async fn open(url: &str) -> Result<Self, StartError> {
        let schema = Schema {
            sqlite: &SQLITE,
            postgres: &POSTGRES,
            cache_kib: 2_048,
        };
        let database = Database::open(url, &schema).await?;
        let claims = Claims::of(&database, url);
        Ok(Self { database, claims })
    }
}
