//! Opens a database by its URL, and brings its schema up to date.

use std::{path::Path, sync::Once, time::Duration};

use sqlx::{AnyConnection, AnyPool, Executor, any::AnyPoolOptions, migrate::Migrator};

use super::{Database, Dialect};
use crate::StartError;

/// How many connections read a SQLite file.
const READERS: u32 = 4;
/// How many connections a process has to a PostgreSQL server, which has a hundred by default.
const SHARED: u32 = 10;
/// How long a request waits for a connection: less than a request may take.
const WAIT: Duration = Duration::from_secs(10);

/// What a role keeps.
#[derive(Debug)]
pub(crate) struct Schema {
    /// How its tables are made on SQLite.
    pub(crate) sqlite: &'static Migrator,
    /// How its tables are made on PostgreSQL.
    pub(crate) postgres: &'static Migrator,
    /// How much of a SQLite file is held in memory, for each connection, in KiB.
    pub(crate) cache_kib: u32,
}

impl Database {
    /// Opens `sqlite://PATH` (the file and its folder are made if missing), `sqlite::memory:` or
    /// `postgres://…`.
    ///
    /// # Errors
    /// A URL that is none of these, or a database that cannot be opened or migrated.
    pub(crate) async fn open(url: &str, schema: &Schema) -> Result<Self, StartError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        if is_postgres(url) {
            open_postgres(url, schema).await
        } else {
            open_sqlite(url, schema).await
        }
    }
}

/// Whether a URL is of a kind that can be opened; nothing is opened.
///
/// # Errors
/// It is not.
pub(crate) fn check(url: &str) -> Result<(), StartError> {
    if is_postgres(url) {
        return Ok(());
    }
    sqlite_file(url).map(|_| ())
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

async fn open_postgres(url: &str, schema: &Schema) -> Result<Database, StartError> {
    let failed = |source| StartError::Database {
        url: without_secrets(url),
        source,
    };
    let pool = AnyPoolOptions::new()
        .max_connections(SHARED)
        .acquire_timeout(WAIT)
        .connect(url)
        .await
        .map_err(failed)?;
    // Whoever comes first holds an advisory lock, and the others find the work done.
    let migrated = schema.postgres.run(&pool).await;
    migrated.map_err(|error| failed(error.into()))?;
    Ok(Database {
        writer: pool.clone(),
        readers: pool,
        dialect: Dialect::Postgres,
    })
}

async fn open_sqlite(url: &str, schema: &Schema) -> Result<Database, StartError> {
    let failed = |source| StartError::Database {
        url: url.to_owned(),
        source,
    };
    let file = sqlite_file(url)?;
    if let Some(file) = file {
        make_folder(Path::new(file))?;
    }
    let url = with_leave_to_create(url);
    let writer = sqlite_pool(&url, 1, schema.cache_kib, "").await;
    let writer = writer.map_err(failed)?;
    let migrated = schema.sqlite.run(&writer).await;
    migrated.map_err(|error| failed(error.into()))?;
    // A database in memory lives in its connection, so there all share the one.
    let readers = if file.is_none() {
        writer.clone()
    } else {
        let only = "PRAGMA query_only = ON;";
        let readers = sqlite_pool(&url, READERS, schema.cache_kib, only).await;
        readers.map_err(failed)?
    };
    Ok(Database {
        writer,
        readers,
        dialect: Dialect::Sqlite,
    })
}

/// Connections that are never dropped for age: a database in memory would go with its connection.
async fn sqlite_pool(
    url: &str,
    connections: u32,
    cache_kib: u32,
    more: &'static str,
) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                set_up_sqlite(connection, cache_kib).await?;
                connection.execute(more).await.map(|_| ())
            })
        })
        .connect(url)
        .await
}

/// An answered create must survive a power cut, which WAL promises only with FULL. The driver itself
/// waits five seconds for a lock, and holds rows to their foreign keys.
async fn set_up_sqlite(connection: &mut AnyConnection, cache_kib: u32) -> Result<(), sqlx::Error> {
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -{cache_kib};"
    );
    connection
        .execute(sqlx::AssertSqlSafe(pragmas))
        .await
        .map(|_| ())
}

/// The file that a URL names; `None` for a database in memory.
fn sqlite_file(url: &str) -> Result<Option<&str>, StartError> {
    let unusable = || StartError::DatabaseUrl(without_secrets(url));
    let path = url.strip_prefix("sqlite:").ok_or_else(unusable)?;
    if matches!(url, "sqlite::memory:" | "sqlite://:memory:") {
        return Ok(None);
    }
    let path = path.strip_prefix("//").unwrap_or(path);
    let file = path.split('?').next().unwrap_or_default();
    if file.is_empty() {
        return Err(unusable());
    }
    Ok(Some(file))
}

/// A missing file is made, unless the URL says how to open it.
fn with_leave_to_create(url: &str) -> String {
    let mark = match url.split_once('?') {
        _ if url.contains(":memory:") || url.contains("mode=") => return url.to_owned(),
        Some(_) => '&',
        None => '?',
    };
    format!("{url}{mark}mode=rwc")
}

/// The URL as it may be shown: without a password, which stands before the host's `@` or in the query.
fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

fn make_folder(file: &Path) -> Result<(), StartError> {
    let parent = file.parent();
    match parent.filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|source| StartError::Folder {
            path: folder.to_owned(),
            source,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{with_leave_to_create, without_secrets};

    #[test]
    fn a_password_is_not_shown() {
        for (url, shown) in [
            ("postgres://u:p@h:5/d", "postgres://u@h:5/d"),
            ("postgres://u:p@x@h/d?password=q", "postgres://u@h/d"),
            ("postgres://h/d", "postgres://h/d"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(without_secrets(url), shown);
        }
    }

    #[test]
    fn a_missing_file_is_made_unless_the_url_says_otherwise() {
        for (url, expected) in [
            ("sqlite://a", "sqlite://a?mode=rwc"),
            (
                "sqlite://a?cache=private",
                "sqlite://a?cache=private&mode=rwc",
            ),
            ("sqlite://a?mode=ro", "sqlite://a?mode=ro"),
            ("sqlite::memory:", "sqlite::memory:"),
        ] {
            assert_eq!(with_leave_to_create(url), expected);
        }
    }
}
