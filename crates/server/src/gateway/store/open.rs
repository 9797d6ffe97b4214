//! Opens the database and brings its schema up to date.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::Store;
use crate::StartError;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations-gateway");

/// How many connections read.
const READERS: u32 = 2;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Store {
    /// Opens `sqlite://PATH` (the file and its folder are made if missing) or `sqlite::memory:`.
    ///
    /// # Errors
    /// A URL that is neither, or a database that cannot be opened or migrated.
    pub async fn open(url: &str) -> Result<Self, StartError> {
        let options = options(url)?;
        let failed = |source| StartError::Database {
            url: url.to_owned(),
            source,
        };
        let in_memory = is_memory(url);
        let writer = one_connection()
            .connect_with(options.clone())
            .await
            .map_err(failed)?;
        MIGRATIONS
            .run(&writer)
            .await
            .map_err(|error| failed(error.into()))?;
        // A database in memory lives in its connection, so there all share the one.
        let readers = if in_memory {
            writer.clone()
        } else {
            readers(options).await.map_err(failed)?
        };
        Ok(Self { writer, readers })
    }
}

fn is_memory(url: &str) -> bool {
    matches!(url, "sqlite::memory:" | "sqlite://:memory:")
}

fn options(url: &str) -> Result<SqliteConnectOptions, StartError> {
    let unusable = || StartError::DatabaseUrl(url.to_owned());
    let path = url.strip_prefix("sqlite:").ok_or_else(unusable)?;
    if !is_memory(url) {
        let path = path.strip_prefix("//").unwrap_or(path);
        let file = path.split('?').next().unwrap_or_default();
        if file.is_empty() {
            return Err(unusable());
        }
        make_folder(Path::new(file))?;
    }
    let options = SqliteConnectOptions::from_str(url).map_err(|_| unusable())?;
    Ok(options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A key must be on disk before its conversation can be made, which WAL promises only with FULL.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT))
}

fn make_folder(file: &Path) -> Result<(), StartError> {
    match file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|source| StartError::Folder {
            path: folder.to_owned(),
            source,
        }),
        None => Ok(()),
    }
}

/// The one connection that writes; it is never dropped for age, for a database in memory goes with it.
fn one_connection() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
}

async fn readers(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.pragma("query_only", "ON"))
        .await
}
